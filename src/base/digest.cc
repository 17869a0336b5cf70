#include "base/digest.hh"

#include <fmt/format.h>
#include <xxhash.h>

namespace dateline::base {

std::uint64_t digest64(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

Digest& Digest::add(std::string_view part) {
  state_ = XXH3_64bits_withSeed(part.data(), part.size(), state_);
  return *this;
}

Digest& Digest::add(std::uint64_t number) {
  state_ = XXH3_64bits_withSeed(&number, sizeof number, state_);
  return *this;
}

std::string hex(std::uint64_t digest) {
  return fmt::format("{:016x}", digest);
}

}  // namespace dateline::base
