#include "temporal/date_query.hh"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace dateline::temporal;

namespace {

/// Thursday, 24 November 2022, noon.
const QueryClock noon{1669291200, dateline::text::TimeZone()};

/// `first..last`, open ends empty; or `error: message | hint`.
std::string read(std::string_view text, const QueryClock& clock = noon) {
  const auto answer = parse_days(text, clock);
  if (const auto* error = std::get_if<DateError>(&answer))
    return "error: " + error->message + " | " + error->hint;
  const QueryDays& days = std::get<QueryDays>(answer);
  return (days.first ? days.first->iso() : "") + ".." + (days.last ? days.last->iso() : "");
}

struct Row {
  const char* text;
  const char* days;
};

void check(const std::vector<Row>& rows, const QueryClock& clock = noon) {
  for (const Row& row : rows)
    CHECK_MESSAGE(read(row.text, clock) == row.days, std::string(row.text));
}

}  // namespace

TEST_CASE("temporal/date_query: written dates") {
  check({
      {"2022", "2022-01-01..2022-12-31"},
      {"1990s", "1990-01-01..1999-12-31"},
      {"1800s", "1800-01-01..1899-12-31"},
      {"1995s", "error: '1995s' is no decade | write 1990s"},
      {"2022-03", "2022-03-01..2022-03-31"},
      {"2022-03-01", "2022-03-01..2022-03-01"},
      {"2022-q3", "2022-07-01..2022-09-30"},
      {"2022-Q3", "2022-07-01..2022-09-30"},
      {"q3 2022", "2022-07-01..2022-09-30"},
      {"2022-h1", "2022-01-01..2022-06-30"},
      {"2022-w10", "2022-03-07..2022-03-13"},
      {"2020-W53", "2020-12-28..2021-01-03"},
      {"march 2022", "2022-03-01..2022-03-31"},
      {"2022 March", "2022-03-01..2022-03-31"},
      {"MARCH-2022", "2022-03-01..2022-03-31"},
      {"24 february 2022", "2022-02-24..2022-02-24"},
      {"24th_feb_2022", "2022-02-24..2022-02-24"},
      {"February 24, 2022", "2022-02-24..2022-02-24"},
      {"24. Februar 2022", "error: '.' has no place in a date | write the year first: 2022-03-24"},
      {"24 Februar 2022", "2022-02-24..2022-02-24"},
      {"märz 2022", "2022-03-01..2022-03-31"},
      {"29 feb 2024", "2024-02-29..2024-02-29"},
      {" 2022 ", "2022-01-01..2022-12-31"},
  });
}

TEST_CASE("temporal/date_query: dates seen from today") {
  check({
      {"today", "2022-11-24..2022-11-24"},         {"now", "2022-11-24..2022-11-24"},
      {"Yesterday", "2022-11-23..2022-11-23"},     {"tomorrow", "2022-11-25..2022-11-25"},
      {"3 days ago", "2022-11-21..2022-11-21"},    {"3d ago", "2022-11-21..2022-11-21"},
      {"2-weeks-ago", "2022-11-10..2022-11-10"},   {"this week", "2022-11-21..2022-11-27"},
      {"last week", "2022-11-14..2022-11-20"},     {"next week", "2022-11-28..2022-12-04"},
      {"last month", "2022-10-01..2022-10-31"},    {"this quarter", "2022-10-01..2022-12-31"},
      {"last quarter", "2022-07-01..2022-09-30"},  {"next quarter", "2023-01-01..2023-03-31"},
      {"last year", "2021-01-01..2021-12-31"},     {"last weekend", "2022-11-19..2022-11-20"},
      {"last october", "2022-10-01..2022-10-31"},  {"last_october", "2022-10-01..2022-10-31"},
      {"last november", "2021-11-01..2021-11-30"}, {"this november", "2022-11-01..2022-11-30"},
      {"next november", "2023-11-01..2023-11-30"}, {"next december", "2022-12-01..2022-12-31"},
      {"last monday", "2022-11-21..2022-11-21"},   {"last thursday", "2022-11-17..2022-11-17"},
      {"last friday", "2022-11-18..2022-11-18"},   {"this friday", "2022-11-25..2022-11-25"},
      {"next monday", "2022-11-28..2022-11-28"},   {"next thursday", "2022-12-01..2022-12-01"},
      {"last 7 days", "2022-11-18..2022-11-24"},   {"last 1 days", "2022-11-24..2022-11-24"},
      {"past 2 weeks", "2022-11-11..2022-11-24"},  {"last 2 months", "2022-09-25..2022-11-24"},
      {"next 7 days", "2022-11-25..2022-12-01"},
  });
}

TEST_CASE(
    "temporal/date_query: ranges run from the first day of one end to the last of the other") {
  check({
      {"2021..2022", "2021-01-01..2022-12-31"},
      {"2022-02-24..2022-03", "2022-02-24..2022-03-31"},
      {"2022..", "2022-01-01.."},
      {"..2021", "..2021-12-31"},
      {"february 2022 .. march 2022", "2022-02-01..2022-03-31"},
      {"2w..", "2022-11-10.."},
      {"10d..3d", "2022-11-14..2022-11-21"},
      {"..3d", "..2022-11-21"},
      {"0d..", "2022-11-24.."},
      {"1y..1m", "2021-11-24..2022-10-24"},
      {"yesterday..now", "2022-11-23..2022-11-24"},
      {"last week..this week", "2022-11-14..2022-11-27"},
      {"2022-q1..2022-q2", "2022-01-01..2022-06-30"},
      {"3 weeks..today", "2022-11-03..2022-11-24"},
  });
}

TEST_CASE("temporal/date_query: an open end is every day there is") {
  const auto open = std::get<QueryDays>(parse_days("2022..", noon)).closed();
  CHECK(open.first.iso() == "2022-01-01");
  CHECK(open.last.iso() == "9999-12-31");
}

TEST_CASE("temporal/date_query: months back are counted by the calendar") {
  const QueryClock end_of_march{1680220800, {}};  // 2023-03-31
  check({{"1m..", "2023-02-28.."}, {"1y..", "2022-03-31.."}, {"13m..", "2022-02-28.."}},
        end_of_march);
}

TEST_CASE("temporal/date_query: nothing is guessed, and the error says what to write") {
  check({
      {"october", "error: October of which year? | write 'last October' or 2022-10"},
      {"november", "error: November of which year? | write 'last November' or 2021-11"},
      {"monday", "error: which Monday? | write 'last Monday' or 2022-11-21"},
      {"3d",
       "error: '3d' may be a day or all time since | write '3d..' for the time since then, "
       "'3d..3d' for that day"},
      {"3h..",
       "error: days are the finest unit, there are no hours | write today, yesterday or "
       "1d.."},
      {"24 february", "error: a year is missing | write 24 February 2022"},
      {"february 24", "error: a year is missing | write 24 February 2022"},
      {"q3", "error: a year is missing | write 2022-q3"},
      {"w10", "error: a year is missing | write 2022-w10"},
      {"last",
       "error: 'last' needs what it belongs to | write last-week, last-month or \"last "
       "october\""},
      {"22", "error: '22' is no date | a year has four digits"},
      {"2022-3", "error: a month has two digits | write 2022-03"},
      {"2022-3-1", "error: months and days have two digits | write 2022-03-01"},
  });
}

TEST_CASE("temporal/date_query: days that do not exist are named") {
  check({
      {"2022-13", "error: there is no month 13 | "},
      {"2022-00", "error: there is no month 0 | "},
      {"2022-02-31", "error: there is no 31 February 2022; it has 28 days | "},
      {"31 february 2024", "error: there is no 31 February 2024; it has 29 days | "},
      {"2022-03-00", "error: there is no 0 March 2022; it has 31 days | "},
      {"2022-q5", "error: there is no quarter 5; they are q1 to q4 | "},
      {"2022-w53", "error: there is no week 53 of 2022; it has 52 | "},
      {"0000", "error: there is no year 0 | "},
      {"0000-01-01", "error: there is no year 0 | "},
      {"9999y..", "error: that is outside the years 1 to 9999 | "},
      {"99999999d..", "error: that is outside the years 1 to 9999 | "},
      {"999999999d..", "error: the number is too large for a date | "},
      {"2023..2022",
       "error: the range ends before it begins: 2023-01-01 to 2022-12-31 | write 2022..2023"},
      {"3d..10d",
       "error: the range ends before it begins: 2022-11-21 to 2022-11-14 | write 10d..3d"},
  });
}

TEST_CASE("temporal/date_query: an unknown word brings up the nearest known one") {
  const char* hint =
      " | dates are 2022, 2022-03, 2022-03-24, 24 March 2022, yesterday, last week, 2w..";
  CHECK(read("yestreday") ==
        std::string("error: 'yestreday' means nothing in a date; did you mean 'yesterday'?") +
            hint);
  CHECK(read("last ocotber") ==
        std::string("error: 'ocotber' means nothing in a date; did you mean 'october'?") + hint);
  CHECK(read("xyzzy") == std::string("error: 'xyzzy' means nothing in a date") + hint);
  CHECK(read("since 2022") ==
        "error: 'since' means nothing in a date | write 2022-03.. for the time from March 2022 on");
}

TEST_CASE("temporal/date_query: an error points at its place") {
  const auto error = std::get<DateError>(parse_days("2022..yestreday", noon));
  CHECK(error.begin == 6);
  CHECK(error.end == 15);
  const auto slash = std::get<DateError>(parse_days("24/03/2022", noon));
  CHECK(slash.begin == 2);
  CHECK(slash.end == 3);
}

TEST_CASE("temporal/date_query: what is no date is refused, whatever it is") {
  for (const std::string& wrong : std::vector<std::string>{"",
                                                           " ",
                                                           "..",
                                                           " .. ",
                                                           "...",
                                                           "2022...2023",
                                                           "2021..2022..2023",
                                                           "-3d..",
                                                           "2022-",
                                                           "-2022",
                                                           "+3d",
                                                           "24.2.2022",
                                                           "2022-03-01T06:15",
                                                           "20220301",
                                                           "2022 2023",
                                                           "week",
                                                           "this",
                                                           "ago",
                                                           "3 ago",
                                                           "last 0 days",
                                                           "last day of march",
                                                           "last w",
                                                           "2022-d3",
                                                           "th",
                                                           "1 2 3",
                                                           "next next week",
                                                           "\xff\xfe",
                                                           std::string("20\0 22", 6),
                                                           std::string(100000, '9'),
                                                           std::string(150, 'x'),
                                                           "2022-03-01 today"}) {
    CHECK_MESSAGE(read(wrong).starts_with("error: "), wrong.substr(0, 60));
  }
}

TEST_CASE("temporal/date_query: the ends of the calendar are no trap") {
  for (const std::int64_t now : {-100'000'000'000'000LL, 100'000'000'000'000LL}) {
    const QueryClock clock{now, {}};
    for (const char* text : {"last week", "next year", "next monday", "last 2 weeks", "october",
                             "monday", "this weekend", "9999-w52", "0001-w01", "next 7 days"}) {
      CHECK_FALSE(read(text, clock).empty());
    }
  }
}
