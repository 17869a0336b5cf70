#include "search/snippet.hh"
#include "text/tokenize.hh"

#include <string>

#include <doctest/doctest.h>

using namespace dateline;

namespace {

/// The spans of all occurrences of words.
std::vector<text::Span> spans_of(const std::string& text, const std::vector<std::string>& words) {
  std::vector<text::Span> spans;
  text::Tokens tokens;
  text::tokenize(text, tokens);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    for (const std::string& word : words) {
      if (tokens.text(i) == word) spans.push_back({tokens[i].begin, tokens[i].end});
    }
  }
  return spans;
}

std::string words(int count, const std::string& word = "word") {
  std::string out;
  for (int i = 0; i < count; ++i) out += word + std::to_string(i) + ' ';
  return out;
}

}  // namespace

TEST_CASE("search/snippet: a short text is shown whole") {
  const std::string text = words(70);
  CHECK(search::best_window(text, {}, 60) ==
        text::Span{0, static_cast<std::uint32_t>(text.size())});
  CHECK(search::best_window("", {}) == text::Span{0, 0});
}

TEST_CASE("search/snippet: the window has the most distinct matches, then the most matches") {
  const auto window = [](const std::string& text, const std::vector<std::string>& wanted,
                         std::size_t size) {
    const auto spans = spans_of(text, wanted);
    return std::string(search::best_window(text, spans, size).of(text));
  };
  const std::string text =
      words(100) + "oil oil oil " + words(100, "x") + "oil gas " + words(100, "y");
  const std::string shown = window(text, {"oil", "gas"}, 20);
  CHECK(shown.find("oil gas") != std::string::npos);
  CHECK(shown.find("oil oil") == std::string::npos);
  CHECK(window(text, {"oil"}, 20).find("oil oil oil") != std::string::npos);
  // No match: the beginning.
  CHECK(window(text, {"zebra"}, 20).starts_with("word0 word1"));
}

TEST_CASE("search/snippet: the window begins at a sentence if one begins shortly before") {
  const std::string text = words(50) + "end. The price of oil rose. " + words(100, "y");
  const auto spans = spans_of(text, {"oil"});
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
