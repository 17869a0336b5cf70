#include "temporal/resolve.hh"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace dateline;
using namespace dateline::temporal;

namespace {

/// The expressions of a text as `text = value`, one after another; types but DATE named.
std::string found(const std::string& text, const char* published = "1998-03-06") {
  static DayFinder finder(Grammar::english());
  text::Analysis analysis;
  text::analyse(text, analysis);
  std::vector<MentionedDay> days;
  finder.find(text, analysis, Day::parse(published), days);
  std::string out;
  for (const MentionedDay& day : days) {
    if (!out.empty()) out += "; ";
    out += text.substr(day.begin, day.end - day.begin) + " = ";
    if (day.type != TimexType::Date) out += std::string(name(day.type)) + " ";
    out += day.value.text();
  }
  return out;
}

struct Row {
  const char* text;
  const char* found;
};

void check(const std::vector<Row>& rows, const char* published = "1998-03-06") {
  for (const Row& row : rows) CHECK_MESSAGE(found(row.text, published) == row.found, row.text);
}

}  // namespace

// The publication day of most tables is Friday, 6 March 1998.

TEST_CASE("temporal/resolve: explicit dates") {
  check({
      {"It began on March 15, 2007.", "March 15, 2007 = 2007-03-15"},
      {"It began on 15 March 2007.", "15 March 2007 = 2007-03-15"},
      {"It began on the 4th of July, 1976.", "the 4th of July, 1976 = 1976-07-04"},
      {"It began in Feb. 1947.", "Feb. 1947 = 1947-02"},
      {"It began in 1901.", "1901 = 1901"},
      {"The year 2000 came.", "The year 2000 = 2000"},
      {"On 1998-02-13 it began.", "1998-02-13 = 1998-02-13"},
      {"On 2/13/98 it began.", "2/13/98 = 1998-02-13"},
      {"In nineteen ninety-six it began.", "nineteen ninety-six = 1996"},
      {"On Friday, Oct. 13, 1989, it fell.", "Friday, Oct. 13, 1989 = 1989-10-13"},
  });
}

TEST_CASE("temporal/resolve: a year behind a range or a list is that of all its parts") {
  check({
      {"Of May 31 and June 1, 1921.", "May 31 = 1921-05-31; June 1, 1921 = 1921-06-01"},
      {"From February 19 to March 23, 1990.",
       "February 19 = 1990-02-19; March 23, 1990 = 1990-03-23"},
      {"In September and October 1989.", "September = 1989-09; October 1989 = 1989-10"},
      {"In March, April and June 1989.", "March = 1989-03; April = 1989-04; June 1989 = 1989-06"},
      {"From December to January 1990.", "December = 1989-12; January 1990 = 1990-01"},
      {"On Dec. 21-28, 1968.", "Dec. 21 = 1968-12-21; 28, 1968 = 1968-12-28"},
      {"On March 3 and 5, 1994.", "March 3 = 1994-03-03; 5, 1994 = 1994-03-05"},
      {"On Oct. 26 to 27, 1996.", "Oct. 26 = 1996-10-26; 27, 1996 = 1996-10-27"},
      {"Between 20 and 22 February 1994.", "20 = 1994-02-20; 22 February 1994 = 1994-02-22"},
      {"On 3-5 March 1994.", "3 = 1994-03-03; 5 March 1994 = 1994-03-05"},
      {"In December and November 1989.", "December = 1989-12; November 1989 = 1989-11"},
      {"In December and January 1990.", "December = 1989-12; January 1990 = 1990-01"},
      {"In January, December 1997 figures came.", "January = 1998-01; December 1997 = 1997-12"},
      {"He met them March 3-5.", "March 3 = 1998-03-03; 5 = 1998-03-05"},
      {"He left in March. In 1994 he came.", "March = 1998-03; 1994 = 1994"},
  });
}

TEST_CASE("temporal/resolve: dates as machines and other countries write them") {
  check({
      {"On 2022-02-24T05:00Z it began.", "2022-02-24T05 = 2022-02-24"},
      {"On 5-Jun-1960 it began.", "5-Jun-1960 = 1960-06-05"},
      {"On 24/02/1996 it began.", "24/02/1996 = 1996-02-24"},
      {"In the 1800s.", "the 1800s = 18"},
      {"In the 1810s.", "the 1810s = 181"},
      {"In the 1900s.", "the 1900s = 190"},
  });
}

TEST_CASE("temporal/resolve: feasts, sums and rooms are no days") {
  check({
      {"It was closed on Good Friday.", ""},
      {"Shops open on Black Friday.", ""},
      {"It costs 2022 euros.", ""},
      {"They met in Room 2012.", ""},
  });
}

TEST_CASE("temporal/resolve: the verb tells which weekday or month is meant") {
  check({
      {"He left on Thursday.", "Thursday = 1998-03-05"},
      {"He will leave on Thursday.", "Thursday = 1998-03-12"},
      {"He left on Friday.", "Friday = 1998-03-06"},
      {"Talks are scheduled to resume Monday.", "Monday = 1998-03-09"},
      {"It was signed in October.", "October = 1997-10"},
      {"It will be signed in October.", "October = 1998-10"},
      {"It rose at a faster-than-expected rate in February.", "February = 1998-02"},
      {"It rose more than expected in February.", "February = 1998-02"},
      {"It is expected in October.", "October = 1998-10"},
      {"It was high in February, but could fall.", "February = 1998-02"},
      {"It could fall, as prices in February show.", "February = 1998-02"},
      {"It could fall in June.", "June = 1998-06"},
      {"The newspaper USA TODAY could fall.", ""},
      {"It was signed Jan. 31.", "Jan. 31 = 1998-01-31"},
      {"It will be signed Jan. 31.", "Jan. 31 = 1999-01-31"},
      {"He left last Friday.", "last Friday = 1998-02-27"},
      {"He leaves next Monday.", "next Monday = 1998-03-09"},
  });
}

TEST_CASE("temporal/resolve: units seen from the publication") {
  check({
      {"It rose today.", "today = 1998-03-06"},
      {"It rose yesterday.", "yesterday = 1998-03-05"},
      {"It rises the day after tomorrow.", "the day after tomorrow = 1998-03-08"},
      {"It rose last year.", "last year = 1997"},
      {"It rises next week.", "next week = 1998-W11"},
      {"It rose this month.", "this month = 1998-03"},
      {"It rose last month.", "last month = 1998-02"},
      {"Earlier this month it rose.", "Earlier this month = 1998-03"},
      {"It rose late last year.", "late last year = 1997"},
      {"By the end of 1990 it rose.", "the end of 1990 = 1990"},
      {"It rose last summer.", "last summer = 1997-SU"},
      {"It rises this summer.", "this summer = 1998-SU"},
  });
}

TEST_CASE("temporal/resolve: quarters, halves and their years") {
  check({
      {"Profit rose in the fourth quarter.", "the fourth quarter = 1997-Q4"},
      {"Profit rose in the third quarter of 1990.", "the third quarter of 1990 = 1990-Q3"},
      {"Profit rose in this year's third quarter.", "this year's third quarter = 1998-Q3"},
      {"Third-quarter profit rose.", "Third-quarter = 1997-Q3"},
      {"Profit rose in the first half of 1990.", "the first half of 1990 = 1990-H1"},
      {"Profit rose in Q3 1996.", "Q3 1996 = 1996-Q3"},
  });
}

TEST_CASE("temporal/resolve: a year ago in a report on a quarter is that quarter") {
  check({
      {"Third-quarter profit rose from $5 a year ago.",
       "Third-quarter = 1997-Q3; a year ago = 1996-Q3"},
      {"Profit rose from $5 a year ago.", "a year ago = 1997"},
  });
}

TEST_CASE("temporal/resolve: durations and distances") {
  check({
      {"It took three years.", "three years = DURATION P3Y"},
      {"It was a 10-year plan.", "10-year = DURATION P10Y"},
      {"It took twenty-four hours.", "twenty-four hours = DURATION PT24H"},
      {"It took a few days.", "a few days = DURATION PXD"},
      {"It took half an hour.", "half an hour = DURATION PT30M"},
      {"It took more than four hours.", "more than four hours = DURATION PT4H"},
      {"It fell in the past three months.", "the past three months = DURATION P3M"},
      {"It fell 10 days ago.", "10 days ago = 1998-02-24"},
      {"It fell five months ago.", "five months ago = 1997-10"},
      {"It fell five years ago.", "five years ago = 1993"},
      {"It fell several years ago.", "several years ago = PAST_REF"},
  });
}

TEST_CASE("temporal/resolve: repetition") {
  check({
      {"He comes every Monday.", "every Monday = SET XXXX-WXX-1"},
      {"It costs $5 million a year.", "a year = SET P1Y"},
      {"It costs more each year.", "each year = SET P1Y"},
      {"It costs more each July.", "each July = SET XXXX-07"},
      {"It is paid monthly.", "monthly = SET P1M"},
  });
}

TEST_CASE("temporal/resolve: times of day") {
  check({
      {"He left at 10 p.m. Wednesday.", "10 p.m. Wednesday = TIME 1998-03-04T22:00"},
      {"He left on Wednesday at 10:30 a.m.", "Wednesday at 10:30 a.m. = TIME 1998-03-04T10:30"},
      {"He left this morning.", "this morning = TIME 1998-03-06TMO"},
      {"He left Thursday evening.", "Thursday evening = TIME 1998-03-05TEV"},
  });
}

TEST_CASE("temporal/resolve: decades, centuries and references") {
  check({
      {"In the 1990s it rose.", "the 1990s = 199"},
      {"In the nineties it rose.", "the nineties = 199"},
      {"In the 20th century it rose.", "the 20th century = 19"},
      {"It is rising now.", "now = PRESENT_REF"},
      {"It rose recently.", "recently = PAST_REF"},
      {"In the near future it will rise.", "the near future = FUTURE_REF"},
  });
}

TEST_CASE("temporal/resolve: what only looks like a date is none") {
  check({
      {"It paid $1990 for 2000% of 3.5 shares.", ""},
      {"May I march on?", ""},
      {"He fell in the second round, in his 40s.", ""},
      {"There is no February 31, 1990.", ""},
      {"The Winter Olympics and winter games, not this winter.", "this winter = 1998-WI"},
  });
}

TEST_CASE("temporal/resolve: a decade ago is ten years ago") {
  static DayFinder finder(Grammar::english());
  const std::string text = "It opened a decade ago, and closed two decades ago. A century ago it was a field.";
  text::Analysis analysis;
  text::analyse(text, analysis);
  std::vector<MentionedDay> days;
  finder.find(text, analysis, Day::parse("1998-03-06"), days);
  REQUIRE(days.size() == 3);
  CHECK(days[2].days->iso() == "1890-01-01..1899-12-31");
  CHECK(days[0].value.text() == "198");
  CHECK(days[0].days->iso() == "1988");
  CHECK(days[1].days->iso() == "1978");
}

TEST_CASE("temporal/resolve: without a publication day what depends on it has no days") {
  static DayFinder finder(Grammar::english());
  const std::string text = "He left on Dec. 7 and on March 1, 1990, and yesterday.";
  text::Analysis analysis;
  text::analyse(text, analysis);
  std::vector<MentionedDay> days;
  finder.find(text, analysis, std::nullopt, days);
  REQUIRE(days.size() == 2);
  CHECK(days[0].value.text() == "XXXX-12-07");
  CHECK_FALSE(days[0].days);
  CHECK(days[1].days->iso() == "1990-03-01");
}

TEST_CASE("temporal/resolve: hostile text is read in one pass and without harm") {
  for (const char* piece :
       {"9", "last ", "last last year ", "1 ", "twenty ", "the end of ", "a few ", "10:", "Oct. ",
        "hundred thousand ", "Monday, ", "2/13/", "\xff", "'s ", "five to six to ",
        "the first half of ", "\n\n", "99999999999 years "}) {
    std::string text;
    while (text.size() < 200'000) text += piece;
    CHECK_NOTHROW(found(text));
    CHECK_NOTHROW(found(text, "9999-12-31"));
    CHECK_NOTHROW(found(text, "0001-01-01"));
  }
}

TEST_CASE("temporal/resolve: the ends of the calendar are no trap") {
  const std::string text =
      "He said last year, next year, next Monday, last Monday, the weekend, 900 years ago, "
      "next week, a century ago, next century, this decade, last night, the third quarter, "
      "Dec. 31, January, last summer, next winter, the day after tomorrow, 99999999 days ago.";
  for (const char* published : {"9999-12-31", "0001-01-01", "9999-01-01", "0001-12-31"})
    CHECK_NOTHROW(found(text, published));
}
