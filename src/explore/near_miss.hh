// Why a condition of a query does not hold for a passage, and how near it came.
#pragma once

#include "search/plan.hh"
#include "store/database.hh"
#include "temporal/query_clock.hh"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::explore {

/// What a query was understood as, for messages.
/// text:  the query as typed, which clauses give bytes of
/// clock: as it was understood with
/// as_of: the last day of publication that counts, which the program adds to the conditions
/// word:  a stem as people write it; without it stems are told as they are
struct QueryReading {
  const search::Plan& plan;
  std::string_view text;
  const temporal::QueryClock& clock;
  std::optional<temporal::Day> as_of = {};
  std::function<std::string(const std::string& stem)> word = {};
};

/// The part of the query a clause was read from; of one that gathers parts, those; what the program added
/// itself, as `--explain` prints it.
std::string clause_text(const QueryReading& query, const search::Clause& clause);

/// Whether a clause holds for a passage.
bool holds(const search::Plan& plan, const search::Clause& clause, const store::Database& database,
           store::PassageRef passage);

/// Sentences that tell why a clause fails for a passage, the nearest miss first:
///
///     words        `'embargo' is in passages 3 and 7 of the article, not in this one`
///     positions    `the words are there, nearest 7 apart; 5 is the limit`
///     dates        `published 2022-02-23, 1 day before the range`
///     names        `the passage has no such person; it has Vladimir Putin`
///     NOT          `the passage has it, and must not`
///
/// in:  a clause that does not hold for the passage
/// out: at least one
std::vector<std::string> near_misses(const QueryReading& query, const search::Clause& clause,
                                     const store::Database& database, store::PassageRef passage);

}  // namespace dateline::explore
