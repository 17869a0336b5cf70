#include "base/data.hh"
#include "base/error.hh"
#include "eval/save_case.hh"
#include "eval/suite.hh"
#include "support/temp_dir.hh"

#include <doctest/doctest.h>

using namespace dateline;

TEST_CASE("eval/save_case: cases are added to a suite that reads back as it was meant") {
  const support::TempDir dir;
  const std::string file = dir.path("cases.toml");
  search::Hit hit;
  hit.article_id = "a \"b\"";
  hit.number = 2;
  eval::Observed observed;
  observed.query = "Gas \"price cap\" \\";
  observed.passages = 7;
  observed.articles = 5;
  observed.hits = {hit};
  CHECK(eval::save_case(file, observed, dir.path("news.db")).id == "gas-price-cap");
  observed.query = "gas price cap";
  CHECK(eval::save_case(file, observed, dir.path("news.db")).id == "gas-price-cap-2");
  const eval::Suite suite = eval::read_suite(file);
  REQUIRE(suite.cases.size() == 2);
  CHECK(suite.cases[0].query == "Gas \"price cap\" \\");
  CHECK(suite.cases[1].query == observed.query);
  CHECK(suite.index.database == dir.path("news.db"));
  CHECK(suite.cases[0].expectations.size() == 3);  // two counts and a rank
}

TEST_CASE("eval/save_case: the same result is saved once, another of the same query is refused") {
  const support::TempDir dir;
  const std::string file = dir.path("cases.toml");
  eval::Observed observed;
  observed.query = "gas";
  observed.passages = 7;
  CHECK(eval::save_case(file, observed, dir.path("news.db")).added);
  const std::string before = base::read_file(file);
  const eval::SavedCase again = eval::save_case(file, observed, dir.path("news.db"));
  CHECK_FALSE(again.added);
  CHECK(again.id == "gas");
  CHECK(base::read_file(file) == before);
  observed.passages = 8;
  CHECK_THROWS_AS(eval::save_case(file, observed, dir.path("news.db")), base::Error);
  CHECK(base::read_file(file) == before);
}

TEST_CASE("eval/save_case: a case has the query of its topics and the name of what was typed") {
  const support::TempDir dir;
  const std::string file = dir.path("cases.toml");
  eval::Observed observed;
  observed.query = "(lng OR \"liquefied gas\") Qatar";
  observed.typed = "@mylng Qatar";
  CHECK(eval::save_case(file, observed, dir.path("news.db")).id == "mylng-qatar");
  CHECK(eval::read_suite(file).cases.front().query == observed.query);
}

TEST_CASE("eval/save_case: a suite that ranks otherwise is left as it is") {
  const support::TempDir dir;
  const std::string file = dir.path("cases.toml");
  eval::Observed observed;
  observed.query = "gas";
  eval::save_case(file, observed, dir.path("news.db"));
  const std::string before = base::read_file(file);
  observed.settings.sort = "newest";
  CHECK_THROWS_AS(eval::save_case(file, observed, dir.path("news.db")), base::Error);
  CHECK(base::read_file(file) == before);
}
