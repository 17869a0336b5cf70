// Where strings that lie end to end in a section end: 4 bytes each, however large the section.
#pragma once

#include "store/side_file.hh"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace dateline::store {

/// The ends of a section under construction: their low 32 bits, and the indexes from which the bits
/// above are one more. The first end is 0. No string is longer than 2^32 - 1 bytes.
class EndsWriter {
 public:
  void push(std::uint64_t end) {
    if (end >> 32 != last_ >> 32) turns_.push_back(static_cast<std::uint32_t>(low_.size()));
    low_.push_back(static_cast<std::uint32_t>(end));
    last_ = end;
  }
  std::size_t size() const { return low_.size(); }
  std::string_view low() const { return as_bytes(low_); }
  std::string_view turns() const { return as_bytes(turns_); }

 private:
  std::vector<std::uint32_t> low_{0}, turns_;
  std::uint64_t last_ = 0;
};

/// The same, read.
class Ends {
 public:
  Ends(std::span<const std::uint32_t> low, std::span<const std::uint32_t> turns)
      : low_(low), turns_(turns) {}

  std::size_t size() const { return low_.size(); }
  std::uint64_t operator[](std::size_t index) const {
    std::uint64_t above = 0;
    if (!turns_.empty()) {
      above = static_cast<std::uint64_t>(std::upper_bound(turns_.begin(), turns_.end(), index) -
                                         turns_.begin());
    }
    return above << 32 | low_[index];
  }

 private:
  std::span<const std::uint32_t> low_, turns_;
};

}  // namespace dateline::store
