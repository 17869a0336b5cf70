#include "countries.hh"
#include "search/alias_groups.hh"
#include "search/facet.hh"
#include "search/value_lists.hh"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

using namespace dateline;
using search::CountBy;
using support::Indexed;

namespace {

struct Segments : Indexed {
  Segments() {
    unsigned seed = 7;
    for (const int count : {300, 150, 1}) add(support::articles(count, seed));
    support::Doc long_one{"long", "", "", "2022-03-01"};  // of more passages than a word has bits
    for (int i = 0; i < 100; ++i) {
      long_one.body += "They went to " + support::countries[i % 10] + ". ";
      for (int k = 0; k < 30; ++k) long_one.body += "All of it was shipped. ";
      long_one.body += "\n\n";
    }
    add({long_one});
  }
};

std::size_t number_of(const char* field) {
  const schema::Schema& schema = schema::Schema::standard();
  return static_cast<std::size_t>(&schema.get(field) - schema.fields().data());
}

/// A set of every so many passages, begun somewhere.
search::MatchSet some(const store::Database& database, std::uint32_t step, std::uint32_t from) {
  search::MatchSet set;
  for (const auto& segment : database.segments()) {
    search::Bitmap& bitmap = set.segments.emplace_back(segment->passage_count);
    for (std::uint32_t i = from; i < segment->passage_count; i += step) bitmap.set(i);
  }
  return set;
}

}  // namespace

TEST_CASE("search/value_lists: what lists count is what is counted passage by passage") {
  const Segments indexed;
  const store::Database database = indexed.database();
  REQUIRE(database.segments().size() == 4);
  const auto aliases = support::made_aliases();
  const search::AliasGroups names(aliases, database);
  std::size_t values = 0;
  // Countries are frequent enough for bits, authors are not; a source is no author's.
  for (const char* field : {"place", "author", "source"}) {
    const search::ValueLists lists(database, number_of(field), names);
    REQUIRE(lists.complete());
    for (const std::uint32_t step : {1u, 2u, 3u, 7u, 50u}) {
      const search::MatchSet set = some(database, step, step / 2);
      const search::NumberedSet numbered(set);
      for (const CountBy by : {CountBy::Passages, CountBy::Articles}) {
        CAPTURE(field);
        CAPTURE(step);
        const auto all = search::count_facets(set, database, schema::Schema::standard(), {field},
                                              SIZE_MAX, by, &names)[0];
        for (const std::size_t limit : {std::size_t{0}, std::size_t{1}, std::size_t{4}, SIZE_MAX}) {
          const search::CountedValues counted = lists.count(numbered, limit, by);
          CHECK(counted.total == all.total);
          const std::uint64_t members =
              by == CountBy::Passages ? set.passages() : set.articles(database);
          CHECK(members - counted.with == all.without);
          // The largest, and those that are as large as the last of them.
          const auto size = [&](const auto& value) {
            return by == CountBy::Passages ? value.passages : value.articles;
          };
          for (const search::ValueCount& value : counted.values) {
            const store::FacetFile& facets = database.segment(value.segment).facets();
            const auto* spellings = names.segment(value.segment).set(value.group);
            const std::string name = spellings != nullptr
                                         ? spellings->name
                                         : std::string(facets.spelling(value.group, 0).display);
            const auto same =
                std::find_if(all.values.begin(), all.values.end(),
                             [&](const search::FacetCount& one) { return one.value == name; });
            REQUIRE(same != all.values.end());
            CHECK(value.passages == same->passages);
            CHECK(value.articles == same->articles);
            ++values;
          }
          const std::size_t wanted = std::min(limit, all.values.size());
          CHECK(counted.values.size() >= wanted);
          if (wanted == 0) continue;
          const std::uint64_t least = size(all.values[wanted - 1]);
          const auto as_large = [&](const auto& value) { return size(value) >= least; };
          CHECK(std::count_if(counted.values.begin(), counted.values.end(), as_large) ==
                std::count_if(all.values.begin(), all.values.end(), as_large));
        }
      }
    }
  }
  CHECK(values > 500);
}

TEST_CASE("search/value_lists: lists are given from the second time on, and stay the same") {
  const Segments indexed;
  const store::Database database = indexed.database();
  const auto aliases = support::made_aliases();
  const search::AliasGroups names(aliases, database);
  CHECK(names.lists(number_of("place")) == nullptr);
  const search::ValueLists* lists = names.lists(number_of("place"));
  CHECK(lists != nullptr);
  CHECK(names.lists(number_of("place")) == lists);
  CHECK(names.lists(number_of("author")) == nullptr);
  CHECK(names.of(*aliases, database));
  CHECK_FALSE(names.of(search::Aliases(), database));
}
