#include "search/snippet.hh"
#include "text/tokenize.hh"

#include <string>

#include <doctest/doctest.h>

using namespace dateline;
using search::Highlight;
using search::Plan;

namespace {

const store::Stemmer& english() {
  static const store::Stemmer stemmer("english");
  return stemmer;
}

Plan plan(const std::vector<std::vector<std::string>>& phrases) {
  Plan out;
  for (const auto& stems : phrases) out.highlights.push_back({stems, true, true});
  return out;
}

/// The text with `[…]` around matches.
std::string marked(const Plan& plan, std::string text, bool in_title = false) {
  const auto spans = search::Highlighter(plan, english()).find(text, in_title);
  for (std::size_t i = spans.size(); i-- > 0;) {
    if (i > 0) CHECK(spans[i - 1].end <= spans[i].begin);
    CHECK(spans[i].begin < spans[i].end);
    text.insert(spans[i].end, "]");
    text.insert(spans[i].begin, "[");
  }
  return text;
}

std::string words(int count, const std::string& word = "word") {
  std::string out;
  for (int i = 0; i < count; ++i) out += word + std::to_string(i) + ' ';
  return out;
}

}  // namespace

TEST_CASE("search/snippet: words are marked in all their forms, without the possessive") {
  CHECK(marked(plan({{"sanction"}}), "Sanctions: a sanctioned ship's sanction's end.") ==
        "[Sanctions]: a [sanctioned] ship's [sanction]'s end.");
  CHECK(marked(plan({{"u.s"}}), "The U.S. told the US and us.") ==
        "The [U.S.] told the [US] and us.");
  CHECK(marked(plan({{"zurich"}}), "In Z\u00FCrich, Zurich.") == "In [Z\u00FCrich], [Zurich].");
  CHECK(marked(plan({}), "Nothing.") == "Nothing.");
  CHECK(marked(plan({{"oil"}}), "") == "");
}

TEST_CASE("search/snippet: a phrase is marked only where it stands, as one span") {
  const Plan crude = plan({{"crude", "oil"}});
  CHECK(marked(crude, "Oil, crude. Crude\noil; crude-oil; oil crude.") ==
        "Oil, crude. [Crude\noil]; [crude-oil]; oil crude.");
  CHECK(marked(plan({{"a", "b", "a"}}), "a b a b a c a b") == "[a b a b a] c a b");
  CHECK(marked(plan({{"oil"}, {"crude", "oil"}}), "crude oil, oil") == "[crude oil], [oil]");
  CHECK(marked(plan({{"oil", "price"}, {"crude", "oil"}}), "crude oil price") ==
        "[crude oil price]");
}

TEST_CASE("search/snippet: what was asked of the headline is marked there alone") {
  Plan title;
  title.highlights.push_back({{"oil"}, false, true});
  CHECK(marked(title, "Oil", true) == "[Oil]");
  CHECK(marked(title, "Oil", false) == "Oil");
}

TEST_CASE("search/snippet: a short text is shown whole") {
  const std::string text = words(70);
  CHECK(search::best_window(text, {}, 60) ==
        text::Span{0, static_cast<std::uint32_t>(text.size())});
  CHECK(search::best_window("", {}) == text::Span{0, 0});
}

TEST_CASE("search/snippet: the window has the most distinct matches, then the most matches") {
  const auto window = [](const std::string& text, const Plan& plan, std::size_t size) {
    const auto spans = search::Highlighter(plan, english()).find(text, false);
    return std::string(search::best_window(text, spans, size).of(text));
  };
  const std::string text =
      words(100) + "oil oil oil " + words(100, "x") + "oil gas " + words(100, "y");
  const std::string shown = window(text, plan({{"oil"}, {"gas"}}), 20);
  CHECK(shown.find("oil gas") != std::string::npos);
  CHECK(shown.find("oil oil") == std::string::npos);
  CHECK(window(text, plan({{"oil"}}), 20).find("oil oil oil") != std::string::npos);
  // No match: the beginning.
  CHECK(window(text, plan({{"zebra"}}), 20).starts_with("word0 word1"));
}

TEST_CASE("search/snippet: the window begins at a sentence if one begins shortly before") {
  const std::string text = words(50) + "end. The price of oil rose. " + words(100, "y");
  const auto spans = search::Highlighter(plan({{"oil"}}), english()).find(text, false);
  const std::string shown(search::best_window(text, spans, 20).of(text));
  CHECK(shown.starts_with("The price of oil rose."));
}

TEST_CASE("search/snippet: the window lies in the text and is about as long as asked for") {
  const std::string text = words(500);
  for (std::uint32_t at : {0u, 100u, 2000u, static_cast<std::uint32_t>(text.size()) - 8}) {
    while (at > 0 && text[at - 1] != ' ') --at;
    const std::vector<text::Span> match{{at, at + 5}};
    const text::Span span = search::best_window(text, match, 30);
    CHECK(span.begin <= at);
    CHECK(span.end >= at + 5);
    CHECK(span.end <= text.size());
    text::Tokens tokens;
    text::tokenize(span.of(text), tokens);
    CHECK(tokens.size() <= 38);
  }
}
