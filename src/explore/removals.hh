// What a query that finds nothing would find without some of its conditions.
#pragma once

#include "explore/near_miss.hh"
#include "search/plan.hh"
#include "store/database.hh"

#include <cstdint>
#include <string>
#include <vector>

namespace dateline::explore {

/// What a query finds without some of its conditions.
/// clause: those that are left out, as typed, `, ` between them
struct Removal {
  std::string clause;
  std::uint64_t passages = 0, articles = 0;
};

/// What a query finds without one of its conditions, most passages first; those that free nothing are left out. If
/// none does, what it finds without two of them; if that does not help either, without those that go when the
/// conditions with most passages are kept as far as can be. Empty if no condition finds anything by itself.
std::vector<Removal> removals(const QueryReading& query, const store::Database& database);

/// The conditions of a query: its plan's, cut at the outermost ANDs.
std::vector<search::Clause> clauses_of(const search::Plan& plan);

/// The plan with other conditions instead of its own, all of which must hold.
search::Plan only(const search::Plan& plan, std::vector<search::Clause> clauses);

}  // namespace dateline::explore
