#include "indexed.hh"
#include "search/breakdown.hh"

#include <cmath>
#include <string>

#include <doctest/doctest.h>

using namespace dateline;
using support::Indexed;
using support::plan;

namespace {

const Indexed& many() {
  static const Indexed indexed(support::random_docs(60, 7));
  return indexed;
}

std::vector<search::Breakdown> parts(const std::string& query, const store::Database& database,
                                     const search::RankOptions& options,
                                     const search::Ranking& ranking) {
  std::vector<store::PassageRef> passages;
  for (const search::Hit& hit : ranking.hits) passages.push_back(hit.passage);
  return search::break_down(plan(query, database), database, options, ranking, passages);
}

/// Every hit's parts make up its score.
void check(const std::string& query, const search::RankOptions& options) {
  const store::Database database = many().database();
  const search::Ranking ranking = search::rank(plan(query, database), database, options);
  const auto all = parts(query, database, options, ranking);
  CAPTURE(query);
  REQUIRE(all.size() == ranking.hits.size());
  REQUIRE(all.size() > 3);
  CAPTURE(options.weighting.describe());
  for (std::size_t i = 0; i < all.size(); ++i) {
    // The last digit may round otherwise: sums are made in another order.
    CHECK(std::abs(all[i].score() - ranking.hits[i].score) < 1.5e-9);
  }
}

}  // namespace

TEST_CASE("search/breakdown: parts make up the score of every hit, whatever the parameters") {
  for (const char* query : {"oil", "oil gas wheat", "\"crude price\" oil", "oil oil tanker",
                            "title:oil gas", "gas NEAR/5 price export", "+oil wheat -pipeline"}) {
    search::RankOptions options;
    options.limit = 1000;
    check(query, options);
    options.weighting = search::Weighting::for_articles();
    options.fold = true;
    check(query, options);
    for (const char* weighting :
         {"k1=2.4", "proximity=0.5,cover=2", "article=0,title=1,cover=0", "article=0,title=3",
          "prose=1,lead=2,b=0,min_length=0", "k3=0,article_title=4,article_k1=0.5"}) {
      options.weighting = search::Weighting::parse(weighting, search::Weighting::for_passages());
      options.fold = false;
      check(query, options);
    }
  }
}

TEST_CASE("search/breakdown: feedback and recency are in it") {
  search::RankOptions options;
  options.limit = 1000;
  options.feedback = search::Feedback{};
  check("oil gas", options);
  options.recency = {30, 1'700'000'000};
  check("oil gas", options);
  options.feedback.reset();
  options.weighting.proximity = 1;
  check("oil gas", options);
}

TEST_CASE("search/breakdown: a term's parts are told by its name, frequency and place") {
  const Indexed indexed({{"a", "oil", "oil tanker oil"}, {"b", "", "grain"}, {"c", "", "wheat"}});
  const store::Database database = indexed.database();
  search::RankOptions options;
  options.weighting = {.k1 = 1.2, .b = 0, .min_length = 0, .title = 3, .cover = 0.5};
  const search::Ranking ranking = support::ranking("oil", database, options);
  const auto all = parts("oil", database, options, ranking);
  REQUIRE(all.size() == 1);
  REQUIRE(all[0].terms.size() == 1);
  const search::TermPart& part = all[0].terms[0];
  const double weight = std::log(1 + 2.5 / 1.5);
  CHECK(part.term == "oil");
  CHECK(part.in_title);
  CHECK(part.frequency == 5);  // 2 in the passage, 3 for the headline
  CHECK(part.weight == doctest::Approx(weight));
  CHECK(part.passage == doctest::Approx(weight * 2.2 * 5 / 6.2));
  CHECK(part.cover == doctest::Approx(weight * 0.5));
  CHECK(part.evidence == 0);
  CHECK(all[0].length == 4);
}

TEST_CASE("search/breakdown: a query that does not rank has no parts") {
  const store::Database database = many().database();
  const search::RankOptions options;
  const search::Ranking ranking = support::ranking("source:Reuters", database, options);
  for (const auto& one : parts("source:Reuters", database, options, ranking)) {
    CHECK(one.terms.empty());
    CHECK(one.score() == 0);
  }
}

TEST_CASE("search/breakdown: conditions of a query are told one by one") {
  const Indexed indexed({{"a", "", "oil tanker", "2022-03-01", "Reuters"}});
  const store::Database database = indexed.database();
  const auto told =
      search::conditions(plan("oil source:AP published:2022", database), database, {});
  REQUIRE(told.size() == 3);
  int broken = 0;
  for (const search::Condition& one : told) {
    if (!one.holds) ++broken;
  }
  CHECK(broken == 1);
  const auto whole = search::conditions(plan("oil", database), database, {});
  REQUIRE(whole.size() == 1);
  CHECK(whole[0].text == "Zoil");
  CHECK(whole[0].holds);
}
