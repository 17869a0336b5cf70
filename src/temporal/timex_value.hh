// TIMEX3 values of dates and the days they stand for.
#pragma once

#include "temporal/mentioned_day.hh"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include <fmt/format.h>

namespace dateline::temporal {

/// A value in the manner of fmt::format, without memory of its own.
template <typename... Values>
TimexValue formatted(std::string_view form, const Values&... values) {
  std::array<char, TimexValue::capacity> bytes;
  const auto end = fmt::format_to_n(bytes.data(), bytes.size(), fmt::runtime(form), values...);
  return TimexValue(std::string_view(bytes.data(), std::min(end.size, bytes.size())));
}

/// What an expression means, apart from where it stands.
struct Meaning {
  TimexType type = TimexType::Date;
  Grain grain = Grain::None;
  TimexValue value;
  std::optional<DayRange> days;

  bool known() const { return !value.empty(); }
};

/// Meanings of units of the calendar; without value where there is no such unit.
Meaning day_meaning(Day day);
Meaning week_meaning(Day inside);
Meaning weekend_meaning(Day inside);
Meaning month_meaning(int year, int month);
Meaning quarter_meaning(int year, int quarter);
Meaning half_meaning(int year, int half);
Meaning year_meaning(int year);
Meaning decade_meaning(int year_inside);
Meaning century_meaning(int century);  ///< 20 for the years 1900 to 1999, as they are written

/// A season of a year, `SP` `SU` `FA` `WI`, as months of the northern half: spring is March to
/// May; winter begins in the December of its year.
Meaning season_meaning(int year, std::string_view season);

/// A value that stands for no days.
Meaning plain_meaning(TimexType type, std::string_view value);

/// `P3D`, `PXY`, `P1.5Y`, `PT10H`. in: unit letter of the grammar; number, digits or `X`
Meaning duration_meaning(std::string_view number, char unit);

}  // namespace dateline::temporal
