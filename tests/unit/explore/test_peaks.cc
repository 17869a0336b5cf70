#include "explore/peaks.hh"
#include "unit/search/indexed.hh"

#include <doctest/doctest.h>

using namespace dateline;
using support::Doc;
using support::Indexed;

namespace {

/// Oil once a month of 2021, twenty times in June, with a pipeline; twenty articles of wheat every month.
std::vector<Doc> year(int in_june) {
  std::vector<Doc> docs;
  for (int month = 1; month <= 12; ++month) {
    char date[16];
    std::snprintf(date, sizeof date, "2021-%02d-05", month);
    for (int i = 0; i < 20; ++i)
      docs.push_back({"w" + std::to_string(month * 100 + i), "Wheat", "Wheat grew.", date});
    docs.push_back({"o" + std::to_string(month), "Oil", "Oil flowed.", date});
  }
  for (int i = 0; i < in_june; ++i) {
    docs.push_back({"p" + std::to_string(100 + i), i == 7 ? "Pipeline of oil explodes" : "Notes",
                    "Oil of a pipeline that explodes.", "2021-06-12"});
  }
  return docs;
}

std::vector<explore::Peak> of(const Indexed& indexed, const std::string& query, std::size_t limit) {
  const store::Database database = indexed.database();
  const search::Plan plan = support::plan(query, database);
  const search::MatchSet found = search::match(plan, database);
  const explore::Timeline timeline = explore::timeline(
      found, database, {explore::TimelineOf::Published, explore::PeriodUnit::Month, {}});
  return explore::peaks(timeline, plan, found, database, limit);
}

}  // namespace

TEST_CASE("explore/peaks: a month with far more than its share is named by headline and words") {
  const Indexed indexed(year(20));
  const auto peaks = of(indexed, "oil", 5);
  REQUIRE(peaks.size() == 1);
  CHECK(peaks[0].index == 5);
  CHECK(peaks[0].g2 > 10.83);
  CHECK(peaks[0].article == "p107");
  CHECK(peaks[0].title == "Pipeline of oil explodes");
  REQUIRE(peaks[0].words.size() == 3);  // `Notes` stands over nineteen of them
  CHECK(peaks[0].words[0].stem == "explod");
  CHECK(peaks[0].words[1].text == "pipeline");
}

TEST_CASE(
    "explore/peaks: evenly spread matches have no peak, and none is made where none is wanted") {
  const Indexed even(year(0));
  CHECK(of(even, "oil", 5).empty());
  CHECK(of(even, "wheat", 5).empty());
  const Indexed peaked(year(20));
  CHECK(of(peaked, "oil", 0).empty());
}
