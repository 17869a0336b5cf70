#include "explore/similar.hh"
#include "unit/search/indexed.hh"

#include <doctest/doctest.h>

using namespace dateline;
using explore::Side;
using support::Doc;
using support::Indexed;

namespace {

const char* blast =
    "A blast tore the Sudbury pipeline open near the harbour, and engineers closed the valves. "
    "Ministers said that repairs of the pipeline would take three weeks.";

/// The blast, what came before and after it, and 140 articles about other things.
const Indexed& news() {
  static const Indexed indexed([] {
    std::vector<Doc> docs = {
        {"blast", "Blast closes Sudbury pipeline", blast, "2022-03-10"},
        {"copy", "Wire: blast closes pipeline", blast, "2022-03-11"},
        {"before", "Sudbury pipeline opens",
         "Engineers opened the valves of the Sudbury pipeline to the harbour.", "2021-03-10"},
        {"after", "Sudbury pipeline mended",
         "Repairs done, the valves of the Sudbury pipeline were opened by the engineers of the "
         "port.",
         "2022-03-30"},
        {"after-copy", "Pipeline mended",
         "Repairs done, the valves of the Sudbury pipeline were opened by the engineers of the "
         "port.",
         "2022-03-31"},
        {"year", "Sudbury in 2022", "The Sudbury pipeline, its blast and its repairs.", "2022"},
        {"undated", "Sudbury pipeline", "Of the pipeline near the harbour and its valves.", ""}};
    for (int i = 0; i < 140; ++i)
      docs.push_back({"x" + std::to_string(i), "Weather", "Rain fell on the hills.", "2022-03-10"});
    return docs;
  }());
  return indexed;
}

explore::Similar of(const std::string& id, const explore::SimilarOptions& options = {}) {
  const store::Database database = news().database();
  const auto ref = store::find_id(database, id);
  REQUIRE(ref);
  return explore::similar(database, *ref, options);
}

const explore::Related* find(const explore::Similar& found, const std::string& id) {
  for (const explore::Related& one : found.related) {
    if (one.id == id) return &one;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("explore/similar: background and follow-ups are found and told apart by date") {
  const explore::Similar found = of("blast");
  REQUIRE(find(found, "before") != nullptr);
  REQUIRE(find(found, "after") != nullptr);
  REQUIRE(find(found, "undated") != nullptr);
  CHECK(find(found, "before")->side == Side::Earlier);
  CHECK(find(found, "after")->side == Side::Later);
  CHECK(find(found, "undated")->side == Side::Undated);
  CHECK(find(found, "blast") == nullptr);
  CHECK(find(found, "x1") == nullptr);
  for (const explore::Related& one : found.related) {
    CHECK(one.score > 0);
    CHECK(one.score <= 1);
  }
}

TEST_CASE("explore/similar: dates are compared as exactly as both are known") {
  const explore::Similar found = of("blast");
  REQUIRE(find(found, "year") != nullptr);
  CHECK(find(found, "year")->side == Side::Same);
}

TEST_CASE("explore/similar: copies are folded, those of the article itself told") {
  const explore::Similar found = of("blast");
  CHECK(found.copies == std::vector<std::string>{"copy"});
  CHECK(find(found, "copy") == nullptr);
  const bool first = find(found, "after") != nullptr;
  const explore::Related* kept = find(found, first ? "after" : "after-copy");
  REQUIRE(kept != nullptr);
  CHECK(kept->copies == std::vector<std::string>{first ? "after-copy" : "after"});
}

TEST_CASE("explore/similar: one side, or the days around, can be asked for alone") {
  explore::SimilarOptions options;
  options.earlier = true;
  CHECK(of("blast", options).related.size() == 1);
  CHECK(of("blast", options).related[0].id == "before");
  options = {};
  options.within_days = 25;
  const explore::Similar near = of("blast", options);
  CHECK(find(near, "after") != nullptr);
  CHECK(find(near, "before") == nullptr);
  CHECK(find(near, "undated") == nullptr);
  CHECK(of("undated", options).related.empty());
  options = {};
  options.as_of = temporal::DayRange::parse("2022-03-10")->last;
  const explore::Similar until = of("blast", options);
  CHECK(find(until, "before") != nullptr);
  CHECK(find(until, "undated") == nullptr);
  CHECK(find(until, "after") == nullptr);
}

TEST_CASE("explore/similar: what was looked for is told, and what is shared") {
  const explore::Similar found = of("blast");
  REQUIRE_FALSE(found.terms.empty());
  const auto has = [](const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
  };
  CHECK(has(found.terms, "engineers"));
  CHECK_FALSE(has(found.terms, "the"));
  CHECK_FALSE(find(found, "after")->shared.empty());
}

TEST_CASE("explore/similar: an article without words has nothing to look for") {
  const Indexed indexed({{"empty", "The", "", "2022"}, {"b", "B", "Oil.", "2022"}});
  const store::Database database = indexed.database();
  const auto ref = store::find_id(database, "empty");
  REQUIRE(ref);
  CHECK(explore::similar(database, *ref, {}).related.empty());
}
