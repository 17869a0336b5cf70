// The language of dates in queries: what may stand behind `published:`.
#pragma once

#include "temporal/query_clock.hh"

#include <optional>
#include <string_view>
#include <variant>

namespace dateline::temporal {

/// Days from first to last, both included; an absent end is open.
struct QueryDays {
  std::optional<Day> first;
  std::optional<Day> last;

  /// With the first and last day there are for open ends.
  DayRange closed() const;

  bool operator==(const QueryDays&) const = default;
};

/// Read what a user writes for days:
///
///     2022  2022-03  2022-03-01  2022-q3  2022-w10  2022-h1
///     1990s (1990..1999)   1800s (1800..1899)
///     march 2022   24 february 2022   february 24, 2022
///     today  now  yesterday  tomorrow   3 days ago   2 weeks ago
///     this week   last quarter   next year   last october   last monday   last weekend
///     last 7 days (ending today)   next 2 weeks (after today)
///     A..B  A..  ..B   of these; also 2w..  10d..3d  (so long before today; d w m y)
///
/// Case means nothing; `_` and `-` count as blanks (`last-october`). Months and weekdays also by
/// their German and other names. Weeks begin on Monday. `last` and `next` with a month or weekday
/// are the nearest one wholly before or after this one (`last monday` on a Monday is a week ago).
/// Months are subtracted by the calendar: 1m before 31 March is the last of February.
/// Nothing is guessed: a month, weekday or `3d` alone, or a date without its year, is an error that
/// says what to write.
/// out:    what it stands for, seen from the clock; or what is wrong, with its bytes in `text`
/// source: ISO 8601 for weeks
std::variant<QueryDays, DateError> parse_days(std::string_view text, const QueryClock& clock);

}  // namespace dateline::temporal
