#include "base/error.hh"
#include "search/aliases.hh"
#include "text/normalize.hh"

#include <string>

#include <doctest/doctest.h>

using namespace dateline;
using entity::Kind;
using search::Aliases;

namespace {

const std::string head = "# dateline-aliases 1\n";
const std::string stop_head = "# dateline-names-stop 1\n";

std::string error_of(const std::string& content, bool stops = false) {
  Aliases aliases;
  try {
    stops ? aliases.add_stops("own.tsv", content) : aliases.add("own.tsv", content);
  } catch (const base::Error& failure) {
    CHECK(failure.code() == base::Code::Data);
    return failure.report();
  }
  return {};
}

std::string name_of(const Aliases& aliases, Kind kind, const std::string& spelling) {
  const search::AliasSet* set = aliases.find(kind, text::fold_name(spelling));
  return set == nullptr ? "" : set->name;
}

}  // namespace

TEST_CASE("search/aliases: a spelling is found folded, within its kind") {
  Aliases aliases;
  aliases.add("own.tsv", head + "# comment\n\nKyiv\tplace\tKiev | Kyyiv\nU.S.\tplace\tUSA\n");
  CHECK(name_of(aliases, Kind::Place, "KIEV") == "Kyiv");
  CHECK(name_of(aliases, Kind::Place, "Kyiv") == "Kyiv");
  CHECK(name_of(aliases, Kind::Place, "us") == "U.S.");
  CHECK(name_of(aliases, Kind::Organisation, "Kiev") == "");
  CHECK(name_of(aliases, Kind::Place, "Kiev Post") == "");
  CHECK(aliases.sets(Kind::Place)[0].keys == std::vector<std::string>{"kyiv", "kiev", "kyyiv"});
}

TEST_CASE("search/aliases: a later table adds spellings to a name that is known") {
  Aliases aliases;
  aliases.add("a.tsv", head + "Kyiv\tplace\tKiev\n");
  aliases.add("b.tsv", head + "KYIV\tplace\tKiew|Kiev\nGazprom\torg\tGASP\n");
  CHECK(name_of(aliases, Kind::Place, "Kiew") == "Kyiv");
  CHECK(name_of(aliases, Kind::Organisation, "gasp") == "Gazprom");
  CHECK(aliases.sets(Kind::Place).size() == 1);
}

TEST_CASE("search/aliases: a later table has the last word") {
  Aliases aliases;
  aliases.add("a.tsv", head + "Kyiv\tplace\tKiev|Kyyiv\nOdesa\tplace\tOdessa\n");
  SUBCASE("a spelling leaves its set") {
    aliases.add("b.tsv", head + "Kobe\tplace\tKiev\n");
    CHECK(name_of(aliases, Kind::Place, "Kiev") == "Kobe");
    CHECK(name_of(aliases, Kind::Place, "Kyyiv") == "Kyiv");
  }
  SUBCASE("a set whose name is given away goes as a whole") {
    aliases.add("b.tsv", head + "Ukraine\tplace\tKyiv|Odesa\n");
    for (const char* one : {"Kyiv", "Kiev", "Kyyiv", "Odesa", "Odessa"})
      CHECK(name_of(aliases, Kind::Place, one) == "Ukraine");
    CHECK(aliases.find(Kind::Place, "odessa")->keys.size() == 6);
  }
  SUBCASE("a spelling becomes the name") {
    aliases.add("b.tsv", head + "Kiev\tplace\tKyiv\n");
    for (const char* one : {"Kyiv", "Kiev", "Kyyiv"})
      CHECK(name_of(aliases, Kind::Place, one) == "Kiev");
  }
  SUBCASE("within the later table both cannot be") {
    CHECK_THROWS_AS(aliases.add("b.tsv", head + "Kobe\tplace\tKiev\nKure\tplace\tKiev\n"),
                    base::Error);
  }
}

TEST_CASE(
    "search/aliases: a mark of UTF-8 at the start is none of the text, other bytes are told") {
  Aliases aliases;
  aliases.add("a.tsv", "\xEF\xBB\xBF" + head + "Kyiv\tplace\tKiev\n");
  CHECK(name_of(aliases, Kind::Place, "Kiev") == "Kyiv");
  CHECK(error_of(head + "D\xFFge\tplace\tDenver\n") ==
        "error: own.tsv:2: this is no UTF-8\nhint: save the file in UTF-8\n");
}

TEST_CASE("search/aliases: faults of a table are told with their place") {
  CHECK(error_of("Kyiv\tplace\tKiev\n") ==
        "error: own.tsv:1: the first line is not '# dateline-aliases 1'\n");
  CHECK(error_of(head + "Kyiv\tplace\n") == "error: own.tsv:2: 2 columns, not 3\n");
  CHECK(error_of(head + "Kyiv\ttown\tKiev\n") ==
        "error: own.tsv:2: 'town' is no kind of name\nhint: kinds are person, org and place\n");
  CHECK(error_of(head + "?\tplace\tKiev\n") == "error: own.tsv:2: '?' has no letter or digit\n");
  CHECK(error_of(head + "Kyiv\tplace\tKiev||Kiew\n") ==
        "error: own.tsv:2: '' has no letter or digit\n");
  CHECK(error_of(head + "Kyiv\tplace\tKiev\nKobe\tplace\tKIEV\n") ==
        "error: own.tsv:3: 'KIEV' is given to 'Kobe', but belongs to 'Kyiv' (own.tsv:2)\n");
  CHECK(error_of(head + "Kyiv\tplace\tKiev\nKiev\tplace\tKiew\n") ==
        "error: own.tsv:3: 'Kiev' is named here, but is a spelling of 'Kyiv' (own.tsv:2)\n");
  CHECK(error_of(head + "Kyiv\tplace\tKiev\nDynamo\torg\tKiev\n") == "");
  CHECK(error_of(stop_head + "Photo\n", true) == "error: own.tsv:2: 1 columns, not 2\n");
  CHECK(error_of(stop_head + "Photo\torg|all\n", true) ==
        "error: own.tsv:2: 'all' is no kind of name\nhint: kinds are person, org and place\n");
}

TEST_CASE("search/aliases: a stopped spelling stops its whole set, in its kinds alone") {
  Aliases aliases;
  aliases.add("a.tsv", head + "Reuters\torg\tReuter\n");
  aliases.add_stops("s.tsv", stop_head + "Reuter\torg\nPhoto\tperson|place\n");
  CHECK(aliases.stopped(Kind::Organisation, "reuters"));
  CHECK(aliases.stopped(Kind::Person, "photo"));
  CHECK(aliases.stopped(Kind::Place, "photo"));
  CHECK_FALSE(aliases.stopped(Kind::Organisation, "photo"));
  CHECK_FALSE(aliases.stopped(Kind::Person, "reuters"));
}

TEST_CASE("search/aliases: the tables of the index are without fault, and can be left out") {
  const Aliases standard = search::load_aliases(true, {});
  CHECK(name_of(standard, Kind::Place, "Kiev") == "Kyiv");
  CHECK(name_of(standard, Kind::Person, "Volodymyr Zelenskyy") == "Volodymyr Zelensky");
  CHECK(name_of(standard, Kind::Place, "Odessa") == "");
  CHECK(standard.stopped(Kind::Organisation, "reuters"));
  const Aliases none = search::load_aliases(false, {});
  CHECK(name_of(none, Kind::Place, "Kiev") == "");
}
