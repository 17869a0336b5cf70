#include "temporal/query_clock.hh"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace dateline::temporal;
using dateline::text::TimeZone;

TEST_CASE("temporal/query_clock: today depends on the zone") {
  QueryClock clock{1646092800, TimeZone()};  // 2022-03-01T00:00Z
  CHECK(clock.today().iso() == "2022-03-01");
  clock.zone = *TimeZone::named("America/New_York");
  CHECK(clock.today().iso() == "2022-02-28");
  clock.zone = TimeZone::fixed(-60);
  CHECK(clock.today().iso() == "2022-02-28");
  clock.now_seconds = -1;
  clock.zone = TimeZone();
  CHECK(clock.today().iso() == "1969-12-31");
}

TEST_CASE("temporal/query_clock: an instant has a zone of its own, or takes the one given") {
  struct Row {
    const char* text;
    std::int64_t instant;
  };
  const TimeZone berlin = *TimeZone::named("Europe/Berlin");
  for (const Row& row : std::vector<Row>{
           {"2022-03-01T00:00:00Z", 1646092800},
           {"2022-03-01t00:00:00z", 1646092800},
           {"2022-03-01T00:00Z", 1646092800},
           {"2022-03-01T02:00:00+02:00", 1646092800},
           {"2022-02-28T19:00:00-0500", 1646092800},
           {"2022-03-01T00:00:00.999Z", 1646092800},
           {"2022-03-01T01:00:00", 1646092800},
           {"2022-03-01 01:00", 1646092800},
           {"2022-03-01", 1646092800 - 3600},
           {"2016-12-31T23:59:60Z", 1483228799},
       }) {
    const auto instant = parse_now(row.text, berlin);
    REQUIRE_MESSAGE(std::holds_alternative<std::int64_t>(instant), std::string(row.text));
    CHECK_MESSAGE(std::get<std::int64_t>(instant) == row.instant, std::string(row.text));
  }
}

TEST_CASE("temporal/query_clock: what is no instant is refused with what to write") {
  for (const char* wrong :
       {"", "now", "2022", "2022-02-30", "2022-03-01T", "2022-03-01T24:00Z", "2022-03-01T06:15X",
        "2022-03-01T06:15:00+99:00", "2022-03-01T06:15:00Zjunk", "2022-03-01T6:15",
        "2022-03-01T06:15:00.Z"}) {
    const auto instant = parse_now(wrong, TimeZone());
    REQUIRE_MESSAGE(std::holds_alternative<DateError>(instant), std::string(wrong));
    CHECK_FALSE(std::get<DateError>(instant).hint.empty());
  }
}

TEST_CASE("temporal/query_clock: zones are names and distances") {
  struct Row {
    const char* text;
    const char* name;
  };
  for (const Row& row : std::vector<Row>{{"UTC", "UTC"},
                                         {"Z", "UTC"},
                                         {"+02:00", "+02:00"},
                                         {"-0530", "-05:30"},
                                         {"+3", "+03:00"},
                                         {"+03", "+03:00"},
                                         {"-00:00", "UTC"},
                                         {"Europe/Kyiv", "Europe/Kyiv"},
                                         {"America/New_York", "America/New_York"}}) {
    const auto zone = parse_zone(row.text);
    REQUIRE_MESSAGE(std::holds_alternative<TimeZone>(zone), std::string(row.text));
    CHECK(std::get<TimeZone>(zone).name() == row.name);
  }
  for (const char* wrong : {"", "+", "+2:0", "+25:00", "+02:60", "+02:00x", "GMT+99", "nowhere"}) {
    CHECK_MESSAGE(std::holds_alternative<DateError>(parse_zone(wrong)), std::string(wrong));
  }
  const DateError error = std::get<DateError>(parse_zone("berlin"));
  CHECK(error.message == "there is no time zone 'berlin'; did you mean 'Europe/Berlin'?");
}
