#include "base/error.hh"
#include "explore/published.hh"
#include "explore/significant.hh"
#include "explore/timeline.hh"
#include "unit/search/indexed.hh"

#include <algorithm>

#include <doctest/doctest.h>

using namespace dateline;
using support::Doc;
using support::Indexed;

namespace {

/// Twelve articles of oil with tankers and Vladimir Putin, thirty of wheat with harvests.
const Indexed& news() {
  static const Indexed indexed([] {
    std::vector<Doc> docs;
    for (int i = 0; i < 12; ++i) {
      docs.push_back({"oil" + std::to_string(i), "Oil",
                      "Oil came in tankers on Tuesday, President Vladimir Putin said in Moscow.",
                      "2022"});
    }
    for (int i = 0; i < 30; ++i)
      docs.push_back(
          {"wheat" + std::to_string(i), "Wheat", "A good harvest came on Tuesday.", "2021"});
    return docs;
  }());
  return indexed;
}

explore::Significant of(const std::string& query, const std::string& against,
                        const explore::SignificantOptions& options = {}) {
  const store::Database database = news().database();
  const search::Plan plan = support::plan(query, database);
  const search::MatchSet found = search::match(plan, database);
  const search::MatchSet other = against.empty()
                                     ? explore::everything(database)
                                     : search::match(support::plan(against, database), database);
  return explore::significant(plan, found, explore::without(other, found), database, options);
}

bool has(const std::vector<explore::Telling>& all, const std::string& text) {
  for (const explore::Telling& one : all) {
    if (one.text == text) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("explore/significant: words of the set come out, spelled, with counts of both sets") {
  const explore::Significant found = of("oil", "");
  REQUIRE(has(found.words, "tankers"));
  CHECK_FALSE(has(found.words, "harvest"));
  CHECK_FALSE(has(found.words, "came"));     // as frequent on both sides
  CHECK_FALSE(has(found.words, "Tuesday"));  // tells when, not what
  CHECK(found.found.passages == 12);
  CHECK(found.other.passages == 30);
  for (const explore::Telling& one : found.words) {
    if (one.text != "tankers") continue;
    CHECK(one.found.passages == 12);
    CHECK(one.other.passages == 0);
    CHECK(one.g2 > 15.13);
  }
}

TEST_CASE("explore/significant: names come out with the clause that finds them") {
  const explore::Significant found = of("oil", "");
  REQUIRE(found.names.size() == 3);
  CHECK(found.names[0].field == "person");
  REQUIRE(has(found.names[0].names, "Vladimir Putin"));
  CHECK(found.names[0].names[0].query == "person:=\"Vladimir Putin\"");
}

TEST_CASE("explore/significant: what the query asks for is left out and told") {
  const explore::Significant found = of("oil person:putin", "");
  CHECK_FALSE(has(found.words, "oil"));
  CHECK_FALSE(has(found.names[0].names, "Vladimir Putin"));
  CHECK_FALSE(has(found.words, "Putin"));  // nor the name's words
  CHECK(std::count(found.left_out.begin(), found.left_out.end(), "person:Vladimir Putin") == 1);
}

TEST_CASE("explore/significant: another query turns the comparison round") {
  CHECK(has(of("wheat", "oil").words, "harvest"));
  CHECK(has(of("published:2022", "published:2021").words, "tankers"));
}

TEST_CASE("explore/significant: support, evidence and effect that are asked for must be there") {
  explore::SignificantOptions options;
  options.least_articles = 13;
  CHECK(of("oil", "", options).words.empty());
  options = {};
  options.least_g2 = 1000;
  CHECK(of("oil", "", options).words.empty());
  options = {};
  options.least_ratio = 20;
  CHECK(of("oil", "", options).words.empty());
}

TEST_CASE("explore/significant: an empty set, and one against nothing, tell nothing") {
  CHECK(of("zinc", "").words.empty());
  CHECK(of("oil", "zinc").words.empty());
}

TEST_CASE("explore/significant: a field without names is refused") {
  explore::SignificantOptions options;
  options.fields = {"year"};
  CHECK_THROWS_WITH_AS(of("oil", "", options), "'year' holds no names", base::Error);
}

TEST_CASE("explore/significant: what the index tells of the rest is what counting it tells") {
  Indexed indexed(support::random_docs(80, 11));
  const store::Database database = indexed.database();
  const search::Plan plan = support::plan("pipeline", database);
  const search::MatchSet found = search::match(plan, database);
  const search::MatchSet rest = explore::without(explore::everything(database), found);
  // One passage less, and all must be counted.
  search::MatchSet less = rest;
  less.segments[0].reset(less.segments[0].next(0));
  explore::SignificantOptions options;
  options.least_g2 = 0.1;
  options.least_ratio = 0.01;
  const auto by_index = explore::significant(plan, found, rest, database, options);
  const auto by_count = explore::significant(plan, found, less, database, options);
  REQUIRE(by_index.words.size() > 2);
  for (const explore::Telling& one : by_index.words) {
    for (const explore::Telling& other : by_count.words) {
      if (one.stem != other.stem) continue;
      CHECK(one.found.passages == other.found.passages);
      CHECK(one.other.passages - other.other.passages <= 1);
      CHECK(one.other.articles - other.other.articles <= 1);
    }
  }
}
