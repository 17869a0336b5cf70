#include "temporal/calendar_unit.hh"
#include "temporal/resolve.hh"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

using namespace dateline;
using temporal::CalendarUnit;
using temporal::Day;
using temporal::DayRange;

namespace {

/// What a text of 15 June 2022, a Wednesday, speaks of.
std::vector<temporal::MentionedDay> days_of(const std::string& text, bool dated = true) {
  text::Analysis analysis;
  text::analyse(text, analysis);
  temporal::DayFinder finder(temporal::Grammar::english());
  std::vector<temporal::MentionedDay> days;
  finder.find(text, analysis, dated ? Day::make(2022, 6, 15) : std::nullopt, days);
  return days;
}

/// Its units, each once, in order.
std::string units_of(const std::string& text, bool dated = true) {
  std::vector<CalendarUnit> units;
  for (const auto& day : days_of(text, dated)) temporal::add_units(day, units);
  std::sort(units.begin(), units.end());
  units.erase(std::unique(units.begin(), units.end()), units.end());
  std::string out;
  for (const CalendarUnit& unit : units) out += (out.empty() ? "" : " ") + unit.iso();
  return out;
}

bool found(const std::string& text, const std::string& range) {
  const auto days = days_of(text);
  return std::any_of(days.begin(), days.end(), [&](const temporal::MentionedDay& day) {
    return temporal::speaks_of(day, *DayRange::parse(range));
  });
}

}  // namespace

TEST_CASE("temporal/calendar_unit: an expression speaks of its units and of those that hold them") {
  const std::pair<std::string, std::string> table[] = {
      {"On 24 February 2022 it began.", "2022 2022-02 2022-02-24"},
      {"They met yesterday.", "2022 2022-06 2022-06-14"},
      {"They met on Monday.", "2022 2022-06 2022-06-13"},
      {"In March 2014 it fell.", "2014 2014-03"},
      {"It was built in 1989.", "1989"},
      {"In the third quarter of 2021 sales fell.", "2021 2021-07 2021-08 2021-09"},
      {"In the first half of 2021 sales fell.",
       "2021 2021-01 2021-02 2021-03 2021-04 2021-05 2021-06"},
      {"In winter 2020 it was cold.", "2020 2021 2020-12 2021-01 2021-02"},
      {"Last week it rained.",
       "2022 2022-06 2022-06-06 2022-06-07 2022-06-08 2022-06-09 2022-06-10 2022-06-11 "
       "2022-06-12"},
      {"In the 1990s it was cheap.", "1990 1991 1992 1993 1994 1995 1996 1997 1998 1999"},
      {"In the 19th century it was cheap.", "18"},
      {"It happened recently, for three days, and every Monday; now it is over.", ""},
  };
  for (const auto& row : table) {
    const auto& text = row.first;
    const auto& expected = row.second;
    CAPTURE(text);
    CHECK(units_of(text) == expected);
  }
}

TEST_CASE(
    "temporal/calendar_unit: a week over the turn of a year is in both its months and years") {
  const DayRange week{*Day::make(2021, 12, 27), *Day::make(2022, 1, 2)};
  std::vector<CalendarUnit> units;
  temporal::add_units({0, 0, temporal::TimexType::Date, temporal::Grain::Week,
                       temporal::TimexValue("2021-W52"), week},
                      units);
  CHECK(std::count_if(units.begin(), units.end(), [](const CalendarUnit& unit) {
          return unit.kind == CalendarUnit::Kind::Day;
        }) == 7);
  for (const char* value : {"2021", "2022", "202112", "202201"})
    CHECK(std::count(units.begin(), units.end(), *CalendarUnit::read(value)) == 1);
  CHECK(units.size() == 11);
}

TEST_CASE("temporal/calendar_unit: without a day of publication only what is written counts") {
  CHECK(units_of("They met yesterday, on Monday, in March 2014 and on 24 February.", false) ==
        "2014 2014-03");
}

TEST_CASE(
    "temporal/calendar_unit: a range finds what lies in it, never what is known less exactly") {
  struct Row {
    std::string text, range;
    bool expected;
  };
  const Row table[] = {
      {"In 2022 it began.", "2022", true},
      {"In 2022 it began.", "2021..2023", true},
      {"In 2022 it began.", "2022-03", false},
      {"In 2022 it began.", "2022-01-01", false},
      {"In 2022 it began.", "2022-01-02..2023", false},
      {"In March 2022 it began.", "2022", true},
      {"In March 2022 it began.", "2022-03", true},
      {"In March 2022 it began.", "2022-03-01", false},
      {"In March 2022 it began.", "2022-03-01..2022-03-30", false},
      {"On 1 March 2022 it began.", "2022-03-01", true},
      {"On 1 March 2022 it began.", "2022-03-02..2022-03-31", false},
      {"In the 1990s it began.", "1995", true},
      {"In the 1990s it began.", "1995-01", false},
      {"In the 19th century it began.", "1800..1899", true},
      {"In the 19th century it began.", "1850", false},
      {"It began recently.", "0001..9999", false},
  };
  for (const auto& row : table) {
    CAPTURE(row.text);
    CAPTURE(row.range);
    CHECK(found(row.text, row.range) == row.expected);
  }
}

TEST_CASE("temporal/calendar_unit: values are read back, and nothing else is read") {
  for (const char* value : {"18", "1898", "189804", "18980423", "0001", "9999", "00010101", "00"}) {
    const auto unit = CalendarUnit::read(value);
    REQUIRE(unit);
    CHECK(unit->value() == value);
  }
  for (const char* value : {"", "1", "189", "0000", "202213", "20220230", "2022-3", "-202", "abcd",
                            "202", "20220", "202200", "20220300", "99999999999", "+202"})
    CHECK_FALSE(CalendarUnit::read(value));
  CHECK(CalendarUnit::read("18980423")->iso() == "1898-04-23");
  CHECK(CalendarUnit::read("189804")->iso() == "1898-04");
  CHECK(CalendarUnit::read("0098")->iso() == "0098");
  CHECK(CalendarUnit::read("18")->days() ==
        DayRange{*Day::make(1800, 1, 1), *Day::make(1899, 12, 31)});
  CHECK(CalendarUnit::read("00")->days() == DayRange{*Day::make(1, 1, 1), *Day::make(99, 12, 31)});
  CHECK(CalendarUnit::read("200002")->days() ==
        DayRange{*Day::make(2000, 2, 1), *Day::make(2000, 2, 29)});
}

TEST_CASE(
    "temporal/calendar_unit: the unit around a day holds it, at either end of the calendar, too") {
  for (const Day day : {Day::from_serial(Day::min_serial), Day::from_serial(Day::max_serial),
                        *Day::make(1900, 1, 1), *Day::make(1899, 12, 31)}) {
    for (const auto kind : {CalendarUnit::Kind::Century, CalendarUnit::Kind::Year,
                            CalendarUnit::Kind::Month, CalendarUnit::Kind::Day}) {
      CHECK(CalendarUnit::around(kind, day).days().contains(day));
    }
  }
}
