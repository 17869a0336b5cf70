#include "cli/json.hh"
#include "cli/results.hh"
#include "unit/search/indexed.hh"

#include <cmath>
#include <cstdlib>

#include <doctest/doctest.h>

using namespace dateline;
using cli::FallingScores;
using cli::trec_line;

namespace {

cli::Result first_result(const support::Indexed& indexed, const std::string& query) {
  const store::Database database = indexed.database();
  const search::Plan plan = support::plan(query, database);
  search::Highlighter highlighter(plan, database);
  const search::Ranking ranking = search::rank(plan, database, {});
  REQUIRE(!ranking.hits.empty());
  search::EntityReader entities(database, nullptr);
  return cli::load_result(database, ranking.hits[0], 1, highlighter, entities);
}

}  // namespace

TEST_CASE("cli/results: a line of a run has six columns") {
  CHECK(trec_line("t1", "a#1", 1, 2.5, "tag") == "t1 Q0 a#1 1 2.500000000 tag\n");
  CHECK(trec_line("a b", "x\ty\nz#1", 12, 0, "my tag") ==
        "a%20b Q0 x%09y%0Az#1 12 0.000000000 my%20tag\n");
  CHECK(trec_line("t", "a", 1, -0.000000001, "x") == "t Q0 a 1 -0.000000001 x\n");
  CHECK(trec_line("t", "a", 1, 1e6, "x") == "t Q0 a 1 1000000.000000000 x\n");
}

TEST_CASE("cli/results: scores of a run fall strictly, also as printed") {
  FallingScores falling;
  std::string last_printed;
  double last = 0;
  const double given[] = {9.5, 9.5, 9.5, 9.499999999, 9.499999998, 3, 3, 0, 0, 0};
  for (std::size_t i = 0; i < std::size(given); ++i) {
    const double score = falling.next(given[i]);
    CHECK(score <= given[i]);
    const std::string printed = trec_line("t", "a", 1, score, "x").substr(9, 12);
    if (i > 0) {
      CHECK(score < last);
      CHECK(std::atof(printed.c_str()) < std::atof(last_printed.c_str()));
    }
    last = score;
    last_printed = printed;
  }
}

TEST_CASE("cli/results: many ties keep falling") {
  FallingScores falling;
  std::string last = trec_line("t", "a", 1, falling.next(123.456), "x");
  for (int i = 0; i < 20'000; ++i) {
    const std::string line = trec_line("t", "a", 1, falling.next(123.456), "x");
    REQUIRE(std::atof(line.c_str() + 9) < std::atof(last.c_str() + 9));
    last = line;
  }
  CHECK(falling.next(1) == 1);
}

TEST_CASE("cli/results: scores of a run fall strictly for a reader that keeps 32 bits") {
  for (const double start : {123456.789, 16.0, 1.0, 0.004, 1e-9, 0.0, -3.0}) {
    FallingScores falling;
    float last = INFINITY;
    for (int i = 0; i < 3000; ++i) {
      const std::string line = trec_line("t", "a", 1, falling.next(start - i * 1e-10), "x");
      const float read = std::strtof(line.c_str() + 9, nullptr);
      REQUIRE(read < last);
      last = read;
    }
  }
}

TEST_CASE("cli/results: a result holds what the database has of a passage") {
  const support::Indexed indexed({{"id 1", "Oil embargo", "The crude oil embargo hurts NATO. ",
                                   "2022-03-01", "Reuters", "World", "Jane Doe", "en"}});
  const cli::Result result = first_result(indexed, "\"crude oil\" title:embargo");
  CHECK(result.rank == 1);
  CHECK(result.article.id == "id 1");
  CHECK(result.published == "2022-03-01");
  CHECK(result.number == 1);
  CHECK(result.begin == 0);
  CHECK(result.end == 33);
  CHECK(result.text == "The crude oil embargo hurts NATO.");
  CHECK(result.matches == std::vector<text::Span>{{4, 13}});
  CHECK(result.title_matches == std::vector<text::Span>{{4, 11}});
  CHECK(result.score > 0);
  CHECK(cli::names_of(result.entities, "org") == std::vector<std::string>{"NATO"});

  const auto json = cli::result_json(result, "t1");
  CHECK(json.at("format") == 1);
  CHECK(json.at("topic") == "t1");
  CHECK(json.at("id") == "id 1#1");
  CHECK(json.at("text") == result.text);
  CHECK(json.at("matches") == nlohmann::json::parse("[[4, 13]]"));
  CHECK(json.at("entities").at("org") == nlohmann::json::parse("[\"NATO\"]"));
  CHECK(json.at("names").dump() ==
        R"([{"field":"org","name":"NATO","mentions":1,"prominent":true}])");
  const std::string line = cli::line(cli::result_json(result, ""));
  CHECK(line.find("\"topic\"") == std::string::npos);
  CHECK(line.find('\n') == line.size() - 1);
}

TEST_CASE("cli/results: text for people has no control characters of the article") {
  const support::Indexed indexed(
      {{"a", "Oil \033[31mred\033[0m", "The oil\033]0;title\007 rose.", "2022", "Wi\033[2Jre"}});
  const std::string text = cli::result_text(first_result(indexed, "oil"), cli::Style(false), 80);
  for (const char c : text) CHECK((static_cast<unsigned char>(c) >= 0x20 || c == '\n'));
  CHECK(text.starts_with(" 1  Oil "));
}

TEST_CASE("cli/results: text for people is indented and marks matches in colour") {
  const support::Indexed indexed({{"a", "Oil up", "Crude oil rose.", "2022-03-01", "Reuters"}});
  const cli::Result result = first_result(indexed, "\"crude oil\"");
  const std::string plain = cli::result_text(result, cli::Style(false), 80);
  CHECK(plain.find("    Crude oil rose.\n") != std::string::npos);
  CHECK(plain.find("    Reuters \u00B7 2022-03-01 \u00B7 a#1 \u00B7 ") != std::string::npos);
  const std::string coloured = cli::result_text(result, cli::Style(true), 80);
  CHECK(coloured.find("\033[1;31mCrude\033[0m \033[1;31moil\033[0m rose.") != std::string::npos);
  const support::Indexed untitled({{"a", "", "Oil."}});
  CHECK(cli::result_text(first_result(untitled, "oil"), cli::Style(false), 80)
            .starts_with(" 1  (no headline)\n"));
}

TEST_CASE("cli/results: facets are listed with their counts and what has none") {
  search::Facet facet;
  facet.field = "source";
  facet.values = {{"Reuters", 12'345, 7}, {"A\nP", 1, 1}};
  facet.total = 5;
  facet.without = 3;
  CHECK(cli::facets_text({facet}, search::CountBy::Passages, cli::Style(false), 80) ==
        "source  (2 of 5)\n     12,345  Reuters\n          1  A P\n          3  (none)\n");
  facet.total = 2;
  facet.without = 0;
  CHECK(cli::facets_text({facet}, search::CountBy::Articles, cli::Style(false), 80) ==
        "source\n          7  Reuters\n          1  A P\n");
  CHECK(cli::facet_json(facet).at("values").at(0).at("passages") == 12'345);
  CHECK_FALSE(cli::facet_json(facet).contains("matching"));
  facet.values.resize(1);
  facet.values[0].query = "source:=\"Reuters\"";
  facet.total = 1'000;
  facet.matching = 3;
  facet.restricted = true;
  CHECK(cli::facets_text({facet}, search::CountBy::Articles, cli::Style(false), 80) ==
        "source  (1 of 3 matching, 1,000 in all)\n          7  Reuters\n");
  const auto json = cli::facet_json(facet);
  CHECK(json.at("distinct") == 1'000);
  CHECK(json.at("matching") == 3);
  CHECK(json.at("values").at(0).at("query") == "source:=\"Reuters\"");
}
