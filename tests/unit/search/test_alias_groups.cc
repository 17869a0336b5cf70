#include "countries.hh"
#include "search/alias_groups.hh"
#include "search/facet.hh"
#include "text/normalize.hh"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace dateline;
using search::CountBy;
using support::articles;
using support::Indexed;
using support::made_aliases;

namespace {

search::MatchSet matches(const std::string& query, const store::Database& database,
                         const search::Aliases& aliases) {
  static const text::Stopwords stopwords = text::load_stopwords("english");
  const search::Plan plan =
      search::lower(query::parse(query), query,
                    {schema::Schema::standard(), database, stopwords, {}, {}, aliases});
  return search::match(plan, database);
}

/// What a facet should say, worked out name by name.
struct Expected {
  std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> values;
  std::pair<std::uint64_t, std::uint64_t> without;
};

Expected expected(const store::Database& database, const search::MatchSet& set,
                  const search::Aliases& aliases) {
  std::map<std::string, std::pair<std::uint64_t, std::set<std::pair<std::uint32_t, std::uint32_t>>>>
      found;
  std::uint64_t with = 0, all = 0;
  std::set<std::pair<std::uint32_t, std::uint32_t>> articles, articles_with;
  for (std::uint32_t s = 0; s < set.segments.size(); ++s) {
    const store::Segment& segment = database.segment(s);
    set.segments[s].each([&](std::uint32_t ordinal) {
      std::set<std::string> names;
      for (const store::FacetValue& name : segment.facets().names_of_passage(ordinal)) {
        if (schema::Schema::standard().fields()[name.field].name != "place") continue;
        if (aliases.stopped(entity::Kind::Place, name.key)) continue;
        const auto* spellings = aliases.find(entity::Kind::Place, name.key);
        names.insert(spellings != nullptr ? spellings->name : std::string(name.display));
      }
      const std::pair article{s, segment.text.passages()[ordinal].article};
      for (const std::string& name : names) {
        ++found[name].first;
        found[name].second.insert(article);
      }
      ++all;
      articles.insert(article);
      if (names.empty()) return;
      ++with;
      articles_with.insert(article);
    });
  }
  Expected out;
  for (const auto& [name, counts] : found) out.values[name] = {counts.first, counts.second.size()};
  out.without = {all - with, articles.size() - articles_with.size()};
  return out;
}

}  // namespace

TEST_CASE("search/alias_groups: a rank is the number of members below") {
  const search::GroupSet set(200, {3, 64, 65, 199});
  CHECK(set.has(3));
  CHECK(set.has(199));
  CHECK_FALSE(set.has(4));
  CHECK_FALSE(set.has(198));
  CHECK(set.rank(3) == 0);
  CHECK(set.rank(64) == 1);
  CHECK(set.rank(65) == 2);
  CHECK(set.rank(199) == 3);
}

TEST_CASE("search/alias_groups: counts over spellings are those of each passage looked at") {
  Indexed indexed;
  unsigned seed = 5;
  for (int segment = 0; segment < 3; ++segment) indexed.add(articles(40, seed));

  const store::Database database = indexed.database();
  REQUIRE(database.segments().size() == 3);
  const auto aliases = made_aliases();
  const search::AliasGroups groups(aliases, database);
  const schema::Schema& schema = schema::Schema::standard();
  std::size_t values = 0;
  for (const char* query : {"oil", "shipped", "published:2022", "place:peru", "-place:spain"}) {
    CAPTURE(query);
    const search::MatchSet set = matches(query, database, *aliases);
    const Expected right = expected(database, set, *aliases);
    for (const CountBy by : {CountBy::Passages, CountBy::Articles}) {
      const auto facet =
          search::count_facets(set, database, schema, {"place"}, SIZE_MAX, by, &groups)[0];
      REQUIRE(facet.values.size() == right.values.size());
      CHECK(facet.total == right.values.size());
      CHECK(facet.without ==
            (by == CountBy::Passages ? right.without.first : right.without.second));
      for (const search::FacetCount& value : facet.values) {
        CAPTURE(value.value);
        REQUIRE(right.values.count(value.value) == 1);
        CHECK(value.passages == right.values.at(value.value).first);
        CHECK(value.articles == right.values.at(value.value).second);
        // Drill down, and leave out.
        const std::string inner = "(" + std::string(query) + ") AND ";
        const auto narrowed = matches(inner + value.query, database, *aliases);
        CHECK(narrowed.passages() == value.passages);
        CHECK(narrowed.articles(database) == value.articles);
        CHECK(matches("(" + std::string(query) + ") NOT " + value.query, database, *aliases)
                  .passages() == set.passages() - value.passages);
        ++values;
      }
    }
  }
  CHECK(values > 20);
}

TEST_CASE("search/alias_groups: spellings of different segments meet, and any of them is matched") {
  Indexed indexed;
  indexed.add({{"a", "", "They met in France.", "2022"}});
  indexed.add({{"b", "", "They met in Belgium.", "2022"},
               {"c", "", "They met in Belgium and in France.", "2022"},
               {"d", "", "They met in Norway.", "2022"}});
  const store::Database database = indexed.database();
  const auto aliases = made_aliases();
  const search::AliasGroups groups(aliases, database);
  const auto set = matches("published:2022", database, *aliases);
  const auto shown = [&](const std::vector<std::string>& match) {
    const auto facet = search::count_facets(set, database, schema::Schema::standard(),
                                            {{"place", 10, match}}, CountBy::Passages, &groups)[0];
    std::string out;
    for (const search::FacetCount& value : facet.values)
      out += value.value + ' ' + std::to_string(value.passages) + ' ' + value.query + "; ";
    return out + std::to_string(facet.without);
  };
  CHECK(shown({}) == "Gaul 3 place:=\"Gaul\"; 1");
  CHECK(shown({"belg"}) == "Gaul 3 place:=\"Gaul\"; 1");
  CHECK(shown({"luxem"}) == "Gaul 3 place:=\"Gaul\"; 1");
  CHECK(shown({"norw"}) == "1");
}

TEST_CASE("search/alias_groups: a clause finds a name in any spelling, and says so") {
  Indexed indexed({{"a", "", "They met in France.", "2022"},
                   {"b", "", "They met in Belgium.", "2022"},
                   {"c", "", "They met in Norway.", "2022"},
                   {"d", "", "They met in Peru.", "2022"}});
  const store::Database database = indexed.database();
  const auto aliases = made_aliases();
  const auto found = [&](const std::string& query, const search::Aliases& use) {
    return matches(query, database, use).passages();
  };
  for (const char* query : {"place:france", "place:gaul", "place:luxembourg", "place:gau*",
                            "place:=Belgium", "place:=Gaul"}) {
    CAPTURE(query);
    CHECK(found(query, *aliases) == 2);
  }
  CHECK(found("place:norway", *aliases) == 1);  // never shown, still found
  CHECK(found("place:peru", *aliases) == 1);
  CHECK(found("place:gaul", search::no_aliases()) == 0);
  CHECK(found("place:france", search::no_aliases()) == 1);
  static const text::Stopwords stopwords = text::load_stopwords("english");
  const auto plan = [&](const std::string& query) {
    return search::print(
        search::lower(query::parse(query), query,
                      {schema::Schema::standard(), database, stopwords, {}, {}, *aliases}));
  };
  CHECK(plan("place:gaul") ==
        "match: (XLbelgium | XLfrance)\nscore: none; newest first\n"
        "aliases: place:gaul is Gaul (france, belgium)\n");
  CHECK(plan("place:peru") == "match: XLperu\nscore: none; newest first\n");
}
