// Counting one segment's part of a match set: by name group, by day.
#pragma once

#include "search/alias_groups.hh"
#include "search/bitmap.hh"
#include "store/segment.hh"

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace dateline::search {

/// The members of a set of one segment's passages.
/// whole:    all passages are members; the lists are then left out
/// ordinals: ascending
/// article:  of each of `ordinals`
/// rows:     all articles of the segment
struct Members {
  /// Take the members of another set; the lists keep their memory.
  void fill(const store::Segment& segment, const Bitmap& bitmap);

  /// Number of members from the i-th on that are of its article; not if `whole`.
  std::uint32_t count_from(std::size_t i) const {
    std::size_t end = i + 1;
    while (end < article.size() && article[end] == article[i]) ++end;
    return static_cast<std::uint32_t>(end - i);
  }

  bool whole = false;
  std::uint32_t passages = 0, articles = 0;
  std::vector<std::uint32_t> ordinals, article;
  std::span<const store::ArticleRow> rows;
};

/// A group of a segment's facet file with the members that carry it.
struct GroupCount {
  std::uint32_t group = 0, passages = 0, articles = 0;
};

/// What is counted of one field.
/// number: of the field in the schema
/// groups: those that members carry, in no order
struct FieldTally {
  std::size_t number = 0;
  std::vector<GroupCount> groups;
  store::FacetTotal with;
};

/// Count the groups of some fields in a segment.
/// in:     fields, their numbers set, each once; names, what aliases make of the groups: those of
///         one value count as the first of them, once a passage, and hidden ones not at all
/// errors: Error{Code::Database} if the file is damaged
void tally_names(const store::FacetFile& facets, const Members& members,
                 std::vector<FieldTally>& fields, const SegmentNames* names = nullptr);

/// Passages and articles by day of publication, over any number of segments.
class DayTally {
 public:
  struct Count {
    std::uint64_t passages = 0, articles = 0;
  };

  /// Count the articles whose date is known at least so precisely.
  void add(const store::Segment& segment, const Members& members, temporal::Precision precision);

  /// Visit the serial numbers of days that have any, ascending.
  template <typename Visit>
  void each(Visit visit) const {
    for (const auto& [serial, count] : sorted()) visit(serial, count);
  }

  const Count& without() const { return without_; }

 private:
  void add(const store::ArticleRow& row, temporal::Precision precision, std::uint32_t passages);

  using Days = std::vector<std::pair<std::int32_t, Count>>;
  Days sorted() const;

  std::int32_t first_ = 0;   ///< serial number that near_ begins with
  std::vector<Count> near_;  ///< days around the first one met
  std::unordered_map<std::int32_t, Count> far_;
  Count without_;
};

}  // namespace dateline::search
