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

/// So many articles of a month of 2021, the first ones of oil, the others of wheat.
void add_month(std::vector<Doc>& docs, int month, int count, int oil,
               const std::string& of_oil = "Oil flowed.") {
  char date[16];
  std::snprintf(date, sizeof date, "2021-%02d-05", month);
  for (int i = 0; i < count; ++i) {
    docs.push_back(
        {"a" + std::to_string(month * 1000 + i), "Notes", i < oil ? of_oil : "Wheat grew.", date});
  }
}

std::vector<explore::Peak> of(const Indexed& indexed, const std::string& query,
                              const explore::PeakOptions& options) {
  const store::Database database = indexed.database();
  const search::Plan plan = support::plan(query, database);
  const search::MatchSet found = search::match(plan, database);
  const explore::Timeline timeline = explore::timeline(
      found, database, {explore::TimelineOf::Published, explore::PeriodUnit::Month, {}});
  return explore::peaks(timeline, plan, found, database, options);
}

}  // namespace

TEST_CASE("explore/peaks: a month with far more than its share is named by headline and words") {
  const Indexed indexed(year(20));
  const auto peaks = of(indexed, "oil", {});
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
  CHECK(of(even, "oil", {}).empty());
  CHECK(of(even, "wheat", {}).empty());
  const Indexed peaked(year(20));
  CHECK(of(peaked, "oil", {0, 5, search::CountBy::Passages, false}).empty());
}

TEST_CASE("explore/peaks: of neighbours that stand out the one with the taller bar is the peak") {
  // May has 30 of 100 articles, June 25 of 80: more by count, and less by share, though it stands out more.
  std::vector<Doc> docs;
  const auto add = [&](int month, int count, int oil) { add_month(docs, month, count, oil); };
  for (int month = 1; month <= 12; ++month) {
    if (month != 5 && month != 6) add(month, 100, 2);
  }
  add(5, 100, 30);
  add(6, 80, 25);
  const Indexed indexed(docs);
  const auto by_count = of(indexed, "oil", {});
  REQUIRE(by_count.size() == 1);
  CHECK(by_count[0].index == 4);
  const auto by_share = of(indexed, "oil", {5, 5, search::CountBy::Passages, true});
  REQUIRE(by_share.size() == 1);
  CHECK(by_share[0].index == 5);
}

TEST_CASE("explore/peaks: what the bars count is what stands out") {
  // In June half of the articles, with a passage each; in other months a tenth, with many.
  std::vector<Doc> docs;
  std::string many;
  for (int i = 0; i < 100; ++i)
    many += "Oil of the pipeline flowed to the harbor and the tanker again.\n\n";
  for (int month = 1; month <= 12; ++month) {
    if (month != 6) add_month(docs, month, 40, 4, many);
  }
  add_month(docs, 6, 40, 20);
  const Indexed indexed(docs);
  const auto by_articles = of(indexed, "oil", {5, 5, search::CountBy::Articles, false});
  REQUIRE(by_articles.size() == 1);
  CHECK(by_articles[0].index == 5);
  CHECK(of(indexed, "oil", {}).empty());
}

TEST_CASE("explore/peaks: none stands beside a taller one, nor behind one as tall") {
  std::vector<Doc> docs;
  const auto add = [&](int month, int count, int oil) { add_month(docs, month, count, oil); };
  for (int month = 1; month <= 12; ++month) {
    if (month < 5 || month > 10) add(month, 100, 2);
  }
  add(5, 150, 60);
  add(6, 32, 30);
  add(7, 200, 2);
  add(8, 100, 30);  // a slope of level bars up to a summit
  add(9, 100, 30);
  add(10, 100, 36);
  const auto found = of(Indexed(docs), "oil", {});
  REQUIRE(found.size() == 2);
  CHECK(found[0].index == 4);
  CHECK(found[1].index == 9);
}

TEST_CASE(
    "explore/peaks: what is found by name is named by telling words, what must not be there is not "
    "asked for") {
  std::vector<Doc> docs = year(0);
  for (int i = 0; i < 20; ++i) {
    const bool wheat = i == 3;
    if (i < 12) {
      char date[16];
      std::snprintf(date, sizeof date, "2021-%02d-07", i + 1);
      docs.push_back(
          {"q" + std::to_string(i), "Notes", "Wheat grew, President Vladimir Putin said.", date});
    }
    docs.push_back({"p" + std::to_string(100 + i),
                    i == 7  ? "Oil of tankers"
                    : wheat ? "Wheat report"
                            : "Notes",
                    wheat ? "Oil and wheat." : "Oil of tankers, President Vladimir Putin said.",
                    "2021-06-12"});
  }
  const Indexed indexed(docs);
  const auto by_name = of(indexed, "person:putin", {});
  REQUIRE(by_name.size() == 1);
  CHECK(by_name[0].article == "p107");
  const auto without_wheat = of(indexed, "oil NOT/3 zinc", {});
  REQUIRE(without_wheat.size() == 1);
  CHECK(without_wheat[0].article == "p107");
  const auto negated = of(indexed, "oil NOT/1 wheat", {});
  REQUIRE(negated.size() == 1);
  CHECK(negated[0].article == "p107");
}

TEST_CASE("explore/peaks: the article that names a peak is on the subject") {
  std::vector<Doc> docs = year(0);
  for (int i = 0; i < 20; ++i) {
    docs.push_back({"p" + std::to_string(100 + i), i == 7 ? "Crude oil for tankers" : "Notes",
                    "Crude oil of tankers.", "2021-06-12"});
  }
  // Its headline has every telling word, and of what was asked for half.
  docs.push_back({"z", "Tankers, notes, tanker harbor, tankers",
                  "Oil. Notes of tankers, notes, tankers.", "2021-06-13"});
  const Indexed indexed(docs);
  const auto peaks = of(indexed, "crude oil", {});
  REQUIRE(peaks.size() == 1);
  CHECK(peaks[0].article == "p107");
}
