#include "temporal/calendar.hh"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace dateline::temporal;

namespace {

Day day(const char* iso) {
  return *Day::parse(iso);
}

}  // namespace

TEST_CASE("temporal/calendar: ISO weeks begin on Monday and belong to their Thursday's year") {
  struct Row {
    int year;
    int week;
    const char* range;
  };
  for (const Row& row : std::vector<Row>{
           {2022, 1, "2022-01-03..2022-01-09"},
           {2022, 10, "2022-03-07..2022-03-13"},
           {2021, 52, "2021-12-27..2022-01-02"},
           {2020, 53, "2020-12-28..2021-01-03"},
           {2009, 1, "2008-12-29..2009-01-04"},
       }) {
    const auto week = iso_week(row.year, row.week);
    REQUIRE(week);
    CHECK(week->iso() == row.range);
    for (const Day& inside : {week->first, week->last, week->first.plus_days(3)}) {
      CHECK(iso_week_of(inside).year == row.year);
      CHECK(iso_week_of(inside).week == row.week);
    }
  }
  CHECK(iso_weeks(2020) == 53);
  CHECK(iso_weeks(2022) == 52);
  CHECK_FALSE(iso_week(2022, 53));
  CHECK_FALSE(iso_week(2022, 0));
  CHECK(iso_week(9999, 51));
}

TEST_CASE("temporal/calendar: moving by months keeps to the month that is meant") {
  CHECK(shift(day("2022-03-31"), 'm', -1) == day("2022-02-28"));
  CHECK(shift(day("2024-03-31"), 'm', -1) == day("2024-02-29"));
  CHECK(shift(day("2022-01-31"), 'q', 1) == day("2022-04-30"));
  CHECK(shift(day("2024-02-29"), 'y', 1) == day("2025-02-28"));
  CHECK(shift(day("2022-01-15"), 'm', -13) == day("2020-12-15"));
  CHECK(shift(day("2022-01-15"), 'w', 2) == day("2022-01-29"));
  CHECK(shift(day("2022-01-15"), 'd', 0) == day("2022-01-15"));
}

TEST_CASE("temporal/calendar: moving out of the years 1 to 9999 gives nothing") {
  CHECK_FALSE(shift(day("0001-01-01"), 'd', -1));
  CHECK(shift(day("0001-02-01"), 'm', -1) == day("0001-01-01"));
  CHECK_FALSE(shift(day("0001-01-31"), 'm', -1));
  CHECK_FALSE(shift(day("9999-12-01"), 'm', 1));
  CHECK_FALSE(shift(day("2022-01-01"), 'y', 9'000'000'000'000'000'000LL));
  CHECK_FALSE(shift(day("2022-01-01"), 'd', -4'000'000));
}

TEST_CASE("temporal/calendar: the unit around a day") {
  const Day thursday = day("2022-11-24");
  CHECK(unit_around(thursday, 'd').iso() == "2022-11-24");
  CHECK(unit_around(thursday, 'w').iso() == "2022-11-21..2022-11-27");
  CHECK(unit_around(thursday, 'e').iso() == "2022-11-26..2022-11-27");
  CHECK(unit_around(thursday, 'm').iso() == "2022-11");
  CHECK(unit_around(thursday, 'q').iso() == "2022-10-01..2022-12-31");
  CHECK(unit_around(thursday, 'y').iso() == "2022");
  CHECK(unit_around(day("9999-12-31"), 'w').last == day("9999-12-31"));
}
