#include "store/digest.hh"
#include "unit/search/indexed.hh"

#include <doctest/doctest.h>

using namespace dateline;
using support::Indexed;

namespace {

std::uint64_t digest(const Indexed& indexed) {
  return store::logical_digest(indexed.database());
}

}  // namespace

TEST_CASE("store/digest: it does not depend on segments, jobs or the order of reading") {
  const std::vector<support::Doc> docs = support::random_docs(40, 3);
  const Indexed whole(docs);
  Indexed parts;
  for (std::size_t i = docs.size(); i > 0; i -= 10)
    parts.add({docs.begin() + static_cast<std::ptrdiff_t>(i - 10),
               docs.begin() + static_cast<std::ptrdiff_t>(i)});
  CHECK(parts.database().segments().size() > 1);
  CHECK(digest(whole) == digest(parts));
}

TEST_CASE("store/digest: it does not see what was replaced") {
  Indexed changed({{"a", "oil", "old text"}, {"b", "", "grain"}});
  const std::uint64_t before = digest(changed);
  changed.add({{"a", "oil", "new text"}});
  CHECK(digest(changed) != before);
  CHECK(digest(changed) == digest(Indexed({{"b", "", "grain"}, {"a", "oil", "new text"}})));
}

TEST_CASE("store/digest: text, headline, date, source, id and analysis count") {
  const support::Doc doc{"a", "oil", "tankers wait", "2022-03-01", "Reuters"};
  const std::uint64_t first = digest(Indexed({doc}));
  CHECK(digest(Indexed({doc})) == first);
  std::vector<support::Doc> others(5, doc);
  others[0].body = "tankers waited";
  others[1].title = "gas";
  others[2].published = "2022-03-02";
  others[3].source = "AP";
  others[4].id = "b";
  for (const support::Doc& other : others) {
    CAPTURE(other.id + other.title + other.body + other.published + other.source);
    CHECK(digest(Indexed({other})) != first);
  }
  CHECK(digest(Indexed({doc, {"b", "", "x"}})) != first);
  Indexed unstemmed;
  indexing::IndexOptions options = unstemmed.options();
  options.stemmer = "none";
  unstemmed.add({doc}, options);
  CHECK(digest(unstemmed) != first);
}

TEST_CASE("store/digest: a passage's digest is that of its text") {
  const store::Database one = Indexed({{"a", "x", "tankers wait"}, {"b", "y", "ships"}}).database();
  const store::Database two = Indexed({{"c", "z", "ships"}}).database();
  const auto digest = [](const store::Database& database, std::uint32_t ordinal) {
    return store::passage_digest(database, {0, ordinal});
  };
  CHECK(digest(one, 0) != digest(one, 1));
  CHECK(digest(one, 1) == digest(two, 0));
}
