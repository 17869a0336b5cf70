// What was published in some days: plans cut to them, and everything a database has.
#pragma once

#include "search/match.hh"
#include "search/plan.hh"
#include "store/database.hh"
#include "temporal/day.hh"

#include <optional>

namespace dateline::explore {

/// Let a plan match only what was published within a range: not what is undated, or not known to
/// lie in it.
void keep_published(const temporal::DayRange& days, const store::Database& database,
                    search::Plan& plan);

/// The first and last day of publication that the database knows; nullopt without any.
std::optional<temporal::DayRange> published_days(const store::Database& database);

/// All passages that are not deleted.
/// in: as_of, the last day of publication that counts, as a query's own
search::MatchSet everything(const store::Database& database,
                            const std::optional<temporal::Day>& as_of = {});

}  // namespace dateline::explore
