#include "indexed.hh"
#include "search/entities.hh"

#include <memory>

#include <doctest/doctest.h>

using namespace dateline;
using support::Indexed;

namespace {

std::string filler() {
  std::string out;
  for (int i = 0; i < 22; ++i) out += "All of it was shipped. ";
  return out + "\n\n";
}

const Indexed& small() {
  static const auto indexed = [] {
    auto made = std::make_unique<Indexed>(std::vector<support::Doc>{
        {"a", "Talks with Japan",
         "They went to Spain. " + filler() +
             "They went to Peru, from Peru to Japan, and to Portugal, Spain, Poland. " +
             filler()}});
    made->add({{"b", "", "They went to PERU."}, {"c", "", "They went to PERU."}});
    return made;
  }();
  return *indexed;
}

std::shared_ptr<const search::Aliases> made_aliases() {
  auto aliases = std::make_shared<search::Aliases>();
  aliases->add("own.tsv", "# dateline-aliases 1\nIberia\tplace\tSpain|Portugal\n");
  aliases->add_stops("stops.tsv", "# dateline-names-stop 1\nPoland\tplace\n");
  return aliases;
}

/// `place Iberia (Portugal, Spain) 2!`: field, name, spellings if others, mentions, `!` if prominent.
std::string shown(const std::vector<search::Entity>& entities) {
  std::string out;
  for (const search::Entity& one : entities) {
    out += (out.empty() ? "" : "; ") + one.field + ' ' + one.name;
    std::string spellings;
    for (const std::string& spelling : one.spellings)
      spellings += (spellings.empty() ? "" : ", ") + spelling;
    if (spellings != one.name) out += " (" + spellings + ')';
    out += ' ' + std::to_string(one.mentions) + (one.prominent ? "!" : "");
  }
  return out;
}

}  // namespace

TEST_CASE(
    "search/entities: entities go by the names that facets show, and know if they are prominent") {
  const store::Database database = small().database();
  const search::AliasGroups names(made_aliases(), database);
  search::EntityReader reader(database, &names);
  CHECK(shown(reader.passage(0, 0)) == "place Japan 1!; place Iberia (Spain) 1!");
  CHECK(shown(reader.passage(0, 1)) ==
        "place Peru 2; place Japan 1!; place Iberia (Portugal, Spain) 2!");
  CHECK(shown(reader.article(0, 0)) ==
        "place Japan 2!; place Iberia (Spain, Portugal) 3!; place Peru 2");
}

TEST_CASE("search/entities: without aliases every name is shown by itself") {
  const store::Database database = small().database();
  search::EntityReader reader(database, nullptr);
  CHECK(shown(reader.passage(0, 1)) ==
        "place Peru 2; place Japan 1!; place Portugal 1; place Spain 1!; place Poland 1");
}
