// Values of one facet, told apart by the digests of their names.
#pragma once

#include <cstdint>
#include <vector>

namespace dateline::search {

/// A value of a set with its counts over all segments, and one place where it is.
struct ValueCount {
  std::uint64_t digest = 0;
  std::uint32_t segment = 0, group = 0;
  std::uint64_t passages = 0, articles = 0;
};

/// Values numbered as they come, each once.
class ValueTable {
 public:
  /// in: expected, about how many there will be
  explicit ValueTable(std::size_t expected) {
    std::size_t slots = 64;
    while (slots < expected * 2) slots *= 2;
    slots_.resize(slots, none);
    values.reserve(expected);
  }

  /// Add to the counts of a value.
  /// out: its number
  std::uint32_t add(const ValueCount& one) {
    std::uint32_t* slot = slot_of(one.digest);
    if (*slot != none) {
      values[*slot].passages += one.passages;
      values[*slot].articles += one.articles;
      return *slot;
    }
    const auto number = static_cast<std::uint32_t>(values.size());
    *slot = number;
    values.push_back(one);
    if (values.size() * 2 > slots_.size()) grow();
    return number;
  }

  std::vector<ValueCount> values;

 private:
  static constexpr std::uint32_t none = UINT32_MAX;

  std::uint32_t* slot_of(std::uint64_t digest) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t i = digest & mask;
    while (slots_[i] != none && values[slots_[i]].digest != digest) i = (i + 1) & mask;
    return &slots_[i];
  }

  void grow() {
    slots_.assign(slots_.size() * 2, none);
    for (std::uint32_t i = 0; i < values.size(); ++i) *slot_of(values[i].digest) = i;
  }

  std::vector<std::uint32_t> slots_;
};

}  // namespace dateline::search
