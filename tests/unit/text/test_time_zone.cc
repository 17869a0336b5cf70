#include "text/time_zone.hh"

#include <algorithm>

#include <doctest/doctest.h>

using dateline::text::TimeZone;

namespace {

constexpr std::int64_t hour = 3600;
constexpr std::int64_t january_2022 = 1640995200;  // 2022-01-01T00:00Z
constexpr std::int64_t july_2022 = 1656633600;     // 2022-07-01T00:00Z
constexpr std::int64_t spring_2022 = 1648339200;   // 2022-03-27T00:00Z, clocks change at 01:00Z
constexpr std::int64_t autumn_2022 = 1667088000;   // 2022-10-30T00:00Z, clocks change at 01:00Z

}  // namespace

TEST_CASE("text/time_zone: a named zone knows summer time") {
  const auto berlin = TimeZone::named("Europe/Berlin");
  REQUIRE(berlin);
  CHECK(berlin->offset_seconds(january_2022) == hour);
  CHECK(berlin->offset_seconds(july_2022) == 2 * hour);
  CHECK(berlin->name() == "Europe/Berlin");
}

TEST_CASE("text/time_zone: a local time becomes the instant at which the clocks show it") {
  const TimeZone berlin = *TimeZone::named("Europe/Berlin");
  CHECK(berlin.instant(january_2022) == january_2022 - hour);
  CHECK(berlin.instant(july_2022) == july_2022 - 2 * hour);
  // 02:30 does not exist on that day; 03:30 summer time stands in for it.
  CHECK(berlin.instant(spring_2022 + 2 * hour + hour / 2) == spring_2022 + hour + hour / 2);
  // 02:30 comes twice; the first is summer time.
  CHECK(berlin.instant(autumn_2022 + 2 * hour + hour / 2) == autumn_2022 + hour / 2);
  const TimeZone york = *TimeZone::named("America/New_York");
  CHECK(york.instant(january_2022) == january_2022 + 5 * hour);
}

TEST_CASE("text/time_zone: a constant distance has its sign in the name") {
  CHECK(TimeZone::fixed(2 * 3600).name() == "+02:00");
  CHECK(TimeZone::fixed(-(5 * 3600 + 1800)).name() == "-05:30");
  CHECK(TimeZone::fixed(0).name() == "UTC");
  CHECK(TimeZone::fixed(7200).offset_seconds(july_2022) == 7200);
  CHECK(TimeZone::fixed(7200).instant(7200) == 0);
}

TEST_CASE("text/time_zone: only names of the database are zones") {
  CHECK(TimeZone::named("UTC"));
  for (const char* wrong :
       {"", "Berlin", "europe/berlin", "GMT+25:99", "GMT+3", "Europe/Nowhere", "Etc/Unknown"}) {
    CHECK_MESSAGE(!TimeZone::named(wrong), wrong);
  }
  CHECK_FALSE(TimeZone::named(std::string(100000, 'x')));
}

TEST_CASE("text/time_zone: a wrong name brings up the one meant") {
  CHECK(TimeZone::suggest("berlin") == "Europe/Berlin");
  CHECK(TimeZone::suggest("new york") == "America/New_York");
  CHECK(TimeZone::suggest("europe/berlin") == "Europe/Berlin");
  CHECK(TimeZone::suggest("Europe/Berln") == "Europe/Berlin");
  CHECK_FALSE(TimeZone::suggest("nowhere at all"));
}

TEST_CASE("text/time_zone: names that say where are listed, each is known") {
  const auto names = TimeZone::names();
  CHECK(names.size() > 300);
  CHECK(std::is_sorted(names.begin(), names.end()));
  for (const std::string& name : names) CHECK_MESSAGE(TimeZone::named(name), name);
  CHECK(std::find(names.begin(), names.end(), "UTC") != names.end());
  CHECK(std::find(names.begin(), names.end(), "EST5EDT") == names.end());
}
