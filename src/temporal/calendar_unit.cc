#include "temporal/calendar_unit.hh"

#include "base/error.hh"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace dateline::temporal {
namespace {

using Kind = CalendarUnit::Kind;

/// The kind of unit that an expression is made of.
std::optional<Kind> kind_of(Grain grain) {
  switch (grain) {
    case Grain::Day:
    case Grain::Week:
    case Grain::Weekend:
      return Kind::Day;
    case Grain::Month:
    case Grain::Season:
    case Grain::Quarter:
    case Grain::Half:
      return Kind::Month;
    case Grain::Year:
    case Grain::Decade:
      return Kind::Year;
    case Grain::Century:
      return Kind::Century;
    case Grain::None:
      break;
  }
  return std::nullopt;
}

/// Visit the units of a kind from the one that holds the first day to the one that holds the last.
template <typename Visit>
void each_unit(Kind kind, const DayRange& range, Visit visit) {
  Day at = range.first;
  while (true) {
    const CalendarUnit unit = CalendarUnit::around(kind, at);
    visit(unit);
    const Day last = unit.days().last;
    if (last >= range.last) return;
    at = last.plus_days(1);
  }
}

}  // namespace

CalendarUnit CalendarUnit::around(Kind kind, Day day) {
  CalendarUnit unit;
  unit.kind = kind;
  const int year = kind == Kind::Century ? std::max(day.year() / 100 * 100, 1) : day.year();
  unit.year = static_cast<std::uint16_t>(year);
  unit.month = kind >= Kind::Month ? static_cast<std::uint8_t>(day.month()) : 0;
  unit.day = kind == Kind::Day ? static_cast<std::uint8_t>(day.day()) : 0;
  return unit;
}

std::optional<CalendarUnit> CalendarUnit::read(std::string_view value) {
  int number = 0;
  const auto result = std::from_chars(value.data(), value.data() + value.size(), number);
  if (result.ec != std::errc() || result.ptr != value.data() + value.size() || number < 0)
    return std::nullopt;
  int year = number, month = 1, day = 1;
  Kind kind = Kind::Year;
  switch (value.size()) {
    case 2:
      kind = Kind::Century;
      year = std::max(number * 100, 1);
      break;
    case 4:
      break;
    case 6:
      kind = Kind::Month;
      year = number / 100;
      month = number % 100;
      break;
    case 8:
      kind = Kind::Day;
      year = number / 10000;
      month = number / 100 % 100;
      day = number % 100;
      break;
    default:
      return std::nullopt;
  }
  const auto made = Day::make(year, month, day);
  if (!made) return std::nullopt;
  return around(kind, *made);
}

std::string CalendarUnit::written(std::string_view separator) const {
  switch (kind) {
    case Kind::Century:
      return fmt::format("{:02}", year / 100);
    case Kind::Year:
      return fmt::format("{:04}", year);
    case Kind::Month:
      return fmt::format("{:04}{}{:02}", year, separator, month);
    case Kind::Day:
      break;
  }
  return fmt::format("{:04}{}{:02}{}{:02}", year, separator, month, separator, day);
}

DayRange CalendarUnit::days() const {
  const auto first = Day::make(year, std::max<int>(month, 1), std::max<int>(day, 1));
  if (!first) throw base::Error(base::Code::Internal, "a unit of no calendar");
  switch (kind) {
    case Kind::Century:
      return {*first, *Day::make(year / 100 * 100 + 99, 12, 31)};
    case Kind::Year:
      return {*first, *Day::make(year, 12, 31)};
    case Kind::Month:
      return {*first, first->last_of_month()};
    case Kind::Day:
      break;
  }
  return {*first, *first};
}

void add_units(const MentionedDay& mentioned, std::vector<CalendarUnit>& out) {
  const std::optional<Kind> kind = kind_of(mentioned.grain);
  if (!kind || !mentioned.days) return;
  const auto add = [&](const CalendarUnit& unit) {
    if (out.empty() || out.back() != unit) out.push_back(unit);
  };
  each_unit(*kind, *mentioned.days, add);
  if (*kind == Kind::Day) each_unit(Kind::Month, *mentioned.days, add);
  if (*kind == Kind::Day || *kind == Kind::Month) each_unit(Kind::Year, *mentioned.days, add);
}

bool speaks_of(const MentionedDay& mentioned, const DayRange& range) {
  std::vector<CalendarUnit> units;
  add_units(mentioned, units);
  return std::any_of(units.begin(), units.end(), [&](const CalendarUnit& unit) {
    const DayRange days = unit.days();
    return range.first <= days.first && days.last <= range.last;
  });
}

}  // namespace dateline::temporal
