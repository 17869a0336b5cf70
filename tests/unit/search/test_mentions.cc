#include "base/error.hh"
#include "indexed.hh"
#include "search/facet.hh"
#include "search/highlight.hh"

#include <string>

#include <doctest/doctest.h>

using namespace dateline;
using search::CountBy;
using support::ids;
using support::Indexed;
using support::plan;

namespace {

std::string filler(int words) {
  std::string out;
  for (int i = 0; i < words; ++i) out += "word ";
  return out + "end.\n\n";
}

/// All of Wednesday 15 June 2022, but for e and f.
const Indexed& small() {
  static const Indexed indexed({
      {"a", "",
       "Crimea fell in March 2014. " + filler(110) + "On 24 February 2022 war began. " +
           filler(110),
       "2022-06-15"},
      {"b", "Oil since 1999",
       "They met yesterday. " + filler(110) + "Oil is dear now. " + filler(110), "2022-06-15"},
      {"c", "", "It was cheap in the 1990s and in the 19th century.", "2022-06-15"},
      {"d", "", "Sales fell in the first quarter of 2022, recently, and for three days.",
       "2022-06-15"},
      {"e", "", "They met yesterday; the last time was in 2022.", ""},
      {"f", "", "Am 1. M\u00E4rz 2014 geschah es in 1999.", "2022-06-15", "", "", "", "de"},
  });
  return indexed;
}

std::string facet(const Indexed& indexed, const std::string& query,
                  const search::FacetRequest& request, CountBy by = CountBy::Passages) {
  const store::Database database = indexed.database();
  const auto matches = search::match(plan(query, database), database);
  const auto found =
      search::count_facets(matches, database, schema::Schema::standard(), {request}, by);
  std::string out;
  for (const search::FacetCount& value : found[0].values)
    out += value.value + ' ' + std::to_string(value.passages) + '/' +
           std::to_string(value.articles) + "; ";
  return out + "of " + std::to_string(found[0].total) + "; none " +
         std::to_string(found[0].without);
}

/// Headline and text with `[…]` around what a query marks.
std::string marked(const std::string& query, const std::string& title, const std::string& body,
                   const std::string& published = "2022-06-15", const std::string& language = "") {
  const Indexed indexed({{"a", title, body, published, "", "", "", language}});
  const store::Database database = indexed.database();
  const search::Plan found = plan(query, database);
  search::Highlighter highlighter(found, database);
  const auto mark = [](std::string text, const std::vector<text::Span>& spans) {
    for (std::size_t i = spans.size(); i-- > 0;) {
      if (i > 0) CHECK(spans[i - 1].end <= spans[i].begin);
      text.insert(spans[i].end, "]");
      text.insert(spans[i].begin, "[");
    }
    return text;
  };
  const std::string text = database.segment(0).text.passage(0);
  return mark(title, highlighter.title(0, 0, title)) + " | " +
         mark(text, highlighter.passage({0, 0}, text));
}

}  // namespace

TEST_CASE("search/mentions: a passage is found by the time it speaks of, as exactly as it does") {
  const store::Database database = small().database();
  const std::pair<std::string, std::string> table[] = {
      {"mentions:2014", "a#1"},
      {"mentions:2014-03", "a#1"},
      {"mentions:2014-03-01", ""},
      {"mentions:2014-03-01..2014-03-31", "a#1"},
      {"mentions:2014-03-01..2014-03-30", ""},
      {"mentions:2022-02-24", "a#2"},
      {"mentions:2022-02-20..2022-03-15", "a#2"},
      {"mentions:2022-06-14", "b#1"},
      {"mentions:2022-q1", "a#2 d#1"},
      {"mentions:2022-01", "d#1"},
      {"mentions:2022-02", "a#2 d#1"},
      {"mentions:2022-06", "b#1"},
      {"mentions:1999", "b#1 b#2 c#1"},
      {"mentions:1995", "c#1"},
      {"mentions:1995-01", ""},
      {"mentions:1800..1899", "c#1"},
      {"mentions:1850", ""},
      {"mentions:..1900", "c#1"},
      {"mentions:2014-04..", "a#2 b#1 d#1 e#1"},
      {"mentions:2023..", ""},
      {"-mentions:1000..", "f#1"},
      {"article(mentions:2014 AND mentions:2022)", "a#1 a#2"},
      {"mentions:2014 AND mentions:2022", ""},
      {"mentions:(2014 OR 1995)", "a#1 c#1"},
      {"mentions:\"march 2014\" crimea", "a#1"},
  };
  for (const auto& row : table) {
    const auto& query = row.first;
    const auto& expected = row.second;
    CAPTURE(query);
    CHECK(ids(query, database) == expected);
  }
}

TEST_CASE("search/mentions: relative days are seen from the day of publication when indexing") {
  const Indexed indexed({{"a", "", "They met yesterday.", "2022-03-02"},
                         {"b", "", "They met yesterday.", "2022-03-02T23:30:00-05:00"},
                         {"c", "", "They met yesterday.", "2022-03"}});
  CHECK(ids("mentions:2022-03-01", indexed.database()) == "b#1 a#1");
  CHECK(ids("mentions:2022", indexed.database()) == "b#1 a#1");
}

TEST_CASE("search/mentions: a plan names the largest whole units") {
  const store::Database database = small().database();
  const std::pair<std::string, std::string> table[] = {
      {"mentions:2022", "match: XMY2022\nscore: none; newest first\n"},
      {"mentions:2022-02-10..2022-03-31",
       "match: (XMM202203 | XMD20220224)\nscore: none; newest first\n"},
      {"mentions:1800..1989", "match: XMC18\nscore: none; newest first\n"},
      {"mentions:1801..1989", "match: nothing\nscore: none; newest first\n"},
      {"oil mentions:2014-03", "match: (Zoil AND XMM201403)\nscore: Zoil\n"},
  };
  for (const auto& row : table) {
    const auto& query = row.first;
    const auto& expected = row.second;
    CAPTURE(query);
    CHECK(print(plan(query, database)) == expected);
  }
}

TEST_CASE("search/mentions: dates are refused as those of publication are") {
  const store::Database database = small().database();
  const auto error_of = [&](const std::string& query) -> std::string {
    try {
      plan(query, database);
    } catch (const base::Error& failure) {
      CHECK(failure.code() == base::Code::Query);
      return std::string(failure.what()).substr(0, std::string(failure.what()).find('\n'));
    }
    return {};
  };
  CHECK(error_of("mentions:march") == "March of which year?");
  CHECK(error_of("mentions:2022-02-30") == "there is no 30 February 2022; it has 28 days");
  CHECK(error_of("mentions:2022..2021") ==
        "the range ends before it begins: 2022-01-01 to 2021-12-31");
  CHECK(error_of("mentions:=2022") ==
        "'mentions:=' asks for a whole name, but 'mentions' holds none");
  CHECK(error_of("mentions:(gas NEAR/5 oil)") ==
        "'mentions:' holds no running text, so this can't be asked of it");
  CHECK(error_of("mentioned-year:2022") ==
        "'mentioned-year' is only counted; narrow with 'mentions:'");
  CHECK(error_of("mentioned-century:1800") ==
        "'mentioned-century' is only a part of dates; narrow with 'mentions:'");
  CHECK(error_of("mention:2022") == "there is no field 'mention'; did you mean 'mentions'?");
}

TEST_CASE("search/mentions: units are counted by passage and article, in order of time") {
  const std::string all = "NOT zebra";
  CHECK(facet(small(), all, {"mentioned-month"}) ==
        "2014-03 1/1; 2022-01 1/1; 2022-02 2/2; 2022-03 1/1; 2022-06 1/1; of 5; none 4");
  CHECK(facet(small(), all, {"mentioned-day"}) == "2022-02-24 1/1; 2022-06-14 1/1; of 2; none 6");
  CHECK(facet(small(), "title:oil", {"mentioned-year"}) == "1999 2/1; 2022 1/1; of 2; none 0");
  // The most frequent are kept; a century is no year.
  CHECK(facet(small(), all, {"mentioned-year", 2}) == "1999 3/2; 2022 4/4; of 12; none 1");
  CHECK(facet(small(), all, {"mentioned-year", 2}, CountBy::Articles) ==
        "1999 3/2; 2022 4/4; of 12; none 1");
  CHECK(facet(small(), all, {"mentioned-month", 9, {"2022-02"}}) == "2022-02 2/2; of 5; none 4");
  CHECK(facet(small(), all, {"mentioned-month", 9, {"2014"}}) == "2014-03 1/1; of 5; none 4");
}

TEST_CASE("search/mentions: counts add up over segments") {
  Indexed indexed;
  indexed.add({{"a", "", "Oil in 1999 and March 2014."}, {"b", "", "Oil in 1999."}});
  indexed.add({{"c", "1999", "Oil in May 2014."}, {"d", "", "Oil."}});
  CHECK(facet(indexed, "oil", {"mentioned-year"}) == "1999 3/3; 2014 2/2; of 2; none 1");
  CHECK(facet(indexed, "oil", {"mentioned-month"}) == "2014-03 1/1; 2014-05 1/1; of 2; none 2");
}

TEST_CASE("search/mentions: the expressions that were asked for are marked, no others") {
  CHECK(marked("mentions:2022-06", "", "They met yesterday, in 2022 and in March 2014.") ==
        " | They met [yesterday], in 2022 and in March 2014.");
  CHECK(marked("mentions:2022", "Crisis of 2022", "They met on Monday, in 2022, in March 2014.") ==
        "Crisis of [2022] | They met on [Monday], in [2022], in March 2014.");
  CHECK(marked("mentions:2014-03 crimea", "", "Crimea, in March 2014.") ==
        " | [Crimea], in [March 2014].");
  CHECK(marked("mentions:2014 march", "", "In March 2014; march.") ==
        " | In [March 2014]; [march].");
  CHECK(marked("crimea -mentions:2013", "", "Crimea, March 2014.") == " | [Crimea], March 2014.");
  CHECK(marked("mentions:1999 OR oil", "", "Oil yesterday, 1999.", "") ==
        " | [Oil] yesterday, [1999].");
  CHECK(marked("mentions:1999 OR oil", "", "Oil, 1999.", "", "en-GB") == " | [Oil], [1999].");
  CHECK(marked("mentions:1999 OR oil", "", "Oil, 1999.", "", "de") == " | [Oil], 1999.");
}
