// Tests of temporal/published: tables of dates as sources write them.
#include "temporal/published.hh"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

using dateline::temporal::DateOptions;
using dateline::temporal::numeric_order;
using dateline::temporal::NumericOrder;
using dateline::temporal::parse_published;
using dateline::temporal::Precision;
using dateline::temporal::Published;

namespace {

struct Row {
  std::string_view raw;
  const char* expected;  ///< ISO form, blank, zone; or `absent`
};

std::string shown(const std::optional<Published>& published) {
  if (!published) return "absent";
  return published->iso() + ' ' + std::string(name(published->zone));
}

void check_rows(const std::vector<Row>& rows, const DateOptions& options = {}) {
  for (const Row& row : rows) {
    CAPTURE(row.raw);
    CHECK(shown(parse_published(row.raw, options)) == row.expected);
  }
}

}  // namespace

TEST_CASE("temporal/published: ISO 8601 and RFC 3339 keep zone and precision") {
  check_rows({
      {"2022-03-01T06:15:00+02:00", "2022-03-01T06:15:00+02:00 given"},
      {"2022-03-01T06:15:00Z", "2022-03-01T06:15:00Z given"},
      {"2022-03-01t06:15:00z", "2022-03-01T06:15:00Z given"},
      {"2022-03-01T06:15Z", "2022-03-01T06:15Z given"},
      {"2022-03-01T06:15:00.123456789Z", "2022-03-01T06:15:00Z given"},
      {"2022-03-01T06:15:00,5+02:00", "2022-03-01T06:15:00+02:00 given"},
      {"2022-03-01 06:15:00 +0200", "2022-03-01T06:15:00+02:00 given"},
      {"2022-03-01T06:15:00-0330", "2022-03-01T06:15:00-03:30 given"},
      {"2022-03-01T06:15:00+02", "2022-03-01T06:15:00+02:00 given"},
      {"2022-03-01T06:15:00\u221205:00", "2022-03-01T06:15:00-05:00 given"},
      {"2022-03-01T06:15:00+00:00", "2022-03-01T06:15:00Z given"},
      {"2022-03-01T06:15:00+01:00[Europe/Berlin]", "2022-03-01T06:15:00+01:00 given"},
      {"2022-03-01T06:15:00", "2022-03-01T06:15:00 none"},
      {"2022-03-01 06:15:00 UTC", "2022-03-01T06:15:00Z given"},
      {"2022-03-01T23:59:60Z", "2022-03-01T23:59:59Z given"},
      {"2022-03-01", "2022-03-01 none"},
      {" 2022-03-01\n", "2022-03-01 none"},
      {"2022/03/01", "2022-03-01 none"},
      {"2022.03.01", "2022-03-01 none"},
      {"1996-08-20+02:00", "1996-08-20 none"},
      {"2021-11", "2021-11 none"},
      {"2021/11", "2021-11 none"},
      {"2022", "2022 none"},
  });
}

TEST_CASE("temporal/published: basic ISO needs no signs") {
  check_rows({
      {"20220301", "2022-03-01 none"},
      {"20220301T061500", "2022-03-01T06:15:00 none"},
      {"20220301T061500Z", "2022-03-01T06:15:00Z given"},
      {"20220301T061500+0200", "2022-03-01T06:15:00+02:00 given"},
      {"20220301T0615", "2022-03-01T06:15 none"},
      {"20220301061500", "2022-03-01T06:15:00 none"},
      {"202203010615", "2022-03-01T06:15 none"},
      {"20220301 06:15:00", "2022-03-01T06:15:00 none"},
      {"19870101T000000", "1987-01-01T00:00:00 none"},
  });
}

TEST_CASE("temporal/published: RFC 822 dates may lack the weekday and two digits of the year") {
  check_rows({
      {"Tue, 01 Mar 2022 06:15:00 GMT", "2022-03-01T06:15:00Z given"},
      {"01 Mar 2022 06:15:00 +0100", "2022-03-01T06:15:00+01:00 given"},
      {"Tue, 1 Mar 22 06:15:00 UT", "2022-03-01T06:15:00Z given"},
      {"1 Mar 22 06:15 EST", "2022-03-01T06:15-05:00 assumed"},
      {"Tue, 01 Mar 2022 06:15:00 EDT", "2022-03-01T06:15:00-04:00 given"},
      {"Tue, 01 Mar 2022 06:15:00 CST", "2022-03-01T06:15:00-06:00 assumed"},
      {"Tue, 01 Mar 2022 06:15:00 CDT", "2022-03-01T06:15:00-05:00 given"},
      {"Tue, 01 Mar 2022 06:15:00 MST", "2022-03-01T06:15:00-07:00 assumed"},
      {"Tue, 01 Mar 2022 06:15:00 MDT", "2022-03-01T06:15:00-06:00 given"},
      {"Tue, 01 Mar 2022 06:15:00 PST", "2022-03-01T06:15:00-08:00 given"},
      {"Tue, 01 Mar 2022 06:15:00 PDT", "2022-03-01T06:15:00-07:00 given"},
      {"Fri, 01 Jul 2022 06:15:00 BST", "2022-07-01T06:15:00+01:00 assumed"},
      {"Tue, 01 Mar 2022 06:15:00 CET", "2022-03-01T06:15:00+01:00 given"},
      {"Fri, 01 Jul 2022 06:15:00 CEST", "2022-07-01T06:15:00+02:00 given"},
      {"Tue, 01 Mar 2022 06:15:00 EET", "2022-03-01T06:15:00+02:00 given"},
      {"Tue, 01 Mar 2022 06:15:00 MSK", "2022-03-01T06:15:00+03:00 given"},
      {"Tue, 01 Mar 2022 06:15:00 XYZ", "2022-03-01T06:15:00 none"},
      {"Tue, 01 Mar 2022 06:15:00 +0000 (UTC)", "2022-03-01T06:15:00Z given"},
      {"Monday, 01-Mar-22 06:15:00 GMT", "2022-03-01T06:15:00Z given"},
      {"Seg, 24 Set 2018 19:42:40 -0300", "2018-09-24T19:42:40-03:00 given"},
  });
}

TEST_CASE("temporal/published: programs' own forms") {
  check_rows({
      {"Tue Mar  1 06:15:00 2022", "2022-03-01T06:15:00 none"},
      {"Tue Mar 01 06:15:00 +0000 2022", "2022-03-01T06:15:00Z given"},
      {"Tue Mar  1 06:15:00 EST 2022", "2022-03-01T06:15:00-05:00 assumed"},
      {"Tue Mar 01 2022 06:15:00 GMT+0100 (CET)", "2022-03-01T06:15:00+01:00 given"},
      {"3/1/2022 6:15:00 AM", "2022-03-01T06:15:00 none"},
  });
}

TEST_CASE("temporal/published: epochs of seconds to nanoseconds are UTC") {
  check_rows({
      {"1325376562", "2012-01-01T00:09:22Z given"},
      {"1325376562000", "2012-01-01T00:09:22Z given"},
      {"1325376562000000", "2012-01-01T00:09:22Z given"},
      {"1325376562000000000", "2012-01-01T00:09:22Z given"},
      {"1325376562.75", "2012-01-01T00:09:22Z given"},
      {"0", "absent"},
      {"0000000000", "absent"},
      {"0000000000000", "absent"},
      {"9999999999", "absent"},
      {"9999999999999999999", "absent"},
      {"-1325376562", "absent"},
      {"13253765620", "absent"},
  });
}

TEST_CASE("temporal/published: Reuters and AP") {
  check_rows({
      {"26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01 none"},
      {" 2-MAR-1987  15:01:01.79", "1987-03-02T15:01:01 none"},
      {"26-FEB-1987 15:01:01.79\x05\x05\x05RM", "1987-02-26T15:01:01 none"},
      {"26-FEB-1987 15:01:01.79&#5;&#5;&#5;RM", "1987-02-26T15:01:01 none"},
      {"31-MAR-1987 605:12:19.12", "1987-03-31 none"},
      {"AP-NR-01-01-89 2358EST", "1989-01-01T23:58-05:00 given"},
      {"AP-NY-08-07-98 0618EDT", "1998-08-07T06:18-04:00 given"},
      {"AP-NY-03-04-98", "1998-03-04 none"},
  });
}

TEST_CASE("temporal/published: dates of three numbers") {
  check_rows({
      {"03/24/87", "1987-03-24 none"},
      {"08/07/1998 06:18:00", "1998-08-07T06:18:00 none"},
      {"24/03/1987", "1987-03-24 none"},
      {"24-03-1987", "1987-03-24 none"},
      {"03/04/2022", "2022-03-04 none"},
      {"01.03.2022", "2022-03-01 none"},
      {"1.3.22", "2022-03-01 none"},
      {"01.03.2022, 06:15 Uhr", "2022-03-01T06:15 none"},
      {"01.13.2022", "absent"},
      {"13/13/2022", "absent"},
      {"890101", "1989-01-01 none"},
      {"= 870324", "1987-03-24 none"},
      {"910514\n", "1991-05-14 none"},
      {"891301", "absent"},
      {"03/2022", "2022-03 none"},
  });
}

TEST_CASE("temporal/published: day_first settles what the numbers leave open, and only that") {
  check_rows(
      {
          {"03/04/2022", "2022-04-03 none"},
          {"03/24/87", "1987-03-24 none"},
          {"24/03/1987", "1987-03-24 none"},
          {"AP-NR-01-02-89 2358EST", "1989-01-02T23:58-05:00 given"},
      },
      DateOptions{.day_first = true});
  CHECK(numeric_order("03/04/2022") == NumericOrder::Either);
  CHECK(numeric_order("24/03/1987 06:18") == NumericOrder::DayFirst);
  CHECK(numeric_order("Tuesday, 03/24/87") == NumericOrder::MonthFirst);
  CHECK(numeric_order("01.03.2022") == NumericOrder::None);
  CHECK(numeric_order("2022-03-01") == NumericOrder::None);
  CHECK(numeric_order("24/24/2022") == NumericOrder::None);
  CHECK(numeric_order("") == NumericOrder::None);
}

TEST_CASE("temporal/published: the pivot decides the century of two-digit years") {
  check_rows({{"14 MAY 63", "1963-05-14 none"}, {"14 MAY 62", "2062-05-14 none"}});
  check_rows({{"14 MAY 62", "1962-05-14 none"}, {"14 MAY 29", "2029-05-14 none"}},
             DateOptions{.pivot_year = 30});
}

TEST_CASE("temporal/published: English dates in words") {
  check_rows({
      {"January 11, 2010 Monday", "2010-01-11 none"},
      {"Jan. 26, 2010", "2010-01-26 none"},
      {"JANUARY 26, 1987, MONDAY", "1987-01-26 none"},
      {"April 29, 1990, Sunday, Home Edition", "1990-04-29 none"},
      {"Friday, January 4, 2019\u00A0", "2019-01-04 none"},
      {"Sept. 3, 2021", "2021-09-03 none"},
      {"14 MAY 91", "1991-05-14 none"},
      {"14 May '91", "1991-05-14 none"},
      {" 1 March 1994", "1994-03-01 none"},
      {"8 October 2012", "2012-10-08 none"},
      {"8\u00A0October\u00A02012", "2012-10-08 none"},
      {"Tuesday 1 March 2022 06:15", "2022-03-01T06:15 none"},
      {"1st March 2022", "2022-03-01 none"},
      {"the 22nd of March, 2022", "2022-03-22 none"},
      {"March 3rd, 2022", "2022-03-03 none"},
      {"2022 March 1", "2022-03-01 none"},
      {"2022-Mar-01", "2022-03-01 none"},
      {"March 2022", "2022-03 none"},
      {"March, 2022", "2022-03 none"},
      {"Mar 1, 2022", "2022-03-01 none"},
      {"Published: 1 March 2022", "2022-03-01 none"},
      {"06:51 EST, 15 February 2013 .", "2013-02-15T06:51-05:00 assumed"},
  });
}

TEST_CASE("temporal/published: times of day in words") {
  check_rows({
      {"March 1, 2022 6:15 a.m.", "2022-03-01T06:15 none"},
      {"March 1, 2022 at 6:15 PM", "2022-03-01T18:15 none"},
      {"March 1, 2022 12:15 AM", "2022-03-01T00:15 none"},
      {"March 1, 2022 12:15 p.m. EST", "2022-03-01T12:15-05:00 assumed"},
      {"March 1, 2022 6.15pm", "2022-03-01T18:15 none"},
      {"1 March 2022 06:15 GMT", "2022-03-01T06:15Z given"},
      {"1 March 2022, Tuesday, 06:15", "2022-03-01T06:15 none"},
      {"1 March 2022 - 06:15", "2022-03-01T06:15 none"},
      {"March 1, 2022 -- 19:14 GMT (19:14 GMT)", "2022-03-01T19:14Z given"},
      {"1. März 2022 um 06.15 Uhr", "2022-03-01T06:15 none"},
      {"1 mars 2022 à 6h15", "2022-03-01T06:15 none"},
      {"March 1, 2022 6 pm", "2022-03-01 none"},
      {"March 1, 2022 25:15", "2022-03-01 none"},
      {"March 1, 2022 06:15 - 10:30", "2022-03-01T06:15 none"},
  });
}

TEST_CASE("temporal/published: months of six languages, in any case and with or without accents") {
  check_rows({
      {"1. März 2022", "2022-03-01 none"},
      {"1. MÄRZ 2022", "2022-03-01 none"},
      {"1. Ma\u0308rz 2022", "2022-03-01 none"},
      {"Dienstag, 1. März 2022", "2022-03-01 none"},
      {"5. Jänner 2022", "2022-01-05 none"},
      {"1 mars 2022", "2022-03-01 none"},
      {"mar. 1er mars 2022", "2022-03-01 none"},
      {"14 août 2022", "2022-08-14 none"},
      {"14 AOUT 2022", "2022-08-14 none"},
      {"25 décembre 2022", "2022-12-25 none"},
      {"1 de marzo de 2022", "2022-03-01 none"},
      {"martes, 1 de marzo del 2022", "2022-03-01 none"},
      {"5 ene 2022", "2022-01-05 none"},
      {"1º marzo 2022", "2022-03-01 none"},
      {"giovedì 24 febbraio 2022", "2022-02-24 none"},
      {"1 марта 2022", "2022-03-01 none"},
      {"1 МАРТА 2022 г.", "2022-03-01 none"},
      {"вторник, 1 марта 2022, 06:15", "2022-03-01T06:15 none"},
      {"9 май 2022", "2022-05-09 none"},
      {"9 мая 2022 года в 10:00", "2022-05-09T10:00 none"},
  });
}

TEST_CASE("temporal/published: a URL gives the day of its path") {
  check_rows({
      {"/2022/03/01/", "2022-03-01 none"},
      {"https://example.org/world/2022/03/01/oil-price-2021-02-02.html", "2022-03-01 none"},
      {"https://example.org/world/2022/mar/01/oil", "2022-03-01 none"},
      {"https://example.org/world/2022/03/oil", "absent"},
      {"https://example.org/2022/13/01/oil", "absent"},
      {"https://example.org/oil-2022-03-01", "absent"},
  });
}

TEST_CASE("temporal/published: a weekday that contradicts the date does not count") {
  check_rows({
      {"Monday, 01 Mar 2022 06:15:00 GMT", "2022-03-01T06:15:00Z given"},
      {"January 11, 2010 Friday", "2010-01-11 none"},
  });
}

TEST_CASE("temporal/published: nothing absent is made up") {
  for (const std::string_view raw : {"",
                                     " ",
                                     "None",
                                     "null",
                                     "N/A",
                                     "-",
                                     "Jan. 26",
                                     "26 January",
                                     "Feb 26",
                                     "Yesterday",
                                     "3 hours ago",
                                     "2 days ago",
                                     "today, 06:15",
                                     "06:15",
                                     "Q1 2022",
                                     "Spring 2022",
                                     "2022-W09",
                                     "2022-060",
                                     "March",
                                     "Mar 22",
                                     "Mar 1 22:15",
                                     "14 May 10:15",
                                     "20",
                                     "202",
                                     "20222",
                                     "2022-03-01-7",
                                     "2022-03-0112",
                                     "12/2022/03",
                                     "hello world",
                                     "3.5",
                                     "1,750",
                                     "1987 people",
                                     "May 2022 be better",
                                     "since 2022",
                                     "2022-",
                                     "99/99/99",
                                     "1.2.3",
                                     "192.168.10.22"}) {
    CHECK_MESSAGE(!parse_published(raw), raw);
  }
}

TEST_CASE("temporal/published: impossible dates and stand-ins for 'unknown' are absent") {
  for (const std::string_view raw : {"2022-02-30",
                                     "2022-02-30T06:15:00Z",
                                     "February 30, 2022",
                                     "30 Feb 2022",
                                     "31/04/2022",
                                     "20220230",
                                     "2022-00-01",
                                     "2022-13-01",
                                     "2022-01-32",
                                     "2023-02-29",
                                     "1970-01-01",
                                     "1970-01-01T00:00:00Z",
                                     "1970-01-01 00:00:00",
                                     "1970-01-01T01:00:00+01:00",
                                     "1969-12-31T19:00:00-05:00",
                                     "Thu, 01 Jan 1970 00:00:00 GMT",
                                     "0001-01-01T00:00:00Z",
                                     "0000-00-00 00:00:00",
                                     "9999-12-31",
                                     "1234"}) {
    CHECK_MESSAGE(!parse_published(raw), raw);
  }
  CHECK(shown(parse_published("1970-01-01T06:15:00Z")) == "1970-01-01T06:15:00Z given");
  CHECK(shown(parse_published("1970")) == "1970 none");
}

TEST_CASE("temporal/published: hostile input is absent, quickly") {
  using namespace std::string_view_literals;
  const auto start = std::chrono::steady_clock::now();
  CHECK_FALSE(parse_published("2022-03-01\0"sv));
  CHECK_FALSE(parse_published("\0\0\0\0"sv));
  CHECK_FALSE(parse_published("2022-03-01\xff"));
  CHECK_FALSE(parse_published("1 m\xc3rz 2022"));
  CHECK_FALSE(parse_published("1 mar\xed\xa0\x80s 2022"));  // a surrogate
  CHECK_FALSE(parse_published("2022-03-01 \xe2\x80"));      // cut short
  CHECK_FALSE(parse_published(std::string(1 << 20, '1')));
  CHECK_FALSE(parse_published(std::string(1 << 20, ' ') + "2022-03-01"));
  CHECK_FALSE(parse_published(std::string(1000, '1')));
  CHECK_FALSE(parse_published(std::string(1000, '/')));
  CHECK_FALSE(parse_published(std::string(1000, ':')));
  std::string commas = "2022-03-01";
  commas.append(900, ',');
  CHECK(parse_published(commas));
  std::string pairs;
  for (int i = 0; i < 250; ++i) pairs += "/1:.";
  CHECK_FALSE(parse_published(pairs));
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(1));
}

TEST_CASE("temporal/published: instants order by time, whatever the zone") {
  const auto instant = [](const char* raw) { return parse_published(raw)->instant_utc_seconds(); };
  CHECK(instant("2022-03-01T00:00:00Z") == 1646092800);
  CHECK(instant("2022-03-01T02:00:00+02:00") == 1646092800);
  CHECK(instant("2022-02-28T19:00:00-05:00") == 1646092800);
  CHECK(instant("2022-03-01") == 1646092800);
  CHECK(instant("2022-03") == 1646092800);
  CHECK(instant("2022") == instant("2022-01-01"));
  CHECK(instant("26-FEB-1987 15:01:01.79") < instant("26-FEB-1987 15:02:20.00"));
}

TEST_CASE("temporal/published: the day is that of the source's own zone") {
  CHECK(parse_published("2022-03-01T00:30:00+02:00")->day.iso() == "2022-03-01");
  CHECK(parse_published("2022-02-28T23:30:00-05:00")->day.iso() == "2022-02-28");
  CHECK(parse_published("2022-02-28T23:30:00-05:00")->offset_minutes == -300);
}

TEST_CASE("temporal/published: coarse dates stand for all their days") {
  CHECK(parse_published("2022")->days().iso() == "2022");
  CHECK(parse_published("February 2024")->days().iso() == "2024-02");
  CHECK(parse_published("February 2024")->day.iso() == "2024-02-01");
  CHECK(parse_published("2022-03-01T06:15Z")->days().iso() == "2022-03-01");
}
