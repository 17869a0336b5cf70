#include "explore/why.hh"
#include "unit/search/indexed.hh"

#include <cmath>

#include <doctest/doctest.h>

using namespace dateline;
using support::Indexed;

namespace {

const Indexed& many() {
  static const Indexed indexed(support::random_docs(60, 9));
  return indexed;
}

explore::Why of(const Indexed& indexed, const std::string& id, const std::string& query) {
  const store::Database database = indexed.database();
  const search::Plan plan = support::plan(query, database);
  const temporal::QueryClock clock;
  const auto ref = store::find_id(database, id);
  REQUIRE(ref);
  return explore::why({plan, query, clock}, database, *ref, {});
}

}  // namespace

TEST_CASE("explore/why: every hit has the rank and the score that search gives it") {
  const store::Database database = many().database();
  const std::string query = "oil gas published:2022";
  const search::Ranking ranking = support::ranking(query, database);
  REQUIRE(ranking.hits.size() > 10);
  for (std::size_t i = 0; i < ranking.hits.size(); i += 7) {
    const search::Hit& hit = ranking.hits[i];
    const explore::Why why = of(many(), hit.article_id + "#" + std::to_string(hit.number), query);
    CHECK(why.found);
    CHECK(why.rank == i + 1);
    CHECK(why.of == ranking.hits.size());
    CHECK(std::abs(why.score.score() - hit.score) < 1.5e-9);
    CHECK(why.clauses.size() == 2);
    for (const explore::ClauseReport& clause : why.clauses) CHECK(clause.holds);
    CHECK(why.removals.empty());
  }
}

TEST_CASE("explore/why: an article stands for its best passage") {
  const store::Database database = many().database();
  search::RankOptions options;
  options.limit = 5;
  const search::Ranking best = support::ranking("oil", database, options);
  const search::Hit& hit = best.hits.front();
  const explore::Why why = of(many(), hit.article_id, "oil");
  CHECK(why.found);
  CHECK(why.passage == hit.passage);
  CHECK(why.rank == 1);
}

TEST_CASE("explore/why: what is not found has its failing conditions and the rank it would have") {
  const Indexed indexed({{"a", "A", "Oil and gas, gas.", "2022-02-23"},
                         {"b", "B", "Gas.", "2022-03-01"},
                         {"c", "C", "Oil, and oil.", "2022-03-02"}});
  const explore::Why why = of(indexed, "a", "gas published:2022-03 -copper");
  CHECK_FALSE(why.found);
  CHECK(why.passages == 1);
  REQUIRE(why.clauses.size() == 3);
  CHECK(why.clauses[0].text == "gas");
  CHECK(why.clauses[0].holds);
  CHECK(why.clauses[0].passages == 2);
  CHECK(why.clauses[1].text == "published:2022-03");
  CHECK_FALSE(why.clauses[1].holds);
  CHECK(why.clauses[1].misses ==
        std::vector<std::string>{"published 2022-02-23, 6 days before the range"});
  CHECK(why.clauses[2].text == "-copper");
  CHECK(why.clauses[2].holds);
  CHECK(why.rank.has_value());
  CHECK(why.of == 2);
}

TEST_CASE(
    "explore/why: of a query that finds nothing the condition to leave out is told, most first") {
  const Indexed indexed({{"a", "A", "Oil, gas.", "2022-02-23"},
                         {"b", "B", "Oil.", "2022-03-01"},
                         {"c", "C", "Oil.", "2021"}});
  const explore::Why why = of(indexed, "a", "oil AND gas AND published:2022-03");
  CHECK(why.passages == 0);
  REQUIRE(why.removals.size() == 2);
  CHECK(why.removals[0].clause == "gas");
  CHECK(why.removals[0].passages == 1);
  CHECK(why.removals[1].clause == "published:2022-03");
  const explore::Why two = of(indexed, "a", "oil AND zinc AND tin AND published:2021");
  REQUIRE(two.removals.size() == 1);
  CHECK(two.removals[0].clause == "zinc, tin");
  CHECK(two.removals[0].passages == 1);
  const explore::Why three = of(indexed, "a", "zinc AND tin AND oil AND lead");
  REQUIRE(three.removals.size() == 1);
  CHECK(three.removals[0].clause == "zinc, tin, lead");
  CHECK(three.removals[0].passages == 3);
  const explore::Why none = of(indexed, "a", "zinc AND tin AND copper");
  CHECK(none.removals.empty());
  CHECK_FALSE(none.rank.has_value());
}

TEST_CASE("explore/why: without the word that must be there, one of the others has to") {
  const Indexed indexed({{"a", "A", "Wheat.", "2022"},
                         {"b", "B", "Oil.", "2022"},
                         {"c", "C", "Tin.", "2022"},
                         {"d", "D", "Copper.", "2021"}});
  const explore::Why why = of(indexed, "a", "oil tin +copper published:2022");
  CHECK(why.passages == 0);
  REQUIRE(why.removals.size() == 2);
  CHECK(why.removals[0].clause == "+copper");
  CHECK(why.removals[0].passages == 2);  // as of `oil tin published:2022`, not all of the year
}

TEST_CASE("explore/why: without a word that must be there, what is left must ask for something") {
  const Indexed indexed({{"a", "A", "Wheat.", "2022"}, {"b", "B", "Oil gas.", "2022"}});
  const explore::Why optional = of(indexed, "a", "+zinc oil gas");
  REQUIRE(optional.removals.size() == 1);
  CHECK(optional.removals[0].clause == "what must be there");
  CHECK(optional.removals[0].passages == 1);
  CHECK(of(indexed, "a", "zinc AND tin AND NOT oil").removals.empty());
}

TEST_CASE("explore/why: words that rank are one condition, told as they were typed") {
  const Indexed indexed({{"a", "A", "Wheat.", "2022"}, {"b", "B", "Oil gas.", "2021"}});
  const explore::Why why = of(indexed, "a", "oil published:2022 gas");
  REQUIRE(why.clauses.size() == 2);
  CHECK(why.clauses[0].text == "oil gas");
  CHECK_FALSE(why.clauses[0].holds);
  CHECK(why.clauses[0].misses == std::vector<std::string>{"nowhere in the article: oil, gas"});
}
