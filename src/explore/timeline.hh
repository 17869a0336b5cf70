// How a set of passages is spread over time, beside the corpus.
#pragma once

#include "explore/period.hh"
#include "search/facet.hh"
#include "search/match.hh"
#include "store/database.hh"
#include "temporal/day.hh"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dateline::explore {

/// Whether passages lie where their article was published, or where the time they speak of lies.
enum class TimelineOf { Published, Mentioned };

struct Count {
  std::uint64_t passages = 0, articles = 0;

  std::uint64_t of(search::CountBy by) const {
    return by == search::CountBy::Passages ? passages : articles;
  }
};

/// One period of a timeline.
/// number: as period_number()
/// found:  of the set;  corpus: of the database
struct Period {
  std::int32_t number = 0;
  Count found, corpus;

  /// The corpus has nothing here at all, so that finding nothing says nothing.
  bool is_gap() const { return corpus.passages == 0; }

  /// What part of the corpus is of the set, 0 to 1; 0 in a gap.
  double share(search::CountBy by) const;
};

/// unit:  if absent, chosen by the span of the nine tenths in the middle of the set: days up to two months, weeks
///        up to a year, months up to six years, else years; at most one step finer than the whole span is given
///        by these rules; of mentioned time no finer than months
/// range: the days to cover, widened to whole periods; if absent, from the first to the last period of the
///        set; of mentioned time, without the outermost hundredth at each end
/// as_of: the last day of publication that counts, of the corpus as of the set
struct TimelineOptions {
  TimelineOf of = TimelineOf::Published;
  std::optional<PeriodUnit> unit = {};
  std::optional<temporal::DayRange> range = {};
  std::optional<temporal::Day> as_of = {};
};

/// Most periods a timeline may have.
inline constexpr std::size_t max_periods = 20'000;

/// A set by periods.
/// periods:       all of the range, side by side, those without a match, too; empty if nothing of the set
///                lies in any
/// found:         the set
/// undated:       of it, without any date;  coarser: of it, dated, but less exactly than the unit needs:
///                such are in no period
/// before, after: of it, in periods outside the range
/// corpus_undated: articles and passages of the database in no period of this unit
/// A passage that speaks of several periods is in each of them, but only once in a period; all other counts
/// count each passage and article once, save an article with matching passages of different kinds.
struct Timeline {
  TimelineOf of = TimelineOf::Published;
  PeriodUnit unit = PeriodUnit::Month;
  std::vector<Period> periods;
  Count found, undated, coarser, before, after;
  Count corpus_undated;
};

/// errors: Error{Code::Usage} if the range has more than `max_periods` periods, naming a coarser unit
Timeline timeline(const search::MatchSet& matches, const store::Database& database,
                  const TimelineOptions& options);

/// The clause that narrows a search to a period: `published:2022-03`, `mentions:2022-W10`.
std::string period_clause(TimelineOf of, PeriodUnit unit, std::int32_t number);

/// The passages of a set that a timeline counts in a period.
search::MatchSet in_period(const search::MatchSet& matches, const store::Database& database,
                           TimelineOf of, PeriodUnit unit, std::int32_t number);

}  // namespace dateline::explore
