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
           std::to_string(one.found.passages) + "/" + std::to_string(one.found.articles) + "-" +
           std::to_string(one.other.passages);
  }
  return out;
}

}  // namespace

TEST_CASE("explore/stems: a passage counts once for a stem, with its headline, over segments") {
  Indexed indexed({{"a", "Embargo", "Oil oil embargoes.", "2022"}});
  indexed.add({{"b", "Wheat", "Oil prices.", "2022"}, {"c", "Wheat", "Wheat prices.", "2022"}});
  const store::Database database = indexed.database();
  CHECK(printed(explore::count_stems(match("oil", database), match("NOT oil", database), database,
                                     1)) == "embargo:1/1-0 oil:2/2-0 price:1/1-1 wheat:1/1-1");
  CHECK(printed(explore::count_stems(match("oil", database), match("NOT oil", database), database,
                                     2)) == "oil:2/2-0");
}

TEST_CASE("explore/stems: counts are those of searches for the words") {
  const Indexed indexed(support::random_docs(60, 5));
  const store::Database database = indexed.database();
  const auto counts =
      explore::count_stems(match("oil", database), match("NOT oil", database), database, 1);
  REQUIRE(counts.size() > 10);
  for (const explore::StemCount& one : counts) {
    if (one.stem == "the") continue;  // a stop word of queries
    const search::MatchSet both = match("+oil +" + std::string(one.stem), database);
    CAPTURE(one.stem);
    CHECK(one.found.passages == both.passages());
    CHECK(one.found.articles == both.articles(database));
    CHECK(one.other.passages == match("-oil +" + std::string(one.stem), database).passages());
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
