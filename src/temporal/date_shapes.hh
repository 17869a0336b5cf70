// The shapes a written date can have.
#pragma once

#include "temporal/clock.hh"
#include "temporal/date_tokens.hh"
#include "temporal/day.hh"

#include <optional>

namespace dateline::temporal {

/// What a source's way of writing leaves open.
/// day_first:  `03/04/2022` is 3 April; numeric_order() helps to find out
/// pivot_year: two-digit years from this to 99 are of the 20th century, others of the 21st
struct DateOptions {
  bool day_first = false;
  int pivot_year = 63;
};

/// The years believed; others are a default or a mistake (`0001-01-01`).
inline constexpr int first_year = 1600;
inline constexpr int last_year = 2100;

/// What a shape found. The day is the first of its month or year where precision is coarser; a
/// clock or zone is there only if the shape has it inside.
struct WrittenDate {
  Day day;
  Precision precision = Precision::Day;
  std::optional<Clock> clock;
  std::optional<WrittenZone> zone;
};

/// Take a date that begins here, of any shape that may be followed by a time and other words:
/// `2022-03-01`, `20220301061500`, `24/03/1987`, `01.03.2022`, `March 1, 2022`, `1 March 2022`,
/// `AP-NR-01-01-89 2358EST`, `Mar 1 06:15:00 +0000 2022`, …
std::optional<WrittenDate> take_date(DateCursor& cursor, const DateOptions& options);

/// Take a date that must be all there is: `2022`, `2022-03`, `03/2022`, `March 2022`, `890101`.
std::optional<WrittenDate> take_bare_date(DateCursor& cursor, const DateOptions& options);

/// What a date of two small numbers shows about their order.
enum class NumericOrder {
  None,        ///< not such a date
  Either,      ///< both are at most 12
  DayFirst,    ///< only the first can be a day
  MonthFirst,  ///< only the second can be a day
};

/// The order of a date that begins here.
NumericOrder order_of_numbers(DateCursor cursor);

}  // namespace dateline::temporal
