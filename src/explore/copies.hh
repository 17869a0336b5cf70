// Near copies of articles, found at query time by the runs of words they share.
#pragma once

#include "store/database.hh"

#include <cstdint>
#include <vector>

namespace dateline::explore {

/// The distinct runs of four stems of an article's text, as digests, ascending; of the first `max_shingles` runs.
/// The same text gives the same digests in every segment.
/// source: Broder: On the resemblance and containment of documents (1997)
using Shingles = std::vector<std::uint64_t>;

inline constexpr std::size_t max_shingles = 4096;

Shingles shingles(const store::Segment& segment, std::uint32_t article);

/// Share of the smaller set that the other one holds, 0 to 1; 0 if either has fewer than 8.
double containment(const Shingles& a, const Shingles& b);

/// Whether two articles are near copies: the shorter one is, to three quarters, in the longer one, and is
/// not less than a third of it (a short notice quoted in a long report is no copy of it).
bool near_copies(const Shingles& a, const Shingles& b);

}  // namespace dateline::explore
