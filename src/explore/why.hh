// Why a passage is found, and at which rank, or is not found; why a query finds nothing.
#pragma once

#include "explore/near_miss.hh"
#include "explore/removals.hh"
#include "search/breakdown.hh"
#include "search/rank.hh"
#include "store/database.hh"
#include "store/find.hh"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dateline::explore {

/// A condition of a query and a passage.
/// text:     as typed
/// misses:   why it fails; empty if it holds
/// passages: of the database for which it holds
struct ClauseReport {
  std::string text;
  bool holds = false;
  std::vector<std::string> misses;
  std::uint64_t passages = 0;
};

/// passage:  that is explained: the one named; of an article its best passage that is found, or the one that
///           keeps most conditions
/// number:   of the passage in its article
/// found:    whether the query finds it
/// rank:     from 1, by the whole order of the ranking; if it is not found, the rank it would have among what is
///           found without the conditions it fails, absent if none would be left
/// of:       number of passages that rank is among
/// score:    its parts
/// clauses:  the conditions, in the order of the query
/// removals: if the query finds nothing at all: removals()
struct Why {
  store::PassageRef passage;
  std::uint32_t number = 0;
  bool found = false;
  std::optional<std::uint64_t> rank;
  std::uint64_t of = 0;
  std::uint64_t passages = 0, articles = 0;  ///< that the query finds
  search::Breakdown score;
  std::vector<ClauseReport> clauses;
  std::vector<Removal> removals;
};

/// in: options, of the ranking; offset, limit and folding are not used
Why why(const QueryReading& query, const store::Database& database, const store::ArticleRef& ref,
        const search::RankOptions& options);

}  // namespace dateline::explore
