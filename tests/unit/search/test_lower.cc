#include "base/error.hh"
#include "indexed.hh"
#include "search/lower.hh"

#include <doctest/doctest.h>

using namespace dateline;
using support::ids;
using support::Indexed;
using support::plan;

namespace {

const Indexed& small() {
  static const Indexed indexed({
      {"a", "Oil embargo", "The crude oil embargo hurts.", "2022-03-01", "Reuters", "World",
       "Jane Q. Doe", "en"},
      {"b", "Gas", "Oil from crude sources. The US told us.", "2022-03", "Associated Press", "",
       "John Doe", "en"},
      {"c", "Wheat in oil", "Grain prices of Moscow's harvest.", "2022", "Reuters", "World",
       "Doe Jane", ""},
      {"d", "Undated", "The who and the what.", "", "", "", "Ana Doering", ""},
  });
  return indexed;
}

std::string error_of(const std::string& query) {
  try {
    const store::Database database = small().database();
    plan(query, database);
  } catch (const base::Error& failure) {
    CHECK(failure.code() == base::Code::Query);
    return failure.report();
  }
  return {};
}

std::string printed(const std::string& query) {
  const store::Database database = small().database();
  search::Plan found = plan(query, database);
  found.unknown.clear();  // has a case of its own
  return print(found);
}

}  // namespace

TEST_CASE("search/lower: plans say what must hold and what counts") {
  const std::pair<std::string, std::string> table[] = {
      {"oil", "match: Zoil\nscore: Zoil\n"},
      {"embargoes", "match: Zembargo\nscore: Zembargo\n"},
      {"oil gas", "match: (Zoil OR Zgas)\nscore: Zoil, Zgas\n"},
      {"oil AND gas", "match: (Zoil AND Zgas)\nscore: Zoil, Zgas\n"},
      {"oil oil", "match: (Zoil OR Zoil)\nscore: Zoil ×2\n"},
      {"oil NOT gas", "match: (Zoil AND NOT Zgas)\nscore: Zoil\n"},
      {"oil -gas", "match: (Zoil AND NOT Zgas)\nscore: Zoil\n"},
      {"+oil gas", "match: Zoil\nscore: Zoil, Zgas\n"},
      {"+oil +gas coal", "match: (Zoil AND Zgas)\nscore: Zoil, Zgas, Zcoal\n"},
      {"\"crude oil\"", "match: \"crude oil\"\nscore: \"crude oil\"\n"},
      {"oil-producing", "match: \"oil produc\"\nscore: \"oil produc\"\n"},
      {"title:oil", "match: ZSoil\nscore: Zoil\n"},
      {"title:\"oil embargo\"",
       "match: \"oil embargo\" in the headline\nscore: \"oil embargo\" in the headline\n"},
      {"source:reuters", "match: XSRCreuters\nscore: none; newest first\n"},
      {"source:reuters oil", "match: (Zoil AND XSRCreuters)\nscore: Zoil\n"},
      {"source:nobody", "match: nothing\nscore: none; newest first\n"},
      {"-source:reuters", "match: NOT XSRCreuters\nscore: none; newest first\n"},
      {"NOT oil", "match: NOT Zoil\nscore: none; newest first\n"},
      {"US", "match: Zu.s\nscore: Zu.s\n"},
      {"us", "match: Zus\nscore: Zus\n"},
  };
  for (const auto& row : table) {
    const auto& query = row.first;
    const auto& expected = row.second;
    CAPTURE(query);
    CHECK(printed(query) == expected);
  }
}

TEST_CASE("search/lower: stop words among others are left out, alone they are kept") {
  const std::pair<std::string, std::string> table[] = {
      {"the oil of us", "match: Zoil\nscore: Zoil\nleft out, too common: the of us\n"},
      {"the", "match: Zthe\nscore: Zthe\n"},
      {"to be", "match: (Zto OR Zbe)\nscore: Zto, Zbe\n"},
      {"the US oil", "match: (Zu.s OR Zoil)\nscore: Zu.s, Zoil\nleft out, too common: the\n"},
      {"\"the oil\"", "match: \"the oil\"\nscore: \"the oil\"\n"},
      {"+the oil", "match: Zthe\nscore: Zthe, Zoil\n"},
      {"oil AND the", "match: (Zoil AND Zthe)\nscore: Zoil, Zthe\n"},
      {"The oil", "match: Zoil\nscore: Zoil\nleft out, too common: The\n"},
      {"don't sell oil",
       "match: (Zsell OR Zoil)\nscore: Zsell, Zoil\nleft out, too common: don't\n"},
      {"don\u2019t sell", "match: Zsell\nscore: Zsell\nleft out, too common: don\u2019t\n"},
      {"+oil the", "match: Zoil\nscore: Zoil\nleft out, too common: the\n"},
  };
  for (const auto& row : table) {
    const auto& query = row.first;
    const auto& expected = row.second;
    CAPTURE(query);
    CHECK(printed(query) == expected);
  }
}

TEST_CASE("search/lower: name fields find names that hold the words in a row") {
  const store::Database database = small().database();
  const std::pair<std::string, std::string> table[] = {
      {"author:doe", "a#1 b#1 c#1"},
      {"author:jane", "a#1 c#1"},
      {"author:\"Jane Q. Doe\"", "a#1"},
      {"author:\"jane doe\"", ""},
      {"author:\"doe jane\"", "c#1"},
      {"author:doer", ""},
      {"author:=doe", ""},
      {"author:=\"JANE Q Doe\"", "a#1"},
      {"author:=(\"doe jane\" OR \"john doe\")", "b#1 c#1"},
      {"-author:=\"john doe\" oil", "a#1 c#1"},
      {"author:(jane OR john)", "a#1 b#1 c#1"},
      {"author:(doe NOT jane)", "b#1"},
      {"source:press", "b#1"},
      {"source:\"associated press\"", "b#1"},
      {"source:ASSOCIATED", "b#1"},
      {"lang:en", "a#1 b#1"},
      {"section:world author:doe", "a#1 c#1"},
  };
  for (const auto& row : table) {
    const auto& query = row.first;
    const auto& expected = row.second;
    CAPTURE(query);
    CHECK(ids(query, database) == expected);
  }
}

TEST_CASE("search/lower: dates match what is known as exactly as asked for") {
  const store::Database database = small().database();
  const std::pair<std::string, std::string> table[] = {
      {"published:2022", "a#1 b#1 c#1"},
      {"published:2022-03", "a#1 b#1"},
      {"published:2022-03-01", "a#1"},
      {"published:2021..2022", "a#1 b#1 c#1"},
      {"published:2022-03..2022-04", "a#1 b#1"},
      {"published:2022-02-24..2022-03-31", "a#1 b#1"},
      {"published:2022-03-01..2022-03-02", "a#1"},
      {"published:2022-02..", "a#1 b#1"},
      {"published:..2022", "a#1 b#1 c#1"},
      {"published:..2021", ""},
      {"published:2023..", ""},
      {"published:2022-01-01..2022-12-31", "a#1 b#1 c#1"},
      {"published:2022-01-02..2022-12-31", "a#1 b#1"},
      {"published:(2022-03-01 OR 2022)", "a#1 b#1 c#1"},
      {"-published:2022", "d#1"},
      {"published:\"2022-03-01\"", "a#1"},
  };
  for (const auto& row : table) {
    const auto& query = row.first;
    const auto& expected = row.second;
    CAPTURE(query);
    CHECK(ids(query, database) == expected);
  }
}

TEST_CASE("search/lower: what can't be understood is told with a caret") {
  const std::string fields =
      "hint: dateline info fields  lists the fields; quote a word that holds a colon\n";
  const std::string alone = "hint: leave it out, or quote it with the words beside it\n";
  const std::string dates =
      "hint: dates are 2022, 2022-03, 2022-03-24, 24 March 2022, yesterday, last week, 2w..\n";
  const std::pair<std::string, std::string> table[] = {
      {"oil persn:putin",
       "error: there is no field 'persn'; did you mean 'person'?\n  oil persn:putin\n      "
       "^^^^^\n" +
           fields},
      {"colour:red", "error: there is no field 'colour'\n  colour:red\n  ^^^^^^\n" + fields},
      {"-titel:red",
       "error: there is no field 'titel'; did you mean 'title'?\n  -titel:red\n  ^^^^^^\n" +
           fields},
      {"year:2022",
       "error: 'year' is only counted; narrow with 'published:'\n  year:2022\n  ^^^^\n" + fields},
      {"title:(oil source:x)",
       "error: 'source:' stands inside 'title:'\n  title:(oil source:x)\n             ^^^^^^^^\n"},
      {"oil --", "error: '-' has no letter or digit to search for\n  oil --\n      ^^\n" + alone},
      {"oil %%%",
       "error: '%%%' has no letter or digit to search for\n  oil %%%\n      ^^^\n" + alone},
      {"\"\"", "error: '' has no letter or digit to search for\n  \"\"\n  ^^\n" + alone},
      {"author:%%%",
       "error: '%%%' has no letter or digit to search for\n  author:%%%\n         ^^^\n"},
      {"published:soon",
       "error: 'soon' means nothing in a date\n  published:soon\n            ^^^^\n" + dates},
      {"published:2022-02-30",
       "error: there is no 30 February 2022; it has 28 days\n  published:2022-02-30\n            "
       "^^^^^^^^^^\n"},
      {"published:2023..2022",
       "error: the range ends before it begins: 2023-01-01 to 2022-12-31\n  published:2023..2022\n"
       "            ^^^^^^^^^^\nhint: write 2022..2023\n"},
  };
  for (const auto& row : table) {
    const auto& query = row.first;
    const auto& expected = row.second;
    CAPTURE(query);
    CHECK(error_of(query) == expected);
  }
  for (const char* range : {"..", "2022...", "..2022..", "..2022..2023", "2022..2023..", "...",
                            "2022-..", "0000", "99999", "2022-13", "-2022", "2022-3-1"}) {
    CAPTURE(range);
    CHECK(error_of("published:" + std::string(range)) != "");
  }
}

TEST_CASE("search/lower: a name or word longer than a term is found whole") {
  const std::string name = "Consortium of " + std::string(200, 'x') + " and Others";
  const std::string word(190, 'w');
  const Indexed indexed({{"a", "", "Text " + word, "2022", "", "", name, ""},
                         {"b", "", "Text", "2022", "", "", "Other", ""}});
  const store::Database database = indexed.database();
  CHECK(ids("author:\"" + name + "\"", database) == "a#1");
  CHECK(ids(word, database) == "a#1");
  CHECK(ids("\"text " + word + "\"", database) == "a#1");
}

TEST_CASE("search/lower: highlights leave out what is negated, dropped or a filter") {
  const store::Database database = small().database();
  const search::Plan found =
      plan("the crude \"oil embargo\" -gas title:wheat source:reuters", database);
  std::string text;
  for (const std::size_t leaf : found.highlights) {
    for (const std::string& term : found.leaves[leaf].terms) text += term + ' ';
    text += found.leaves[leaf].scope == search::Scope::Title ? "title; " : "text; ";
  }
  CHECK(text == "Zcrude text; text; ZSwheat title; ");
}

TEST_CASE("search/lower: a name field takes words, known forms, or with = the whole name") {
  const Indexed indexed({
      {"a", "Talks", "Officials in the United Kingdom met officials of Niger.", "2022-03-01"},
      {"b", "Visit", "Officials in Nigeria met officials of Niger State.", "2022-03-02"},
  });
  const store::Database database = indexed.database();
  CHECK(ids("place:UK", database) == ids("place:\"United Kingdom\"", database));
  CHECK(ids("place:UK", database) != "");
  CHECK(ids("place:=Niger", database) == ids("place:=niger", database));
  CHECK(ids("place:=United", database) == "");
  CHECK(ids("place:United", database) != "");
  CHECK_THROWS_AS(plan("title:=oil", database), base::Error);
  CHECK_THROWS_AS(plan("published:=2022", database), base::Error);
}

TEST_CASE("search/lower: groups of fields narrow, and a word that must hold does in a group too") {
  const store::Database database = small().database();
  CHECK(ids("oil (source:reuters OR source:nobody)", database) ==
        ids("oil source:reuters", database));
  CHECK(ids("oil (NOT gas)", database) == ids("oil NOT gas", database));
  CHECK(ids("+(harvest OR told) oil", database) ==
        ids("(harvest OR told) AND (oil OR NOT oil)", database));
}

TEST_CASE("search/lower: words and names that the database does not have are told") {
  const store::Database database = small().database();
  const search::Plan found =
      plan("oil sactions zebra* =Oil \"crude zebra\" author:nobody source:=Reuter", database);
  CHECK(found.unknown ==
        std::vector<std::string>{"sactions", "zebra*", "zebra", "author:nobody", "source:=Reuter"});
  CHECK(print(found).ends_with("found nowhere: sactions, zebra*, zebra, author:nobody, source:=Reuter\n"));
  CHECK(plan("oil embargo author:doe", database).unknown.empty());
}
