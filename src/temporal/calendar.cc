#include "temporal/calendar.hh"

#include <algorithm>

namespace dateline::temporal {
namespace {

/// The Monday of week 1; its serial number may lie just outside the limits of Day.
int first_monday(int year) {
  const Day fourth = *Day::make(year, 1, 4);  // always in week 1
  return fourth.serial() - (static_cast<int>(fourth.weekday()) - 1);
}

Day clamped(int serial) {
  return Day::from_serial(std::clamp(serial, Day::min_serial, Day::max_serial));
}

}  // namespace

DayRange months_of(int year, int first_month, int count) {
  return {*Day::make(year, first_month, 1),
          Day::make(year, first_month + count - 1, 1)->last_of_month()};
}

int iso_weeks(int year) {
  if (year == 9999) return 52;  // 9999-12-31 is a Friday, 9999-01-01 one too
  return (first_monday(year + 1) - first_monday(year)) / 7;
}

std::optional<DayRange> iso_week(int year, int week) {
  if (year < 1 || year > 9999 || week < 1 || week > iso_weeks(year)) return std::nullopt;
  const int monday = first_monday(year) + (week - 1) * 7;
  if (monday < Day::min_serial || monday + 6 > Day::max_serial) return std::nullopt;
  return DayRange{Day::from_serial(monday), Day::from_serial(monday + 6)};
}

IsoWeek iso_week_of(Day day) {
  // The week belongs to the year that its Thursday lies in.
  const int thursday = day.serial() - (static_cast<int>(day.weekday()) - 1) + 3;
  if (thursday > Day::max_serial) return {10000, 1};
  const int year = Day::from_serial(std::max(thursday, Day::min_serial)).year();
  return {year, (thursday - first_monday(year)) / 7 + 1};
}

std::optional<Day> shift(Day day, char unit, long long count) {
  constexpr long long most = 4'000'000;  // more leaves the calendar in any unit
  if (count > most || count < -most) return std::nullopt;
  if (unit == 'd' || unit == 'w') {
    const long long serial = day.serial() + count * (unit == 'w' ? 7 : 1);
    if (serial < Day::min_serial || serial > Day::max_serial) return std::nullopt;
    return Day::from_serial(static_cast<int>(serial));
  }
  const long long months = count * (unit == 'y' ? 12 : unit == 'q' ? 3 : 1);
  const long long total = static_cast<long long>(day.year()) * 12 + (day.month() - 1) + months;
  if (total < 12 || total >= 120000) return std::nullopt;
  const auto first = Day::make(static_cast<int>(total / 12), static_cast<int>(total % 12) + 1, 1);
  return first->plus_days(std::min(day.day(), first->last_of_month().day()) - 1);
}

DayRange unit_around(Day day, char unit) {
  const int monday = day.serial() - (static_cast<int>(day.weekday()) - 1);
  switch (unit) {
    case 'w':
      return {clamped(monday), clamped(monday + 6)};
    case 'e':
      return {clamped(monday + 5), clamped(monday + 6)};
    case 'm':
      return {day.first_of_month(), day.last_of_month()};
    case 'q':
      return months_of(day.year(), (day.month() - 1) / 3 * 3 + 1, 3);
    case 'y':
      return months_of(day.year(), 1, 12);
    default:
      return {day, day};
  }
}

}  // namespace dateline::temporal
