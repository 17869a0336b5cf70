#include "base/error.hh"
#include "indexed.hh"
#include "oracle.hh"
#include "random_queries.hh"
#include "search/match.hh"

#include <algorithm>
#include <set>

#include <doctest/doctest.h>

using namespace dateline;
using support::ids;
using support::Indexed;
using support::plan;

namespace {

std::set<std::string> set_of(const std::string& list) {
  std::set<std::string> out;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find(' ', at), list.size());
    out.insert(list.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

/// Compare the engine with the oracle on one query. out: how many passages it matches
std::size_t agree(const std::string& text, const query::Node& tree, const store::Database& database,
                  const support::Oracle& oracle) {
  CAPTURE(text);
  const std::set<std::string> expected = oracle.matches(tree);
  const search::Ranking ranking = support::ranking(text, database);
  REQUIRE(set_of(ids(ranking)) == expected);
  REQUIRE(ranking.matches->passages() == expected.size());
  REQUIRE(ranking.hits.size() == expected.size());
  return expected.size();
}

}  // namespace

TEST_CASE(
    "search/match: words and phrases are found in text and headline, title: in the headline") {
  const Indexed indexed({
      {"a", "Oil embargo", "The crude oil embargo.", "2022-03-05"},
      {"b", "Crude news", "Oil that is crude. Oil too.", "2022-03-04"},
      {"c", "Crude oil", "Wheat.", "2022-03-03"},
      {"d", "Of crude", "oil.", "2022-03-02"},
      {"e", "Harvest", "", "2022-03-01"},
  });
  const store::Database database = indexed.database();
  const std::pair<std::string, std::string> table[] = {
      {"oil", "a#1 b#1 c#1 d#1"},
      {"title:oil", "a#1 c#1"},
      {"crude AND oil", "a#1 b#1 c#1 d#1"},
      {"\"crude oil\"", "a#1 b#1 c#1"},  // in b over the end of a sentence
      {"title:\"crude oil\"", "c#1"},
      {"\"oil crude\"", ""},
      {"\"of crude oil\"", ""},  // headline and text do not join
      {"oil NOT crude", ""},
      {"NOT oil", "e#1"},
      {"oil AND NOT \"crude oil\"", "d#1"},
      {"wheat OR harvest", "c#1 e#1"},
      {"harvest", "e#1"},  // an article without body
      {"oil -title:crude", "a#1"},
      {"+wheat oil", "c#1"},
      {"+crude wheat harvest", "a#1 b#1 c#1 d#1"},
      {"nothing", ""},
      {"-nothing", "a#1 b#1 c#1 d#1 e#1"},
      {"\"crude zebra\"", ""},
      {"(oil wheat) AND (embargo OR harvest)", "a#1"},
  };
  for (const auto& row : table) {
    const auto& query = row.first;
    const auto& expected = row.second;
    CAPTURE(query);
    CHECK(set_of(ids(query, database)) == set_of(expected));
    const auto matches = search::match(plan(query, database), database);
    CHECK(matches.passages() == set_of(expected).size());
    CHECK(matches.articles(database) == set_of(expected).size());
  }
}

TEST_CASE(
    "search/match: random queries hold where they hold, word by word, and all hits are ranked") {
  Indexed indexed;
  auto docs = support::random_docs(90, 5, 4, 40);
  for (int part = 0; part < 3; ++part)
    indexed.add({docs.begin() + part * 30, docs.begin() + (part + 1) * 30});
  for (int i = 0; i < 90; i += 11) docs[static_cast<std::size_t>(i)].body += "Changed copper.";
  indexed.add(docs);  // some are replaced
  const store::Database database = indexed.database();
  REQUIRE(database.segments().size() > 2);
  const support::Oracle oracle(database);
  std::size_t passages = 0;
  for (const support::OracleArticle& article : oracle.articles())
    passages += article.passages.size();
  CHECK(passages == database.live_passages());
  CHECK(passages > 90);

  const char* parts[] = {"oil",  "gas",         "\"crude oil\"", "\"oil gas\"", "title:oil",
                         "(",    ")",           "AND",           "OR",          "NOT",
                         "+",    "-",           "copper",        "title:(",     "steel",
                         "coal", "\"end oil\"", "pipeline"};
  unsigned state = 11;
  int tried = 0;
  while (tried < 250) {
    std::string text;
    for (int i = 0; i < 7; ++i) {
      state = state * 1103515245 + 12345;
      text += parts[(state >> 16) % 18];
      if (text.back() != '+' && text.back() != '-') text += ' ';
    }
    query::Node tree;
    try {
      tree = query::parse(text);
      plan(text, database);
    } catch (const base::Error&) {
      continue;
    }
    ++tried;
    agree(text, tree, database, oracle);
  }
}

TEST_CASE("search/match: random positional queries hold where they hold, token by token") {
  support::RandomQueries random(2);
  Indexed indexed;
  auto docs = random.docs(48);
  for (int part = 0; part < 3; ++part)
    indexed.add({docs.begin() + part * 16, docs.begin() + (part + 1) * 16});
  for (std::size_t i = 0; i < docs.size(); i += 7) docs[i].body += "Organized crude at the end.";
  indexed.add(docs);  // some are replaced
  const store::Database database = indexed.database();
  REQUIRE(database.segments().size() > 2);
  const support::Oracle oracle(database);
  REQUIRE(database.live_passages() > 48);

  int refused = 0, matching = 0, selective = 0;
  for (int tried = 0; tried < 1500; ++tried) {
    const std::string text = tried % 3 == 0 ? random.positional(3) : random.query();
    query::Node tree;
    try {
      tree = query::parse(text);
    } catch (const base::Error&) {
      ++refused;
      continue;
    }
    const std::size_t found = agree(text, tree, database, oracle);
    matching += found > 0 ? 1 : 0;
    selective += found > 0 && found < database.live_passages() ? 1 : 0;
  }
  // The queries are no idle ones.
  CHECK(refused < 100);
  CHECK(matching > 700);
  CHECK(selective > 600);
}

TEST_CASE("search/match: what shares words is near for NOT, and no pair for NEAR") {
  const Indexed indexed({{"a", "", "Palm oil. Crude oil."}, {"b", "", "Palm oil. Palm oil."}});
  const store::Database database = indexed.database();
  CHECK(ids("oil NOT/s \"palm oil\"", database) == "a#1");
  CHECK(ids("oil NOT/1 \"palm oil\"", database) == "a#1");
  CHECK(ids("\"palm oil\" NOT/s oil", database) == "");
  CHECK(ids("crude NEAR/5 \"crude oil\"", database) == "");
}

TEST_CASE("search/match: words that share tokens are one occurrence of a phrase, however decided") {
  const Indexed indexed({{"a", "", "Oil oil oil."}, {"b", "", "Oil oil oil oil."}});
  const store::Database database = indexed.database();
  for (const std::string phrase : {"\"oil oil\"", "=\"oil oil\"", "\"oil* oil\""}) {
    CAPTURE(phrase);
    CHECK(set_of(ids(phrase, database)) == set_of("a#1 b#1"));
    CHECK(ids("atleast2(" + phrase + ")", database) == (phrase[0] == '=' ? "" : "b#1"));
  }
}

TEST_CASE("search/match: a lead is asked as if it stood alone, without its common words") {
  const std::string rest = " after that there was much more to tell of all this and so they did.";
  const Indexed indexed({{"a", "",
                          "Gas for the harbor, the town and the ships," + rest +
                              "\n\nOil for the harbor, the town and the ships."},
                         {"b", "", "Wheat for the harbor," + rest}});
  const store::Database database = indexed.database();
  CHECK(ids("lead:(ships NOT/30 oil)", database) == "a#1");
  CHECK(ids("ships NOT/30 oil", database) == "");
  CHECK(ids("lead:(gas the)", database) == "a#1");
}

TEST_CASE("search/match: an empty database matches nothing") {
  const Indexed indexed;
  const std::filesystem::path folder = indexed.options().database;
  std::filesystem::create_directories(folder);
  store::Manifest manifest;
  manifest.fingerprint = indexing::fingerprint("english");
  store::write_manifest(folder, manifest);
  const store::Database database = indexed.database();
  for (const char* query : {"oil", "NOT oil", "\"a b\"", "source:x", "published:2022"}) {
    CHECK(ids(query, database) == "");
    CHECK(support::ranking(query, database).matches->passages() == 0);
  }
}
