#include "temporal/timex_value.hh"

#include "temporal/calendar.hh"

namespace dateline::temporal {
namespace {

bool is_year(int year) {
  return year >= 1 && year <= 9999;
}

}  // namespace

Meaning day_meaning(Day day) {
  return {TimexType::Date, Grain::Day,
          formatted("{:04}-{:02}-{:02}", day.year(), day.month(), day.day()), DayRange{day, day}};
}

Meaning week_meaning(Day inside) {
  const IsoWeek week = iso_week_of(inside);
  return {TimexType::Date, Grain::Week, formatted("{:04}-W{:02}", week.year, week.week),
          unit_around(inside, 'w')};
}

Meaning weekend_meaning(Day inside) {
  const IsoWeek week = iso_week_of(inside);
  return {TimexType::Date, Grain::Weekend, formatted("{:04}-W{:02}-WE", week.year, week.week),
          unit_around(inside, 'e')};
}

Meaning month_meaning(int year, int month) {
  const auto days = DayRange::of_month(year, month);
  if (!days) return {};
  return {TimexType::Date, Grain::Month, formatted("{:04}-{:02}", year, month), days};
}

Meaning quarter_meaning(int year, int quarter) {
  if (!is_year(year) || quarter < 1 || quarter > 4) return {};
  return {TimexType::Date, Grain::Quarter, formatted("{:04}-Q{}", year, quarter),
          months_of(year, quarter * 3 - 2, 3)};
}

Meaning half_meaning(int year, int half) {
  if (!is_year(year) || half < 1 || half > 2) return {};
  return {TimexType::Date, Grain::Half, formatted("{:04}-H{}", year, half),
          months_of(year, half * 6 - 5, 6)};
}

Meaning year_meaning(int year) {
  if (!is_year(year)) return {};
  return {TimexType::Date, Grain::Year, formatted("{:04}", year), DayRange::of_year(year)};
}

Meaning decade_meaning(int year_inside) {
  const int first = year_inside / 10 * 10;
  if (!is_year(first) || !is_year(first + 9)) return {};
  return {TimexType::Date, Grain::Decade, formatted("{:03}", first / 10),
          DayRange{DayRange::of_year(first)->first, DayRange::of_year(first + 9)->last}};
}

Meaning century_meaning(int century) {
  if (century < 2 || century > 99) return {};
  const int first = (century - 1) * 100;
  return {TimexType::Date, Grain::Century, formatted("{:02}", century - 1),
          DayRange{DayRange::of_year(first)->first, DayRange::of_year(first + 99)->last}};
}

Meaning season_meaning(int year, std::string_view season) {
  if (!is_year(year) || !is_year(year + 1)) return {};
  DayRange days = season == "SP"   ? months_of(year, 3, 3)
                  : season == "SU" ? months_of(year, 6, 3)
                  : season == "FA" ? months_of(year, 9, 3)
                                   : months_of(year, 12, 1);
  if (season == "WI") days.last = Day::make(year + 1, 2, 1)->last_of_month();
  return {TimexType::Date, Grain::Season, formatted("{:04}-{}", year, season), days};
}

Meaning plain_meaning(TimexType type, std::string_view value) {
  return {type, Grain::None, TimexValue(value), std::nullopt};
}

Meaning duration_meaning(std::string_view number, char unit) {
  const bool clock = unit == 'H' || unit == 'N' || unit == 'S';
  Meaning out = plain_meaning(TimexType::Duration, clock ? "PT" : "P");
  out.value.append(number);
  switch (unit) {
    case 'N':
      out.value.append("M");
      break;
    case 'T':
      out.value.append("DE");
      break;
    case 'C':
      out.value.append("CE");
      break;
    case 'E':
      out.value.append("WE");
      break;
    default:
      out.value.append(std::string_view(&unit, 1));
  }
  return out;
}

}  // namespace dateline::temporal
