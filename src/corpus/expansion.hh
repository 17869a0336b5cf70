// The limit on what compressed input may become.
#pragma once

#include "corpus/byte_stream.hh"

#include <cstdint>
#include <string>

#include <fmt/format.h>

namespace dateline::corpus {

/// Tells whether the bytes made from a file on disk are out of proportion to what was read of it.
/// Each layer of compression has one of its own over the same file.
class ExpansionLimit {
 public:
  /// in: file, the file on disk; ratio, bytes allowed per byte of it, past `free_bytes`
  ExpansionLimit(const FileStream& file, std::uint64_t ratio) : file_(file), ratio_(ratio) {}

  /// Count bytes made; what is wrong if there are too many, else empty.
  std::string add(std::uint64_t bytes) {
    made_ += bytes;
    if (made_ <= free_bytes || made_ / ratio_ <= file_.consumed()) return {};
    return fmt::format("expands to more than {} times its size, the rest is skipped", ratio_);
  }

  static constexpr std::uint64_t free_bytes = 64u << 20;

 private:
  const FileStream& file_;
  std::uint64_t ratio_;
  std::uint64_t made_ = 0;
};

}  // namespace dateline::corpus
