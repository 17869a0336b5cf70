#include "explore/period.hh"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace dateline::explore {
namespace {

using temporal::Day;
using temporal::DayRange;

constexpr std::array<std::pair<std::string_view, PeriodUnit>, 5> names = {
    {{"day", PeriodUnit::Day},
     {"week", PeriodUnit::Week},
     {"month", PeriodUnit::Month},
     {"quarter", PeriodUnit::Quarter},
     {"year", PeriodUnit::Year}}};

/// Monday of week 0, that of 1970-01-01, counted from that day.
constexpr int first_monday = -3;

constexpr int floor_division(int number, int divisor) {
  return number >= 0 ? number / divisor : -((divisor - 1 - number) / divisor);
}

Day clamped(int serial) {
  return Day::from_serial(std::clamp(serial, Day::min_serial, Day::max_serial));
}

}  // namespace

std::string_view name(PeriodUnit unit) {
  for (const auto& [text, value] : names) {
    if (value == unit) return text;
  }
  return {};
}

std::optional<PeriodUnit> unit_named(std::string_view name) {
  for (const auto& [text, value] : names) {
    if (text == name) return value;
  }
  return std::nullopt;
}

temporal::Precision precision(PeriodUnit unit) {
  switch (unit) {
    case PeriodUnit::Day:
    case PeriodUnit::Week:
      return temporal::Precision::Day;
    case PeriodUnit::Month:
    case PeriodUnit::Quarter:
      return temporal::Precision::Month;
    case PeriodUnit::Year:
      break;
  }
  return temporal::Precision::Year;
}

std::int32_t period_number(PeriodUnit unit, Day day) {
  switch (unit) {
    case PeriodUnit::Day:
      return day.serial();
    case PeriodUnit::Week:
      return floor_division(day.serial() - first_monday, 7);
    case PeriodUnit::Month:
      return day.year() * 12 + day.month() - 1;
    case PeriodUnit::Quarter:
      return day.year() * 4 + (day.month() - 1) / 3;
    case PeriodUnit::Year:
      break;
  }
  return day.year();
}

DayRange period_days(PeriodUnit unit, std::int32_t number) {
  switch (unit) {
    case PeriodUnit::Day:
      return {Day::from_serial(number), Day::from_serial(number)};
    case PeriodUnit::Week:
      return {clamped(number * 7 + first_monday), clamped(number * 7 + first_monday + 6)};
    case PeriodUnit::Month:
      return DayRange::of_month(number / 12, number % 12 + 1).value();
    case PeriodUnit::Quarter: {
      const int year = number / 4, first = number % 4 * 3 + 1;
      return {DayRange::of_month(year, first).value().first,
              DayRange::of_month(year, first + 2).value().last};
    }
    case PeriodUnit::Year:
      break;
  }
  return DayRange::of_year(number).value();
}

std::string period_label(PeriodUnit unit, std::int32_t number) {
  const DayRange days = period_days(unit, number);
  if (unit == PeriodUnit::Quarter)
    return fmt::format("{:04}-Q{}", days.first.year(), number % 4 + 1);
  if (unit != PeriodUnit::Week) return days.iso();
  // A week belongs to the year that its Thursday is in.
  const Day thursday = clamped(number * 7 + first_monday + 3);
  const int days_before = thursday.serial() - Day::make(thursday.year(), 1, 1)->serial();
  return fmt::format("{:04}-W{:02}", thursday.year(), days_before / 7 + 1);
}

}  // namespace dateline::explore
