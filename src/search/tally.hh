// Counting one segment's part of a match set: by name group, by day.
#pragma once

#include "search/alias_groups.hh"
#include "search/bitmap.hh"
#include "store/segment.hh"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace dateline::search {

/// Passages of a set that follow each other in one article.
/// first: of them, in Members::ordinals
struct Run {
  std::uint32_t article = 0, first = 0, count = 0;
};

/// The members of a set of one segment's passages, by article.
/// whole:    all passages are members; ordinals are then left out
/// ordinals: ascending
struct Members {
  Members() = default;
  Members(const store::Segment& segment, const Bitmap& bitmap);

  bool whole = false;
  std::uint32_t passages = 0;
  std::vector<std::uint32_t> ordinals;
  std::vector<Run> runs;
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
  using Days = std::vector<std::pair<std::int32_t, Count>>;
  Days sorted() const;

  std::int32_t first_ = 0;   ///< serial number that near_ begins with
  std::vector<Count> near_;  ///< days around the first one met
  std::unordered_map<std::int32_t, Count> far_;
  Count without_;
};

}  // namespace dateline::search
