#include "base/data.hh"
#include "base/error.hh"
#include "indexed.hh"
#include "search/facet.hh"
#include "text/normalize.hh"

#include <algorithm>
#include <map>
#include <set>

#include <doctest/doctest.h>

using namespace dateline;
using search::CountBy;
using search::Facet;
using support::Indexed;

namespace {

std::vector<Facet> facets(const Indexed& indexed, const std::string& query,
                          const std::vector<std::string>& fields, std::size_t limit = 100,
                          CountBy by = CountBy::Passages) {
  const store::Database database = indexed.database();
  const auto matches = search::match(support::plan(query, database), database);
  return search::count_facets(matches, database, schema::Schema::standard(), fields, limit, by);
}

/// `Reuters 3/2; AP 1/1; of 2; none 4`
std::string shown(const Facet& facet) {
  std::string out;
  for (const search::FacetCount& value : facet.values)
    out += value.value + ' ' + std::to_string(value.passages) + '/' +
           std::to_string(value.articles) + "; ";
  return out + "of " + std::to_string(facet.total) + "; none " + std::to_string(facet.without);
}

std::string long_body(const std::string& word, int passages) {
  std::string out;
  for (int p = 0; p < passages; ++p) {
    for (int i = 0; i < 110; ++i) out += word + ' ';
    out += "end.\n\n";
  }
  return out;
}

}  // namespace

TEST_CASE("search/facet: values are counted in passages and articles, the largest first") {
  const Indexed indexed({
      {"a", "", long_body("oil", 3), "2022-03-01", "Reuters", "World"},
      {"b", "", "oil", "2022-03-02", "AP", "World"},
      {"c", "", "oil", "2022-04", "AP"},
      {"d", "", "oil", "2021", "AP"},
      {"e", "", "oil", ""},
      {"f", "", "gas", "2020", "BBC", "Sport"},
  });
  CHECK(shown(facets(indexed, "oil", {"source"})[0]) == "AP 3/3; Reuters 3/1; of 2; none 1");
  CHECK(shown(facets(indexed, "oil", {"source"}, 100, CountBy::Articles)[0]) ==
        "AP 3/3; Reuters 3/1; of 2; none 1");
  CHECK(shown(facets(indexed, "oil", {"section"})[0]) == "World 4/2; of 1; none 3");
  CHECK(shown(facets(indexed, "oil", {"section"}, 100, CountBy::Articles)[0]) ==
        "World 4/2; of 1; none 3");
  CHECK(shown(facets(indexed, "oil gas", {"source"}, 1)[0]) == "AP 3/3; of 3; none 1");
  CHECK(shown(facets(indexed, "oil gas", {"source"}, 0)[0]) == "of 3; none 1");
  CHECK(shown(facets(indexed, "zebra", {"source"})[0]) == "of 0; none 0");
  CHECK(shown(facets(indexed, "source:ap", {"section"}, 100, CountBy::Articles)[0]) ==
        "World 1/1; of 1; none 2");
}

TEST_CASE("search/facet: dates are counted where they are known, in order of time") {
  const Indexed indexed({
      {"a", "", long_body("oil", 2), "2022-03-01"},
      {"b", "", "oil", "2022-03-02"},
      {"c", "", "oil", "2022-04"},
      {"d", "", "oil", "2021"},
      {"e", "", "oil", ""},
  });
  const auto found = facets(indexed, "oil", {"year", "month", "day"});
  CHECK(shown(found[0]) == "2021 1/1; 2022 4/3; of 2; none 1");
  CHECK(shown(found[1]) == "2022-03 3/2; 2022-04 1/1; of 2; none 2");
  CHECK(shown(found[2]) == "2022-03-01 2/1; 2022-03-02 1/1; of 2; none 3");
  CHECK(shown(facets(indexed, "oil", {"month"}, 1)[0]) == "2022-03 3/2; of 2; none 2");
  CHECK(shown(facets(indexed, "oil", {"day"}, 9, CountBy::Articles)[0]) ==
        "2022-03-01 2/1; 2022-03-02 1/1; of 2; none 3");
}

TEST_CASE("search/facet: spellings of one name count as one, shown in the commonest") {
  Indexed indexed;
  indexed.add(
      {{"a", "", "oil", "2022", "Société Générale"}, {"b", "", "oil", "2022", "SOCIETE GENERALE"}});
  indexed.add(
      {{"c", "", "oil", "2022", "Societe Generale"}, {"d", "", "gas", "2022", "Societe Generale"}});
  CHECK(shown(facets(indexed, "oil", {"source"})[0]) == "Societe Generale 3/3; of 1; none 0");
  // Ties go to the first in order of bytes.
  Indexed tie({{"a", "", "oil", "2022", "b.b.c."}, {"b", "", "oil", "2022", "BBC"}});
  CHECK(shown(facets(tie, "oil", {"source"})[0]) == "BBC 2/2; of 1; none 0");
}

TEST_CASE("search/facet: a field may be asked for twice") {
  const Indexed indexed({{"a", "", "oil", "2022", "Reuters"}});
  const auto found = facets(indexed, "oil", {"source", "year", "source"});
  REQUIRE(found.size() == 3);
  CHECK(shown(found[0]) == shown(found[2]));
}

TEST_CASE("search/facet: a field that is no facet is refused, naming those there are") {
  const Indexed indexed({{"a", "", "oil"}});
  const auto message = [&](const std::string& name) -> std::string {
    try {
      facets(indexed, "oil", {name});
    } catch (const base::Error& failure) {
      CHECK(failure.code() == base::Code::Usage);
      CHECK(failure.hint() ==
            "facets are person, org, place, dateline, source, section, author, lang, day, month, "
            "year, mentioned-day, mentioned-month, mentioned-year");
      return failure.what();
    }
    return {};
  };
  CHECK(message("sorce") == "there is no facet 'sorce'; did you mean 'source'?");
  CHECK(message("colour") == "there is no facet 'colour'");
  CHECK(message("title") == "there is no facet 'title'");
  CHECK(message("published") == "there is no facet 'published'");
}

TEST_CASE("search/facet: only values are given that hold words beginning as asked") {
  const Indexed indexed({
      {"a", "", "oil", "2022-03-01", "New York Times"},
      {"b", "", "oil", "2022-04-01", "The Times"},
      {"c", "", "oil", "2021", "Le Temps de Genève"},
      {"d", "", "oil", "", "Times"},
      {"e", "", "oil", "", "Sometimes"},
      {"f", "", "oil", "", "Times"},
  });
  const store::Database database = indexed.database();
  const auto matches = search::match(support::plan("oil", database), database);
  const auto found = [&](const std::string& field, const std::vector<std::string>& match,
                         std::size_t limit = 100) {
    const Facet facet =
        search::count_facets(matches, database, schema::Schema::standard(),
                             {search::FacetRequest{field, limit, match}}, CountBy::Passages)[0];
    CHECK(facet.restricted == !match.empty());
    return shown(facet) + "; matching " + std::to_string(facet.matching);
  };
  CHECK(found("source", {}, 1) == "Times 2/2; of 5; none 0; matching 5");
  CHECK(found("source", {"time"}) ==
        "Times 2/2; New York Times 1/1; The Times 1/1; of 5; none 0; matching 3");
  CHECK(found("source", {"TIM"}, 1) == "Times 2/2; of 5; none 0; matching 3");
  CHECK(found("source", {"tim yo"}) == "New York Times 1/1; of 5; none 0; matching 1");
  CHECK(found("source", {"tim", "new"}) == "New York Times 1/1; of 5; none 0; matching 1");
  CHECK(found("source", {"GENE"}) == "Le Temps de Genève 1/1; of 5; none 0; matching 1");
  CHECK(found("source", {"imes"}) == "of 5; none 0; matching 0");
  CHECK(found("month", {"2022"}) == "2022-03 1/1; 2022-04 1/1; of 2; none 4; matching 2");
  CHECK(found("month", {"04"}) == "2022-04 1/1; of 2; none 4; matching 1");
  // Who needs no total is given the same values.
  const Facet early = search::count_facets(matches, database, schema::Schema::standard(),
                                           {search::FacetRequest{"source", 2, {"time"}, false}},
                                           CountBy::Passages)[0];
  CHECK(shown(early) == "Times 2/2; New York Times 1/1; of 3; none 0");
  CHECK(early.matching == 3);
  CHECK_THROWS_WITH_AS(found("source", {"?!"}), "'?!' has no letter or digit to match values by",
                       base::Error);
}

TEST_CASE("search/facet: a clause is quoted so that it finds its name") {
  CHECK(search::name_clause("org", "European Union", "european union") ==
        "org:=\"European Union\"");
  CHECK(search::name_clause("person", "Dwayne \"The Rock\" Johnson", "dwayne the rock johnson") ==
        "person:=\"Dwayne  The Rock  Johnson\"");
  CHECK(search::name_clause("org", "“X„ Corp”", "x corp") == "org:=\" X  Corp \"");
  CHECK(search::name_clause("source", "Газета «Труд»", "газета труд") ==
        "source:=\"Газета  Труд \"");
  CHECK(search::name_clause("org", "a\nb", "a b") == "org:=\"a b\"");
  CHECK(search::name_clause("org", "R\"D", "r d") == "org:=\"R D\"");
  CHECK(search::name_clause("org", "damaged", "whole") == "org:=\"whole\"");
}

namespace {

/// Search for each value of each facet of a query, and for all but it.
void require_clauses_hold(const Indexed& indexed, const std::string& query) {
  const store::Database database = indexed.database();
  const auto counted = [&](const std::string& text) {
    return search::match(support::plan(text, database), database);
  };
  const auto matches = counted(query);
  std::vector<std::string> fields;
  for (const schema::Field& field : schema::Schema::standard().fields()) {
    if (field.facet) fields.push_back(field.name);
  }
  for (const Facet& facet : facets(indexed, query, fields, SIZE_MAX)) {
    REQUIRE(!facet.values.empty());
    for (const search::FacetCount& value : facet.values) {
      CAPTURE(value.query);
      const auto narrowed = counted("(" + query + ") " + value.query);
      REQUIRE(narrowed.passages() == value.passages);
      REQUIRE(narrowed.articles(database) == value.articles);
      REQUIRE(counted("(" + query + ") -" + value.query).passages() ==
              matches.passages() - value.passages);
    }
  }
}

}  // namespace

TEST_CASE("search/facet: what a value counts is what its clause finds, and - the rest") {
  Indexed sample;
  indexing::IndexOptions options = sample.options();
  options.paths = {(base::data_root() / "index/sample").string()};
  indexing::index(
      options, [](const base::Issue&) {}, [](const indexing::IndexCounts&) {});
  require_clauses_hold(sample, "oil OR sanctions OR nato OR bank");

  const std::string tricky = "Sources \"of\" “all” kinds: (AND -x) *?=+ C:\\dir";
  Indexed odd({{"a", "",
                "oil. NATO met Vladimir Putin in Moscow in the 1990s, in winter 1998 and in the "
                "18th century.",
                "0999-01-02", tricky, "x\ty", "O’Brien, A. \"B\"", "en"},
               {"b", "BRUSSELS, May 1, 1011", "BRUSSELS, March 14 (AP) - oil", "9999", "straße",
                "OR", "AND", "en-GB"},
               {"c", "", "oil", "2022-03", std::string(300, 'x') + " y", "-", "NOT", "de"}});
  odd.add({{"d", "", "oil", "2022-03-01", tricky, "X y", "not", "DE"}});
  require_clauses_hold(odd, "oil");
}

TEST_CASE("search/facet: all passages are counted as any of them are") {
  Indexed indexed(support::random_docs(60, 5));
  indexed.add({{"z", "", long_body("oil", 3) + "NATO met in Moscow.", "2022", "AP"}});
  const store::Database database = indexed.database();
  const auto all = search::match(search::Plan{}, database);
  search::MatchSet but_one = all;
  but_one.segments[0].reset(0);
  const std::vector<std::string> fields{"source", "org", "place", "year", "month"};
  for (const CountBy by : {CountBy::Passages, CountBy::Articles}) {
    const auto whole =
        search::count_facets(all, database, schema::Schema::standard(), fields, SIZE_MAX, by);
    const auto rest =
        search::count_facets(but_one, database, schema::Schema::standard(), fields, SIZE_MAX, by);
    // What the one passage had is all that differs.
    search::MatchSet one;
    for (const search::Bitmap& bitmap : all.segments) one.segments.emplace_back(bitmap.size());
    one.segments[0].set(0);
    const auto single = search::count_facets(one, database, schema::Schema::standard(), fields,
                                             SIZE_MAX, CountBy::Passages);
    for (std::size_t k = 0; k < fields.size(); ++k) {
      std::map<std::string, std::uint64_t> sums;
      for (const search::FacetCount& value : rest[k].values) sums[value.value] += value.passages;
      for (const search::FacetCount& value : single[k].values) sums[value.value] += value.passages;
      REQUIRE(sums.size() == whole[k].values.size());
      for (const search::FacetCount& value : whole[k].values)
        REQUIRE(sums[value.value] == value.passages);
      if (by == CountBy::Passages) CHECK(whole[k].without == rest[k].without + single[k].without);
    }
  }
}

TEST_CASE("search/facet: counts are those of walking all passages by hand") {
  Indexed indexed;
  auto docs = support::random_docs(120, 77, 3, 100);
  const char* sentences[] = {"NATO met Vladimir Putin in Moscow. ", "Angela Merkel left Berlin. ",
                             "The United Nations and NATO spoke. ", "Olaf Scholz flew to Kyiv. "};
  for (std::size_t i = 0; i < docs.size(); ++i) {
    docs[i].body = sentences[i % 4] + docs[i].body + sentences[i * 7 % 3];
    docs[i].title = i % 5 == 0 ? "NATO " + docs[i].title : docs[i].title;
    docs[i].section = i % 4 == 0 ? "World" : i % 4 == 1 ? "WORLD" : "";
    docs[i].author = "Writer " + std::to_string(i % 11);
  }
  indexed.add({docs.begin(), docs.begin() + 50});
  indexed.add({docs.begin() + 50, docs.end()});
  for (std::size_t i = 0; i < docs.size(); i += 9) docs[i].body += "More oil.";
  indexed.add(docs);
  const store::Database database = indexed.database();
  const std::vector<std::string> fields{"person", "org",  "place", "source", "section",
                                        "author", "lang", "year",  "month",  "day"};
  for (const std::string query : {"oil", "title:gas", "\"oil gas\" wheat", "NOT crude", "nato"}) {
    const auto matches = search::match(support::plan(query, database), database);
    struct Sum {
      std::uint64_t passages = 0;
      std::set<std::string> articles;
    };
    std::map<std::string, std::map<std::string, Sum>> sums;
    std::map<std::string, Sum> with;
    std::set<std::string> all_articles;
    for (std::uint32_t s = 0; s < matches.segments.size(); ++s) {
      const store::Segment& segment = database.segment(s);
      matches.segments[s].each([&](std::uint32_t ordinal) {
        const store::PassageRow& row = segment.text.passages()[ordinal];
        const std::string id = segment.text.article_id(row.article);
        all_articles.insert(id);
        std::set<std::pair<std::string, std::string>> names;
        for (const auto& values : {segment.facets().names_of_passage(ordinal),
                                   segment.facets().names_of_article(row.article)}) {
          for (const store::FacetValue& name : values)
            names.emplace(schema::Schema::standard().fields()[name.field].name, name.key);
        }
        const std::string date = segment.text.record(row.article).published;
        if (date.size() >= 4) names.emplace("year", date.substr(0, 4));
        if (date.size() >= 7) names.emplace("month", date.substr(0, 7));
        if (date.size() >= 10) names.emplace("day", date.substr(0, 10));
        std::set<std::string> fields_here;
        for (const auto& [field, key] : names) {
          ++sums[field][key].passages;
          sums[field][key].articles.insert(id);
          fields_here.insert(field);
        }
        for (const std::string& field : fields_here) {
          ++with[field].passages;
          with[field].articles.insert(id);
        }
      });
    }
    for (const CountBy by : {CountBy::Passages, CountBy::Articles}) {
      const auto found =
          search::count_facets(matches, database, schema::Schema::standard(), fields, 100'000, by);
      REQUIRE(found.size() == fields.size());
      for (const Facet& facet : found) {
        CAPTURE(query);
        CAPTURE(facet.field);
        REQUIRE(facet.total == sums[facet.field].size());
        REQUIRE(facet.values.size() == facet.total);
        for (const search::FacetCount& value : facet.values) {
          const bool date = facet.field == "year" || facet.field == "month" || facet.field == "day";
          const std::string key = date ? value.value : text::fold_name(value.value);
          REQUIRE(sums[facet.field].contains(key));
          REQUIRE(value.passages == sums[facet.field][key].passages);
          REQUIRE(value.articles == sums[facet.field][key].articles.size());
        }
        const std::uint64_t all =
            by == CountBy::Passages ? matches.passages() : all_articles.size();
        const std::uint64_t named = by == CountBy::Passages ? with[facet.field].passages
                                                            : with[facet.field].articles.size();
        REQUIRE(facet.without == all - named);
      }
    }
  }
}
