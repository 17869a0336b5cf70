// How often passages mention their names: two bits a name.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::store {

/// A count that two bits cannot say. Stored as is, in order.
/// at: which of all counts
struct LargeCount {
  std::uint32_t at = 0, count = 0;
};

/// Counts in a row, from 1. Nearly all are 1 to 3, which two bits say; the last of their values says
/// that the count is listed apart.
class MentionCountsWriter {
 public:
  void add(std::uint32_t count);

  std::uint32_t size() const { return size_; }
  const std::string& bits() const { return bits_; }
  const std::vector<LargeCount>& large() const { return large_; }

 private:
  std::uint32_t size_ = 0;
  std::string bits_;
  std::vector<LargeCount> large_;
};

/// What was written, read in any order.
class MentionCounts {
 public:
  MentionCounts(std::string_view bits, std::span<const LargeCount> large)
      : bits_(bits), large_(large) {}

  /// Whether there are so many counts.
  bool fits(std::size_t size) const;

  /// in:     which, below the number of counts
  /// errors: Error{Code::Database} for one that is damaged
  std::uint32_t at(std::uint32_t which) const;

 private:
  std::string_view bits_;
  std::span<const LargeCount> large_;
};

}  // namespace dateline::store
