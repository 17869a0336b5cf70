#include "indexed.hh"
#include "search/rank.hh"

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

using namespace dateline;
using support::ids;
using support::Indexed;
using support::ranking;

TEST_CASE("search/rank: scores are those of BM25, worked out by hand") {
  const Indexed indexed({
      {"a", "", "oil oil tanker"},
      {"b", "", "oil harbor tanker grain grain grain"},
      {"c", "", "wheat grain"},
      {"d", "", "wheat steel coal"},
      {"e", "", "wheat"},
      {"f", "", "steel copper coal"},
  });
  const store::Database database = indexed.database();
  search::RankOptions options;
  options.weighting = search::Weighting{.k1 = 1.2, .b = 0.75, .k3 = 8, .min_length = 0.5};
  const search::Ranking found = ranking("oil", database, options);
  REQUIRE(ids(found) == "a#1 b#1");
  // Six passages of 18 words, 3 in the mean. idf = ln(1 + (N - n + 0.5) / (n + 0.5)), n = 2; the
  // term (k1 + 1) f / (k1 (1 - b + b l) + f), l the length over the mean.
  // source: Robertson et al., Okapi at TREC-3 (1995); Lucene's BM25Similarity for the 1 in the idf
  const double oil = std::log(1 + 4.5 / 2.5);
  CHECK(found.hits[0].score == doctest::Approx(oil * 2.2 * 2 / (1.2 * 1.0 + 2)).epsilon(1e-8));
  CHECK(found.hits[1].score ==
        doctest::Approx(oil * 2.2 * 1 / (1.2 * (0.25 + 0.75 * 2) + 1)).epsilon(1e-8));
  CHECK(found.hits[0].score == doctest::Approx(1.415732).epsilon(1e-5));
  // f = 1, length 3 of 3.
  const double rare = std::log(1 + 5.5 / 1.5);
  const search::Ranking copper = ranking("copper", database, options);
  REQUIRE(ids(copper) == "f#1");
  CHECK(copper.hits[0].score == doctest::Approx(rare * 2.2 / 2.2).epsilon(1e-8));
  // Named twice: (k3 + 1) q / (k3 + q) = 9 * 2 / 10.
  const search::Ranking twice = ranking("copper copper", database, options);
  CHECK(twice.hits[0].score == doctest::Approx(1.8 * rare).epsilon(1e-8));
  // One word of 1/3 of the mean length counts as half of it.
  const search::Ranking wheat = ranking("wheat", database, options);
  CHECK(ids(wheat) == "e#1 c#1 d#1");
  CHECK(wheat.hits[0].score ==
        doctest::Approx(std::log(1 + 3.5 / 3.5) * 2.2 / (1.2 * (0.25 + 0.75 * 0.5) + 1))
            .epsilon(1e-8));
  // Two words add up.
  const search::Ranking both = ranking("oil tanker", database, options);
  CHECK(both.hits[0].score == doctest::Approx(oil * 2.2 * (2 / 3.2 + 1 / 2.2)).epsilon(1e-8));
}

TEST_CASE("search/rank: a headline's words count once for each passage") {
  const Indexed indexed({{"a", "oil", "tanker"},
                         {"b", "", "oil tanker"},
                         {"c", "", "wheat"},
                         {"d", "", "steel"},
                         {"e", "", "coal"}});
  const store::Database database = indexed.database();
  search::RankOptions options;
  options.weighting = search::Weighting{};
  const search::Ranking found = ranking("oil", database, options);
  REQUIRE(ids(found) == "a#1 b#1");
  CHECK(found.hits[0].score == found.hits[1].score);
}

TEST_CASE("search/rank: ties go to the newer, then by article id, then by number; undated last") {
  std::string two;
  for (int p = 0; p < 2; ++p) {
    for (int i = 0; i < 120; ++i) two += i == 60 ? "oil. " : "x ";
    two += "\n\n";
  }
  const Indexed indexed({
      {"d", "", "oil", "2022-03-01"},
      {"b", "", "oil", "2022-03-01"},
      {"z", "", "oil", "2022-03-02"},
      {"a", "", "oil", ""},
      {"c", "", "oil", "2022-03-01T06:00:00Z"},
      {"e", "", "oil", "2022-03"},
      {"f", "", two, "2021"},
  });
  const store::Database database = indexed.database();
  const std::string order = "z#1 c#1 b#1 d#1 e#1 a#1 f#1 f#2";
  CHECK(ids("oil", database) == order);
  // Nothing but filters: the newest first.
  CHECK(ids("-zebra", database) == "z#1 c#1 b#1 d#1 e#1 f#1 f#2 a#1");
  CHECK(ids("published:2022", database) == "z#1 c#1 b#1 d#1 e#1");
  for (const search::Hit& hit : ranking("published:2022", database).hits) CHECK(hit.score == 0);
}

TEST_CASE("search/rank: pages are cut from one long list, folded or not") {
  Indexed indexed;
  const auto docs = support::random_docs(150, 21, 3, 110);
  indexed.add({docs.begin(), docs.begin() + 70});
  indexed.add({docs.begin() + 70, docs.end()});
  const store::Database database = indexed.database();
  for (const std::string query :
       {"oil", "crude gas wheat", "\"oil gas\" copper", "source:reuters", "coal -pipeline",
        "NOT pipeline", "title:gas tanker", "+steel coal", "published:2022"}) {
    for (const bool fold : {false, true}) {
      CAPTURE(query);
      CAPTURE(fold);
      search::RankOptions all{.offset = 0, .limit = 100'000, .fold = fold};
      const search::Ranking whole = ranking(query, database, all);
      const std::size_t count = whole.hits.size();
      CHECK(count == (fold ? whole.matches->articles(database) : whole.matches->passages()));
      REQUIRE(count > 0);
      std::string paged;
      for (std::size_t offset = 0; offset < count + 14; offset += 7) {
        search::RankOptions page = all;
        page.offset = offset;
        page.limit = 7;
        paged += support::scores(ranking(query, database, page));
      }
      CHECK(paged == support::scores(whole));
      for (std::size_t i = 1; i < count; ++i) {
        const search::Hit &a = whole.hits[i - 1], &b = whole.hits[i];
        const bool ordered = a.score != b.score ? a.score > b.score
                             : a.published_seconds != b.published_seconds
                                 ? a.published_seconds > b.published_seconds
                             : a.article_id != b.article_id ? a.article_id < b.article_id
                                                            : a.number < b.number;
        REQUIRE(ordered);
      }
    }
  }
}

TEST_CASE("search/rank: folding keeps the best passage of each article") {
  const auto docs = support::random_docs(60, 33, 4, 120);
  const Indexed indexed(docs);
  const store::Database database = indexed.database();
  for (const std::string query : {"copper steel", "NOT copper", "source:ap"}) {
    const search::Ranking all = ranking(query, database);
    const search::Ranking folded =
        ranking(query, database, {.offset = 0, .limit = 100'000, .fold = true});
    std::string expected, seen = " ";
    for (const search::Hit& hit : all.hits) {
      if (seen.find(' ' + hit.article_id + ' ') != std::string::npos) continue;
      seen += hit.article_id + ' ';
      expected += (expected.empty() ? "" : " ") + store::passage_id(hit.article_id, hit.number);
    }
    CHECK(ids(folded) == expected);
    CHECK(folded.matches->passages() == all.matches->passages());
  }
}

TEST_CASE("search/rank: nothing asked for or nothing found gives no hits, but the count") {
  const Indexed indexed({{"a", "", "oil"}, {"b", "", "oil"}});
  const store::Database database = indexed.database();
  const search::Ranking none = ranking("oil", database, {.offset = 0, .limit = 0});
  CHECK(none.hits.empty());
  CHECK(none.matches->passages() == 2);
  CHECK(ranking("oil", database, {.offset = 5, .limit = 5}).hits.empty());
  CHECK(ranking("oil", database, {.offset = SIZE_MAX, .limit = SIZE_MAX}).hits.empty());
  CHECK(ranking("oil", database, {.offset = 0, .limit = SIZE_MAX}).hits.size() == 2);
  CHECK(ranking("zebra", database).hits.empty());
}

TEST_CASE("search/rank: what must hold holds for every hit, whatever else counts") {
  const Indexed indexed(
      {{"a", "", "oil gas"}, {"b", "", "gas gas"}, {"c", "", "oil coal"}, {"d", "", "wheat"}});
  const store::Database database = indexed.database();
  CHECK(ids("+oil gas", database) == "a#1 c#1");
  CHECK(ids("+oil gas OR wheat", database) == "a#1 d#1 c#1");
  CHECK(ids("(+oil gas)", database) == "a#1 c#1");
}

TEST_CASE("search/rank: a score halves with each half-life, and what is undated has none") {
  const Indexed indexed({{"a", "", "oil", "2022-03-01"},
                         {"b", "", "oil", "2022-02-19"},
                         {"c", "", "oil", ""},
                         {"d", "", "oil", "2022-03-09"},
                         {"e", "", "coal"}});
  const store::Database database = indexed.database();
  search::RankOptions options;
  options.weighting = search::Weighting{.proximity = 0.5};
  const double score = ranking("oil", database, options).hits[0].score;
  options.recency.half_life_days = 10;
  options.recency.now_seconds = ranking("published:2022-03-01", database).hits[0].published_seconds;
  const search::Ranking found = ranking("oil", database, options);
  // What appeared after now is as good as new.
  REQUIRE(ids(found) == "d#1 a#1 b#1 c#1");
  CHECK(found.hits[0].score == score);
  CHECK(found.hits[1].score == score);
  CHECK(found.hits[2].score == doctest::Approx(score / 2).epsilon(1e-8));
  CHECK(found.hits[3].score == 0);
}

TEST_CASE("search/rank: as of a day only what is known to be published by then is there") {
  const Indexed indexed({{"a", "", "oil", "2022-03-01"},
                         {"b", "", "oil", "2022-03-02"},
                         {"c", "", "oil", "2022-03"},
                         {"d", "", "oil", "2022-02"},
                         {"e", "", "oil", ""},
                         {"f", "", "oil", "2021"}});
  const store::Database database = indexed.database();
  const text::Stopwords none;
  const auto as_of = [&](const std::string& query, int day) {
    const search::Plan plan = search::lower(
        query::parse(query), query,
        {schema::Schema::standard(), database, none, {}, temporal::Day::make(2022, 3, day)});
    return ids(search::rank(plan, database, {}));
  };
  CHECK(as_of("oil", 1) == "a#1 d#1 f#1");
  CHECK(as_of("oil OR NOT oil", 2) == "b#1 a#1 d#1 f#1");
  CHECK(as_of("oil", 31) == "b#1 a#1 c#1 d#1 f#1");
}

TEST_CASE("search/rank: the best few are those of ranking everything, with all parameters on") {
  const auto docs = support::random_docs(120, 77, 4, 120);
  search::Weighting all{.k1 = 1.1, .b = 0.6, .k3 = 7, .min_length = 0.3, .title = 1.7};
  all.cover = 0.4;
  all.lead = 0.3;
  all.prose = 0.2;
  all.article = 0.6;
  all.article_k1 = 2.5;
  all.article_b = 0.4;
  all.article_title = 1.5;
  all.proximity = 0.9;
  all.proximity_k1 = 0.8;
  const char* queries[] = {"oil gas", "coal +pipeline steel", "crude (oil NEAR/5 gas) wheat",
                           "title:price copper -title:tanker", "article(grain AND steel) harbor"};
  // Cut into 1, 2 and 5 segments, forwards and backwards.
  std::vector<std::string> expected;
  for (const std::size_t parts : {1u, 2u, 5u}) {
    for (const bool backwards : {false, true}) {
      auto order = docs;
      if (backwards) std::reverse(order.begin(), order.end());
      Indexed indexed;
      const auto step = static_cast<std::ptrdiff_t>(docs.size() / parts);
      for (auto at = order.begin(); at != order.end(); at += step) indexed.add({at, at + step});
      const store::Database database = indexed.database();
      REQUIRE(database.segments().size() == parts);
      std::string found;
      for (const std::string query : queries) {
        for (const bool fold : {false, true}) {
          CAPTURE(query);
          search::RankOptions options{
              .offset = 0, .limit = 100'000, .fold = fold, .weighting = all};
          const search::Ranking whole = ranking(query, database, options);
          REQUIRE(whole.hits.size() >= 10);
          found += support::scores(whole);
          for (const std::size_t limit : {1u, 3u, 10u}) {
            options.limit = limit;
            const search::Ranking best = ranking(query, database, options);
            REQUIRE(best.hits.size() == limit);
            for (std::size_t i = 0; i < limit; ++i) {
              CHECK(best.hits[i].article_id == whole.hits[i].article_id);
              CHECK(best.hits[i].number == whole.hits[i].number);
              CHECK(best.hits[i].score == whole.hits[i].score);
            }
          }
        }
      }
      expected.push_back(found);
      CHECK(expected.back() == expected.front());
    }
  }
}
