// Units of the calendar as runs of days: months, quarters, ISO weeks; moving by them.
#pragma once

#include "temporal/day.hh"

#include <optional>

namespace dateline::temporal {

/// So many months of a year. in: first month and count such that all lie in the year
DayRange months_of(int year, int first_month, int count);

/// A week of the ISO calendar; nullopt if the year has no such week, or it leaves the years 1 to
/// 9999.
/// source: ISO 8601, 3.2.2: week 1 holds the year's first Thursday
std::optional<DayRange> iso_week(int year, int week);

/// Weeks of an ISO year: 52 or 53.
int iso_weeks(int year);

/// A week with the year it belongs to.
struct IsoWeek {
  int year = 0;
  int week = 0;
};

/// The ISO week a day lies in. (The last days of 9999 may have none: their year is 10000.)
IsoWeek iso_week_of(Day day);

/// A day so many units later (earlier if negative); days of month past the end of the new month
/// become its last. in: unit `d`, `w`, `m`, `q` or `y`. out: nullopt outside the years 1 to 9999
std::optional<Day> shift(Day day, char unit, long long count);

/// The unit that holds a day, cut at the years 1 and 9999. in: unit as for shift(), or `e`: the
/// weekend of the day's week
DayRange unit_around(Day day, char unit);

}  // namespace dateline::temporal
