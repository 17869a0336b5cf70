#include "explore/period.hh"

#include <doctest/doctest.h>

using namespace dateline;
using explore::PeriodUnit;
using temporal::Day;

namespace {

std::string label(PeriodUnit unit, const char* day) {
  return explore::period_label(unit, explore::period_number(unit, Day::parse(day).value()));
}

}  // namespace

TEST_CASE("explore/period: a day is in the day, week, month, quarter and year that hold it") {
  CHECK(label(PeriodUnit::Day, "2022-02-24") == "2022-02-24");
  CHECK(label(PeriodUnit::Week, "2022-02-24") == "2022-W08");
  CHECK(label(PeriodUnit::Month, "2022-02-24") == "2022-02");
  CHECK(label(PeriodUnit::Quarter, "2022-02-24") == "2022-Q1");
  CHECK(label(PeriodUnit::Quarter, "2022-03-31") == "2022-Q1");
  CHECK(label(PeriodUnit::Quarter, "2022-04-01") == "2022-Q2");
  CHECK(label(PeriodUnit::Quarter, "1850-12-31") == "1850-Q4");
  CHECK(label(PeriodUnit::Year, "2022-02-24") == "2022");
}

TEST_CASE("explore/period: weeks are those of ISO 8601, also where they belong to another year") {
  CHECK(label(PeriodUnit::Week, "2021-01-03") == "2020-W53");
  CHECK(label(PeriodUnit::Week, "2021-01-04") == "2021-W01");
  CHECK(label(PeriodUnit::Week, "2018-12-31") == "2019-W01");
  CHECK(label(PeriodUnit::Week, "1969-12-28") == "1969-W52");
  CHECK(label(PeriodUnit::Week, "1969-12-29") == "1970-W01");
}

TEST_CASE("explore/period: the days of a period all have its number, those beside it have not") {
  for (const PeriodUnit unit : {PeriodUnit::Day, PeriodUnit::Week, PeriodUnit::Month,
                                PeriodUnit::Quarter, PeriodUnit::Year}) {
    for (const char* text :
         {"0001-01-01", "1969-12-31", "2020-02-29", "2022-10-31", "9999-12-31"}) {
      CAPTURE(text);
      const std::int32_t number = explore::period_number(unit, Day::parse(text).value());
      const temporal::DayRange days = explore::period_days(unit, number);
      CHECK(days.contains(Day::parse(text).value()));
      CHECK(explore::period_number(unit, days.first) == number);
      CHECK(explore::period_number(unit, days.last) == number);
      if (days.first.serial() > Day::min_serial)
        CHECK(explore::period_number(unit, days.first.plus_days(-1)) == number - 1);
      if (days.last.serial() < Day::max_serial)
        CHECK(explore::period_number(unit, days.last.plus_days(1)) == number + 1);
    }
  }
}

TEST_CASE("explore/period: units have names") {
  CHECK(explore::unit_named("week") == PeriodUnit::Week);
  CHECK(explore::name(PeriodUnit::Month) == "month");
  CHECK(explore::unit_named(explore::name(PeriodUnit::Quarter)) == PeriodUnit::Quarter);
  CHECK_FALSE(explore::unit_named("auto"));
}
