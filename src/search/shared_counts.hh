// Counts of values that several groups of a segment share, each passage and article once.
#pragma once

#include "search/alias_groups.hh"
#include "search/tally.hh"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace dateline::search {

/// Counts the shared groups of one segment beside a tally of all others.
class SharedCounts {
 public:
  /// in: names, what aliases make of the segment's groups; nullptr: nothing is shared
  explicit SharedCounts(const SegmentNames* names)
      : names_(names != nullptr && names->any_shared() ? names : nullptr),
        entries_(names_ != nullptr ? names_->value_count() : 0) {}

  bool any() const { return names_ != nullptr; }
  bool has(std::uint32_t group) const { return names_ != nullptr && names_->shared(group); }

  /// The field of each group, shared ones marked.
  std::string_view marked_fields(const store::FacetFile& facets) const {
    return names_ != nullptr ? names_->marked_fields()
                             : std::string_view(facets.fields_of_groups());
  }

  /// Count a shared group of a passage, or of an article as a whole for so many passages of it.
  /// in:  row, where the groups of that passage or article begin: rows must come in order, an
  ///      article's before its passages'
  /// out: whether the group is a value at all
  bool add(std::uint32_t group, std::uint32_t article, std::uint32_t passages, std::uint32_t row,
           bool whole) {
    const std::uint32_t value = names_->value(group);
    if (value == SegmentNames::hidden) return false;
    Entry& entry = entries_[value];
    if (entry.article == article + 1) {
      if (entry.row == row || entry.whole) return true;
    } else {
      ++entry.articles;
      entry.article = article + 1;
    }
    entry.whole = whole;
    entry.row = row;
    entry.passages += passages;
    return true;
  }

  /// Count all passages of the segment.
  void add_all(const store::FacetFile& facets, const Members& members);

  /// After add_all(): passages and articles whose only names in a field are hidden.
  const store::FacetTotal& without(std::size_t field) const { return without_[field]; }

  /// Visit the values counted, each as the first of its groups.
  template <typename Take>
  void end(Take take) const {
    for (std::uint32_t value = 0; value < entries_.size(); ++value) {
      const Entry& entry = entries_[value];
      if (entry.articles > 0) take({names_->group_of(value), entry.passages, entry.articles});
    }
  }

 private:
  /// article: counted last, plus 1;  row: counted last;  whole: as one that the article has
  struct Entry {
    std::uint32_t passages = 0, articles = 0, article = 0;
    bool whole = false;
    std::uint32_t row = UINT32_MAX;
  };

  /// Fields of a row as bits: those with a value, those with a hidden name.
  struct Fields {
    std::uint64_t shown = 0, hidden = 0;
  };
  Fields add_row(const store::FacetFile& facets, const store::GroupRow& row, std::uint32_t article,
                 std::uint32_t passages, bool whole);

  const SegmentNames* names_;
  std::vector<Entry> entries_;
  std::array<store::FacetTotal, 64> without_{};
};

}  // namespace dateline::search
