// Whole units of the calendar that a text speaks of, as they are indexed, searched and counted.
#pragma once

#include "temporal/mentioned_day.hh"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::temporal {

/// A century, year, month or day. Compares by kind, then by time.
struct CalendarUnit {
  enum class Kind : std::uint8_t { Century, Year, Month, Day };
  Kind kind = Kind::Day;
  std::uint16_t year = 1;  ///< of a century its first year (1800), though not in every calendar
  std::uint8_t month = 0;  ///< 0 where a year or century is meant
  std::uint8_t day = 0;    ///< 0 where a month is meant

  /// The unit of a kind that holds a day.
  static CalendarUnit around(Kind kind, Day day);

  /// Read what value() wrote; nullopt for anything else.
  static std::optional<CalendarUnit> read(std::string_view value);

  /// Digits that sort as the units do: `18`, `1898`, `189804`, `18980423`.
  std::string value() const { return written(""); }

  /// `18` (as TIMEX3 has it), `1898`, `1898-04`, `1898-04-23`.
  std::string iso() const { return written("-"); }

  /// Year, month and day as far as they are meant, with this between them.
  std::string written(std::string_view separator) const;

  /// All its days.
  DayRange days() const;

  friend auto operator<=>(const CalendarUnit&, const CalendarUnit&) = default;
};

/// Add the units that an expression speaks of, larger ones that hold them included, so that a
/// coarser question finds them, too. Nothing is taken to be known better than it was said:
///
///     a day                     itself, its month and year
///     a week, a weekend         each of its days, with their months and years
///     a month                   itself and its year
///     a quarter, half, season   each of its months, with their years
///     a year                    itself
///     a decade                  each of its years
///     a century                 itself alone: no one who says it means each of its years
///     what has no days          nothing (`recently`, `three days`, `every Monday`)
///
/// out: appended, in no order; some may be there already
void add_units(const MentionedDay& mentioned, std::vector<CalendarUnit>& out);

/// Whether an expression speaks of a unit that lies wholly in a range: what a search for the range
/// finds.
bool speaks_of(const MentionedDay& mentioned, const DayRange& range);

}  // namespace dateline::temporal
