#include "base/error.hh"
#include "indexed.hh"
#include "search/feedback.hh"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace dateline;
using support::ids;
using support::Indexed;
using support::plan;

namespace {

search::RankOptions with(const std::string& feedback) {
  search::RankOptions options{.offset = 0, .limit = 100'000};
  options.weighting = search::Weighting{};
  options.feedback = search::parse_feedback(feedback);
  return options;
}

/// Two texts about oil, the first with a rare word that one of the weaker ones has, too.
std::vector<support::Doc> docs() {
  std::vector<support::Doc> docs{
      {"a", "", "Oil oil oil because tanker tanker 2022 b7."},
      {"b", "", "Oil wheat gas coal steel copper ruble budget."},
      {"c", "", "Oil tanker gas coal steel copper ruble budget."},
  };
  for (int i = 0; i < 40; ++i)
    docs.push_back({"f" + std::to_string(i), "", "Gas coal steel copper ruble budget, harvest."});
  return docs;
}

}  // namespace

TEST_CASE("search/feedback: telling words of the best passages join, what matches stays") {
  const Indexed indexed(docs());
  const store::Database database = indexed.database();
  search::RankOptions options = with("rm3:passages=1,terms=5");
  const search::Ranking found = search::rank(plan("oil", database), database, options);
  // Neither stop words, by whatever stem, nor figures, nor words that too many passages have.
  CHECK(found.feedback == std::vector<std::string>{"oil", "tanker"});
  CHECK(found.matches->passages() == 3);
  CHECK(ids(found) == "a#1 c#1 b#1");
  options.feedback.reset();
  const search::Ranking without = search::rank(plan("oil", database), database, options);
  CHECK(ids(without) == "a#1 b#1 c#1");
  CHECK(without.feedback.empty());
}

TEST_CASE("search/feedback: its weight is the share of what it adds, and no words change nothing") {
  const Indexed indexed(docs());
  const store::Database database = indexed.database();
  search::Plan found = plan("oil", database);
  const std::size_t leaves = found.leaves.size();
  add_feedback(found, database, with("rm3:passages=1,weight=0.25"));
  REQUIRE(found.scorers.size() == 2);
  double sum = 0;
  for (const search::Scorer& scorer : found.scorers) sum += scorer.weight;
  CHECK(sum == doctest::Approx(1));
  CHECK(found.leaves.size() == leaves + 1);
  // Three times oil, twice tanker.
  CHECK(found.scorers[1].weight == doctest::Approx(0.25 * 2 / 5));
  for (const char* query : {"zebra", "published:2022", "-oil"}) {
    CAPTURE(query);
    search::Plan other = plan(query, database);
    const std::size_t scorers = other.scorers.size();
    CHECK(add_feedback(other, database, with("rm3")).empty());
    CHECK(other.scorers.size() == scorers);
  }
}

TEST_CASE("search/feedback: the same words and scores however often and in whatever segments") {
  const auto texts = support::random_docs(60, 9, 3, 60);
  const Indexed one(texts);
  Indexed many;
  for (std::size_t i = 0; i < texts.size(); i += 20)
    many.add({texts.begin() + static_cast<std::ptrdiff_t>(i),
              texts.begin() + static_cast<std::ptrdiff_t>(i + 20)});
  const store::Database first = one.database(), second = many.database();
  for (const char* query : {"pipeline", "coal grain", "title:copper"}) {
    const search::Ranking a = search::rank(plan(query, first), first, with("rm3:passages=5"));
    const search::Ranking b = search::rank(plan(query, second), second, with("rm3:passages=5"));
    CHECK(a.feedback == b.feedback);
    CHECK(support::scores(a) == support::scores(b));
  }
}

TEST_CASE("search/feedback: its options are read, and what is none is told") {
  const search::Feedback read = search::parse_feedback("rm3:passages=5,terms=7,weight=0.25");
  CHECK(read.passages == 5);
  CHECK(read.terms == 7);
  CHECK(read.weight == 0.25);
  CHECK(search::parse_feedback("rm3").passages == search::Feedback{}.passages);
  for (const char* wrong :
       {"", "rm", "rm33", "rocchio", "rm3:", "rm3:passages", "rm3:passages=", "rm3:passages=0",
        "rm3:passages=1001", "rm3:terms=x", "rm3:weight=1.5", "rm3:weight=nan", "rm3:weight=-1",
        "rm3:words=3", "rm3:passages=5,", "rm3;terms=5"}) {
    CAPTURE(wrong);
    CHECK_THROWS_AS(search::parse_feedback(wrong), base::Error);
  }
}
