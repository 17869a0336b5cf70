// Tests of temporal/day.
#include "base/error.hh"
#include "temporal/day.hh"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using dateline::temporal::Day;
using dateline::temporal::DayRange;
using dateline::temporal::Precision;
using dateline::temporal::Weekday;

namespace {

Day day(const char* iso) {
  const auto parsed = Day::parse(iso);
  REQUIRE_MESSAGE(parsed, std::string(iso));
  return *parsed;
}

}  // namespace

TEST_CASE("temporal/day: serial numbers count days from 1970-01-01") {
  CHECK(Day().serial() == 0);
  CHECK(day("1970-01-02").serial() == 1);
  CHECK(day("1969-12-31").serial() == -1);
  CHECK(day("2000-03-01").serial() == 11017);
  CHECK(day("0001-01-01").serial() == Day::min_serial);
  CHECK(day("9999-12-31").serial() == Day::max_serial);
}

TEST_CASE("temporal/day: every day from 1890 to 2110 survives serial number and ISO form") {
  const int last = day("2110-12-31").serial();
  for (int serial = day("1890-01-01").serial(); serial <= last; ++serial) {
    const Day original = Day::from_serial(serial);
    REQUIRE(original.serial() == serial);
    REQUIRE(Day::parse(original.iso()) == original);
  }
}

TEST_CASE("temporal/day: only days of the calendar can be made") {
  CHECK(Day::make(2000, 2, 29));
  CHECK(Day::make(2024, 2, 29));
  CHECK_FALSE(Day::make(1900, 2, 29));
  CHECK_FALSE(Day::make(2022, 2, 30));
  CHECK_FALSE(Day::make(2022, 13, 1));
  CHECK_FALSE(Day::make(2022, 0, 1));
  CHECK_FALSE(Day::make(2022, 1, 0));
  CHECK_FALSE(Day::make(2022, 1, 257));  // would be 1 in eight bits
  CHECK_FALSE(Day::make(0, 1, 1));
  CHECK_FALSE(Day::make(10000, 1, 1));
}

TEST_CASE("temporal/day: parse takes YYYY-MM-DD and nothing else") {
  CHECK(day("2022-03-01").year() == 2022);
  CHECK(day("2022-03-01").month() == 3);
  CHECK(day("2022-03-01").day() == 1);
  for (const std::string_view wrong :
       {"", "2022", "2022-03", "2022-3-1", "2022-03-01 ", " 2022-03-01", "2022/03/01", "2022-02-30",
        "20220301", "-022-03-01", "2022-03-0x"}) {
    CHECK_MESSAGE(!Day::parse(wrong), wrong);
  }
}

TEST_CASE("temporal/day: weekdays are those of the calendar") {
  CHECK(day("1970-01-01").weekday() == Weekday::Thursday);
  CHECK(day("1987-02-26").weekday() == Weekday::Thursday);
  CHECK(day("2022-02-24").weekday() == Weekday::Thursday);
  CHECK(day("2024-02-29").weekday() == Weekday::Thursday);
  CHECK(day("2022-02-27").weekday() == Weekday::Sunday);
  CHECK(day("2022-02-28").weekday() == Weekday::Monday);
}

TEST_CASE("temporal/day: adding days crosses months, years and leap days") {
  CHECK(day("2022-02-28").plus_days(1).iso() == "2022-03-01");
  CHECK(day("2024-02-28").plus_days(1).iso() == "2024-02-29");
  CHECK(day("2022-01-01").plus_days(-1).iso() == "2021-12-31");
  CHECK(day("2022-03-01").plus_days(0) == day("2022-03-01"));
  CHECK(day("2024-02-10").first_of_month().iso() == "2024-02-01");
  CHECK(day("2024-02-10").last_of_month().iso() == "2024-02-29");
}

TEST_CASE("temporal/day: leaving the years 1 to 9999 is an error, not another day") {
  using dateline::base::Error;
  CHECK_THROWS_WITH_AS(Day::from_serial(Day::max_serial + 1),
                       "day number 2932897 is outside the years 1 to 9999", Error);
  CHECK_THROWS_AS(day("9999-12-31").plus_days(1), Error);
  CHECK_THROWS_AS(day("0001-01-01").plus_days(-1), Error);
  CHECK_THROWS_AS(day("2022-03-01").plus_days(2147483647), Error);
  CHECK_THROWS_AS(day("2022-03-01").plus_days(-2147483647), Error);
}

TEST_CASE("temporal/day: days compare by the calendar") {
  CHECK(day("2021-12-31") < day("2022-01-01"));
  CHECK(day("2022-01-31") < day("2022-02-01"));
  CHECK(day("2022-02-01") <= day("2022-02-01"));
  CHECK(day("2022-02-02") > day("2022-02-01"));
}

TEST_CASE(
    "temporal/day: a range reads years, months, days and spans, and prints the shortest form") {
  struct Row {
    const char* text;
    const char* first;
    const char* last;
    const char* printed;
    int length_days;
  };
  for (const Row& row : std::vector<Row>{
           {"2022", "2022-01-01", "2022-12-31", "2022", 365},
           {"2024", "2024-01-01", "2024-12-31", "2024", 366},
           {"2024-02", "2024-02-01", "2024-02-29", "2024-02", 29},
           {"2022-03-01", "2022-03-01", "2022-03-01", "2022-03-01", 1},
           {"2022-02-24..2022-03-31", "2022-02-24", "2022-03-31", "2022-02-24..2022-03-31", 36},
           {"2022-02-24..2022-03", "2022-02-24", "2022-03-31", "2022-02-24..2022-03-31", 36},
           {"2021..2022", "2021-01-01", "2022-12-31", "2021-01-01..2022-12-31", 730},
           {"2022-01-01..2022-01-31", "2022-01-01", "2022-01-31", "2022-01", 31},
       }) {
    const auto range = DayRange::parse(row.text);
    REQUIRE_MESSAGE(range, std::string(row.text));
    CHECK(range->first.iso() == row.first);
    CHECK(range->last.iso() == row.last);
    CHECK(range->iso() == row.printed);
    CHECK(range->length_days() == row.length_days);
    CHECK(DayRange::parse(range->iso()) == range);
  }
}

TEST_CASE("temporal/day: a range that ends before it begins, or is none, does not parse") {
  for (const std::string_view wrong :
       {"", "..", "2022..", "..2022", "2022..2021", "2022-03-02..2022-03-01", "2022-13", "2022-1",
        "22", "2022-03-01..2022-02-30", "2022...2023", "0000",
        "2022-03-01..2022-03-02..2022-03-03"}) {
    CHECK_MESSAGE(!DayRange::parse(wrong), wrong);
  }
}

TEST_CASE("temporal/day: both ends of a range are inside") {
  const DayRange march = *DayRange::of_month(2022, 3);
  CHECK(march.contains(day("2022-03-01")));
  CHECK(march.contains(day("2022-03-31")));
  CHECK_FALSE(march.contains(day("2022-02-28")));
  CHECK_FALSE(march.contains(day("2022-04-01")));
  CHECK(march.overlaps(*DayRange::of_year(2022)));
  CHECK(march.overlaps({day("2022-03-31"), day("2022-04-02")}));
  CHECK_FALSE(march.overlaps(*DayRange::of_month(2022, 4)));
}

TEST_CASE("temporal/day: precisions are ordered from coarse to fine") {
  CHECK(Precision::Year < Precision::Month);
  CHECK(Precision::Day < Precision::Minute);
  CHECK(name(Precision::Second) == "second");
}
