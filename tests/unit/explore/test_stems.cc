#include "explore/stems.hh"
#include "unit/search/indexed.hh"

#include <doctest/doctest.h>

using namespace dateline;
using support::Indexed;

namespace {

search::MatchSet match(const std::string& query, const store::Database& database) {
  return search::match(support::plan(query, database), database);
}

std::string printed(const std::vector<explore::StemCount>& counts) {
  std::string out;
  for (const explore::StemCount& one : counts) {
    out += (out.empty() ? "" : " ") + std::string(one.stem) + ":" +
           std::to_string(one.found.passages) + "/" + std::to_string(one.found.articles);
  }
  return out;
}

}  // namespace

TEST_CASE("explore/stems: a passage counts once for a stem, with its headline, over segments") {
  Indexed indexed({{"a", "Embargo", "Oil oil embargoes.", "2022"}});
  indexed.add({{"b", "Wheat", "Oil prices.", "2022"}, {"c", "Wheat", "Wheat prices.", "2022"}});
  const store::Database database = indexed.database();
  explore::StemCounts counts(database);
  counts.count(match("oil", database));
  CHECK(printed(counts.held_by(1)) == "embargo:1/1 oil:2/2 price:1/1 wheat:1/1");
  CHECK(printed(counts.held_by(2)) == "oil:2/2");
  CHECK(counts.of("oil").passages == 2);
  CHECK(counts.of("price").articles == 1);
  CHECK(counts.of("zinc").passages == 0);
  counts.count(match("NOT oil", database));
  CHECK(printed(counts.held_by(1)) == "price:1/1 wheat:1/1");
  CHECK(counts.of("oil").passages == 0);
}

TEST_CASE("explore/stems: counts are those of searches for the words, in order of bytes") {
  Indexed indexed(support::random_docs(60, 5));
  indexed.add(support::random_docs(30, 6));
  indexed.add(support::random_docs(3, 7));  // a set that has few of its segment's stems
  const store::Database database = indexed.database();
  explore::StemCounts counted(database);
  counted.count(match("oil", database));
  const auto counts = counted.held_by(1);
  REQUIRE(counts.size() > 10);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const explore::StemCount& one = counts[i];
    CAPTURE(one.stem);
    if (i > 0) CHECK(counts[i - 1].stem < one.stem);
    CHECK(counted.of(one.stem).passages == one.found.passages);
    if (one.stem == "the") continue;  // a stop word of queries
    const search::MatchSet both = match("+oil +" + std::string(one.stem), database);
    CHECK(one.found.passages == both.passages());
    CHECK(one.found.articles == both.articles(database));
  }
}

TEST_CASE("explore/stems: a stem is spelled as most texts do") {
  const Indexed indexed({{"a", "A", "The Embargoes hold. Embargoes do.", "2022"},
                         {"b", "B", "One embargo.", "2022"},
                         {"c", "Sanctioned", "Nothing.", "2022"}});
  const store::Database database = indexed.database();
  CHECK(explore::spelling("embargo", match("embargo", database), database) == "Embargoes");
  CHECK(explore::spelling("embargo", match("one", database), database) == "embargo");
  CHECK(explore::spelling("sanction", match("nothing", database), database) == "sanctioned");
}

TEST_CASE("explore/stems: stop words, weekdays, months and numbers are common") {
  const Indexed indexed({{"a", "A", "Oil.", "2022"}});
  const explore::CommonStems common(indexed.database());
  for (const char* stem : {"the", "tuesday", "march", "12", "1,750", "ab"})
    CHECK(common.contains(stem));
  for (const char* stem : {"oil", "sanction", "f16"}) CHECK_FALSE(common.contains(stem));
}
