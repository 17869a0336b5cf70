#include "indexed.hh"
#include "search/highlight.hh"

#include <string>

#include <doctest/doctest.h>

using namespace dateline;
using support::Indexed;
using support::plan;

namespace {

std::string mark(std::string text, const std::vector<text::Span>& spans) {
  for (std::size_t i = spans.size(); i-- > 0;) {
    if (i > 0) CHECK(spans[i - 1].end <= spans[i].begin);
    CHECK(spans[i].begin < spans[i].end);
    text.insert(spans[i].end, "]");
    text.insert(spans[i].begin, "[");
  }
  return text;
}

/// Headline and text of the only passage, with `[…]` around what a query marks: `Title | text`.
std::string marked(const std::string& query, const std::string& title, const std::string& body) {
  const Indexed indexed({{"a", title, body}});
  const store::Database database = indexed.database();
  const search::Plan found = plan(query, database);
  search::Highlighter highlighter(found, database);
  const std::string text = database.segment(0).text.passage(0);
  return mark(title, highlighter.title(0, 0, title)) + " | " +
         mark(text, highlighter.passage({0, 0}, text));
}

}  // namespace

TEST_CASE("search/highlight: words are marked in all their forms, without the possessive") {
  CHECK(marked("sanction", "Sanctions", "Sanctions: a sanctioned ship's sanction's end.") ==
        "[Sanctions] | [Sanctions]: a [sanctioned] ship's [sanction]'s end.");
  CHECK(marked("US", "", "The U.S. told the US and us.") == " | The [U.S.] told the [US] and us.");
  CHECK(marked("zurich", "", "In Z\u00FCrich, Zurich.") == " | In [Z\u00FCrich], [Zurich].");
  CHECK(marked("zebra", "Nothing", "Nothing.") == "Nothing | Nothing.");
}

TEST_CASE("search/highlight: a phrase is marked only where it stands, as one span") {
  CHECK(marked("\"crude oil\"", "Oil, crude", "Oil, crude. Crude oil; crude-oil; oil crude.") ==
        "Oil, crude | Oil, crude. [Crude oil]; [crude-oil]; oil crude.");
  CHECK(marked("oil \"crude oil\"", "", "A crude oil, oil.") == " | A [crude oil], [oil].");
  CHECK(marked("\"oil price\" \"crude oil\"", "", "The crude oil price.") ==
        " | The [crude oil price].");
}

TEST_CASE("search/highlight: what was asked of one part is marked there alone") {
  CHECK(marked("title:oil", "Oil", "Oil.") == "[Oil] | Oil.");
  CHECK(marked("first3(oil)", "Oil", "The oil was all oil.") == "Oil | The [oil] was all oil.");
  CHECK(marked("oil -gas", "", "The oil.") == " | The [oil].");
}

TEST_CASE(
    "search/highlight: a group that begins in the first words, or holds in the lead, is whole") {
  CHECK(marked("first3(oil NEAR/5 price)", "", "The oil had much of a price. Oil price.") ==
        " | The [oil] had much of a [price]. Oil price.");
  CHECK(marked("lead:(oil NEAR/99 price)", "",
               "Oil was dear that day and so on and on, as it had been for more than twenty days "
               "of the year, at a price.\n\nOil price.")
            .ends_with("[price].\n\nOil price."));
}

TEST_CASE("search/highlight: words near each other are marked where they are, not between") {
  CHECK(marked("oil NEAR/3 price", "", "Oil at a price. Gas and then much later oil.") ==
        " | [Oil] at a [price]. Gas and then much later oil.");
  CHECK(marked("oil /s price", "", "Oil had a price. Oil.") == " | [Oil] had a [price]. Oil.");
  CHECK(marked("oil NOT/s price", "", "Oil had a price. Oil.") == " | Oil had a price. [Oil].");
}

TEST_CASE("search/highlight: an exact form and a wildcard are marked as they were asked for") {
  CHECK(marked("=Turkey", "", "Turkey and turkey.") == " | [Turkey] and turkey.");
  // However the letters are made up, and whichever apostrophe.
  for (const char* query : {"=caf\u00E9", "=cafe\u0301"}) {
    CHECK(marked(query, "", "A caf\u00E9, a cafe\u0301, no cafe.") ==
          " | A [caf\u00E9], a [cafe\u0301], no cafe.");
  }
  for (const char* query : {"=O'Brien", "=O\u2019Brien"})
    CHECK(marked(query, "", "O\u2019Brien, O'Brien.") == " | [O\u2019Brien], [O'Brien].");
  CHECK(marked("embarg*", "", "Embargoes and an embargo.") == " | [Embargoes] and an [embargo].");
  CHECK(marked("organiz*", "", "Organs organize.") == " | Organs [organize].");
}
