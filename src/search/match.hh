// Which passages a plan holds for, exactly.
#pragma once

#include "search/bitmap.hh"
#include "search/leaves.hh"
#include "search/plan.hh"
#include "store/database.hh"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace dateline::search {

/// The passages of each segment that something holds for, deleted ones left out.
struct MatchSet {
  std::vector<Bitmap> segments;

  std::uint64_t passages() const;
  std::uint64_t articles(const store::Database& database) const;
};

/// One segment's passages that the plan's condition holds for.
Bitmap match(const Plan& plan, SegmentLeaves& leaves);

/// Do work(0) … for each segment, side by side where the database is large enough to be worth it.
/// errors: what the first segment that failed threw
void each_segment(const store::Database& database, const std::function<void(std::size_t)>& work);

/// Those of all segments.
MatchSet match(const Plan& plan, const store::Database& database);

}  // namespace dateline::search
