#include "base/error.hh"
#include "indexed.hh"
#include "search/match.hh"
#include "text/tokenize.hh"

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

using Words = std::vector<std::string>;

Words stems(const std::string& text) {
  static const store::Stemmer stemmer("english");
  text::Tokens tokens;
  text::tokenize(text, tokens);
  Words out;
  for (std::size_t i = 0; i < tokens.size(); ++i) out.push_back(stemmer.stem(tokens.text(i)));
  return out;
}

/// Whether a query holds for a passage, decided the slow way, on the words themselves.
/// A field, a negation, or a group of such.
bool narrows(const query::Node& node) {
  if (node.mark == query::Mark::MustNot || node.kind == query::Kind::Field ||
      node.kind == query::Kind::Not) {
    return true;
  }
  return !node.children.empty() && std::all_of(node.children.begin(), node.children.end(), narrows);
}

bool holds(const query::Node& node, const Words& text, const Words& title,
           bool title_only = false) {
  using query::Kind;
  using query::Mark;
  const auto has = [&](const Words& words) {
    const Words wanted = stems(node.text);
    return std::search(words.begin(), words.end(), wanted.begin(), wanted.end()) != words.end();
  };
  const auto child = [&](const query::Node& one) { return holds(one, text, title, title_only); };
  switch (node.kind) {
    case Kind::Word:
    case Kind::Phrase:
      return has(title) || (!title_only && has(text));
    case Kind::Field:
      return holds(node.children[0], text, title, true);
    case Kind::And:
      return std::all_of(node.children.begin(), node.children.end(), child);
    case Kind::Or:
      return std::any_of(node.children.begin(), node.children.end(), child);
    case Kind::Not:
      return !child(node.children[0]);
    case Kind::Rank:
      break;
    default:
      FAIL("this reference does not know the operator");
  }
  bool any = false, optional = false, required = false;
  for (const query::Node& one : node.children) {
    const bool held = child(one);
    if (one.mark == Mark::MustNot) {
      if (held) return false;
    } else if (one.mark == Mark::Must || narrows(one)) {
      if (!held) return false;
      required |= one.mark == Mark::Must && one.kind != Kind::Field;
    } else {
      optional = true;
      any |= held;
    }
  }
  return any || required || !optional;
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
  for (const auto& [query, expected] : table) {
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

  struct Passage {
    std::string id;
    Words text, title;
  };
  std::vector<Passage> passages;
  for (const auto& segment : database.segments()) {
    for (std::uint32_t i = 0; i < segment->passage_count; ++i) {
      const store::PassageRow& row = segment->text.passages()[i];
      if (segment->is_deleted(row.article)) continue;
      const std::uint32_t number = i - segment->text.articles()[row.article].first_passage + 1;
      passages.push_back({store::passage_id(segment->text.article_id(row.article), number),
                          stems(segment->text.passage(i)),
                          stems(segment->text.record(row.article).article.title)});
    }
  }
  CHECK(passages.size() == database.live_passages());
  CHECK(passages.size() > 90);

  const char* parts[] = {"oil",  "gas",         "\"crude oil\"", "\"oil gas\"", "title:oil",
                         "(",    ")",           "AND",           "OR",          "NOT",
                         "+",    "-",           "copper",        "title:(",     "steel",
                         "coal", "\"end oil\"", "pipeline"};
  unsigned state = 11;
  int tried = 0;
  while (tried < 400) {
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
    CAPTURE(text);
    std::set<std::string> expected;
    for (const Passage& passage : passages) {
      if (holds(tree, passage.text, passage.title)) expected.insert(passage.id);
    }
    const search::Ranking ranking = support::ranking(text, database);
    REQUIRE(ranking.matches->passages() == expected.size());
    REQUIRE(set_of(ids(ranking)) == expected);
    REQUIRE(ranking.hits.size() == expected.size());
  }
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
