// Calendar days without a zone: arithmetic by <chrono>, ISO forms by hand.
#include "temporal/day.hh"

#include "base/error.hh"

#include <algorithm>

#include <fmt/format.h>

namespace dateline::temporal {

namespace chrono = std::chrono;

namespace {

/// Exactly `size` ASCII digits at the start of `text`, taken off it.
std::optional<int> take_digits(std::string_view& text, std::size_t size) {
  if (text.size() < size) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(0, size)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(size);
  return value;
}

/// `-MM` or `-DD`, taken off.
std::optional<int> take_part(std::string_view& text) {
  if (text.empty() || text.front() != '-') return std::nullopt;
  text.remove_prefix(1);
  return take_digits(text, 2);
}

/// `2022`, `2022-03` or `2022-03-01`.
std::optional<DayRange> parse_unit(std::string_view text) {
  const std::optional<int> year = take_digits(text, 4);
  if (!year) return std::nullopt;
  if (text.empty()) return DayRange::of_year(*year);
  const std::optional<int> month = take_part(text);
  if (!month) return std::nullopt;
  if (text.empty()) return DayRange::of_month(*year, *month);
  const std::optional<int> number = take_part(text);
  if (!number || !text.empty()) return std::nullopt;
  const std::optional<Day> day = Day::make(*year, *month, *number);
  if (!day) return std::nullopt;
  return DayRange{*day, *day};
}

}  // namespace

std::string_view name(Precision precision) {
  switch (precision) {
    case Precision::Year:
      return "year";
    case Precision::Month:
      return "month";
    case Precision::Day:
      return "day";
    case Precision::Minute:
      return "minute";
    case Precision::Second:
      return "second";
  }
  return {};
}

std::optional<Day> Day::make(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) {
    return std::nullopt;
  }
  const chrono::year_month_day ymd{chrono::year(year), chrono::month(static_cast<unsigned>(month)),
                                   chrono::day(static_cast<unsigned>(day))};
  if (!ymd.ok()) return std::nullopt;
  return Day(ymd);
}

Day Day::from_serial(int serial) {
  if (serial < min_serial || serial > max_serial) {
    throw base::Error(base::Code::Internal,
                      fmt::format("day number {} is outside the years 1 to 9999", serial));
  }
  return Day(chrono::year_month_day(chrono::sys_days(chrono::days(serial))));
}

std::optional<Day> Day::parse(std::string_view iso) {
  if (iso.size() != 10) return std::nullopt;
  const std::optional<DayRange> unit = parse_unit(iso);
  if (!unit) return std::nullopt;
  return unit->first;
}

Weekday Day::weekday() const {
  return static_cast<Weekday>(chrono::weekday(chrono::sys_days(ymd_)).iso_encoding());
}

Day Day::plus_days(int days) const {
  const long long sum = static_cast<long long>(serial()) + days;
  // One past the limits is as wrong as a million past, and fits.
  return from_serial(static_cast<int>(std::clamp<long long>(sum, min_serial - 1, max_serial + 1)));
}

Day Day::first_of_month() const {
  return Day(ymd_.year() / ymd_.month() / chrono::day(1));
}

Day Day::last_of_month() const {
  return Day(ymd_.year() / ymd_.month() / chrono::last);
}

std::string Day::iso() const {
  return fmt::format("{:04}-{:02}-{:02}", year(), month(), day());
}

std::optional<DayRange> DayRange::of_year(int year) {
  const std::optional<Day> first = Day::make(year, 1, 1);
  if (!first) return std::nullopt;
  return DayRange{*first, *Day::make(year, 12, 31)};
}

std::optional<DayRange> DayRange::of_month(int year, int month) {
  const std::optional<Day> first = Day::make(year, month, 1);
  if (!first) return std::nullopt;
  return DayRange{*first, first->last_of_month()};
}

std::optional<DayRange> DayRange::parse(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) return parse_unit(text);
  const std::optional<DayRange> from = parse_unit(text.substr(0, dots));
  const std::optional<DayRange> to = parse_unit(text.substr(dots + 2));
  if (!from || !to || to->last < from->first) return std::nullopt;
  return DayRange{from->first, to->last};
}

std::string DayRange::iso() const {
  if (first == last) return first.iso();
  if (*this == of_month(first.year(), first.month())) return first.iso().substr(0, 7);
  if (*this == of_year(first.year())) return first.iso().substr(0, 4);
  return first.iso() + ".." + last.iso();
}

}  // namespace dateline::temporal
