// The names of one passage or article in a facet file.
#pragma once

#include "store/packed_numbers.hh"

#include <cstddef>
#include <cstdint>

namespace dateline::store {

/// Groups [begin, end) of all that rows have.
class GroupRow {
 public:
  GroupRow(const PackedNumbers& groups, std::uint32_t begin, std::uint32_t end)
      : groups_(&groups), begin_(begin), end_(end) {}

  PackedNumbers::Iterator begin() const { return {*groups_, begin_}; }
  PackedNumbers::Iterator end() const { return {*groups_, end_}; }
  std::size_t size() const { return end_ - begin_; }
  bool empty() const { return begin_ == end_; }
  std::uint32_t operator[](std::size_t index) const {
    return static_cast<std::uint32_t>((*groups_)[begin_ + index]);
  }

  /// Where the row lies among all names of all rows; rows follow each other.
  std::uint32_t first() const { return begin_; }
  std::uint32_t last() const { return end_; }  ///< one past its last

 private:
  const PackedNumbers* groups_;
  std::uint32_t begin_, end_;
};

}  // namespace dateline::store
