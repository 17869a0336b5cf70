// Digests of bytes (xxHash) and their printed form.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dateline::base {

/// XXH3, 64 bits: for tables and checksums of files.
std::uint64_t digest64(std::string_view bytes);

/// A digest built from many parts; each part's length counts, so that `ab`+`c` and `a`+`bc` differ.
class Digest {
 public:
  Digest& add(std::string_view part);
  Digest& add(std::uint64_t number);
  std::uint64_t value() const { return state_; }

 private:
  std::uint64_t state_ = 0x9E3779B97F4A7C15u;
};

/// 16 lower-case hexadecimal digits.
std::string hex(std::uint64_t digest);

}  // namespace dateline::base
