#include "base/error.hh"
#include "text/sentence.hh"

#include <string>
#include <utility>

#include <doctest/doctest.h>

using namespace dateline;

namespace {

std::vector<text::Span> spans_of(const std::string& text) {
  std::vector<text::Span> spans;
  text::find_sentences(text, {0, static_cast<std::uint32_t>(text.size())},
                       text::SentenceRules::english(), spans);
  return spans;
}

/// The sentences with `|` between.
std::string sentences(const std::string& text) {
  std::string out;
  for (const text::Span span : spans_of(text)) {
    if (!out.empty()) out += '|';
    out += span.of(text);
  }
  return out;
}

/// Each row is a text with `|` at the borders to be found, instead of a blank.
void check(std::initializer_list<std::string> table) {
  for (const std::string& expected : table) {
    std::string text = expected;
    for (char& c : text) {
      if (c == '|') c = ' ';
    }
    CAPTURE(text);
    CHECK(sentences(text) == expected);
  }
}

}  // namespace

TEST_CASE("text/sentence: stops before what can begin a sentence end one") {
  check({
      "",
      "No stop at all",
      "One.",
      "One.|Two!|Three?|Four\u2026|Five",
      "He paid.|$5 was enough.|42 others came.",
      "He left.|\u00C9ric stayed.|\u0418\u0432\u0430\u043D too.",
      "He left.|\u2014 He came back.",
      "He left. and came back.",
      "What?!|He left?|Yes.",
  });
}

TEST_CASE("text/sentence: closing quotes and brackets belong to the sentence they close") {
  check({
      "\"We won.\"|He left.",
      "\u201CWe won.\u201D|He left.",
      "(He left.)|She stayed.",
      "'We won.'|He left.",
      "\u2018We won.\u2019|He left.",
      "\u00ABWe won.\u00BB|He left.",
      "He left.|\"We won,\" he said.",
      "He left.|\u201CWe won,\u201D he said.",
      "He left.|(She stayed.)",
  });
}

TEST_CASE("text/sentence: a quoted question goes on in lower case") {
  check({
      "\"Who won?\" he asked.|Nobody knew.",
      "\u201CWho won?\u201D he asked.",
      "\"We won!\" she said.",
      "\"Who won?\"|He asked again.",
  });
}

TEST_CASE("text/sentence: titles and initials end no sentence") {
  check({
      "Gen. Smith met Mr. Jones and Dr. No.|They talked.",
      "J. K. Rowling wrote it.|J. Smith read it.",
      "George W. Bush spoke.",
      "Sen. John McCain left.|Rep. The-Anh stayed.",
      "St. Petersburg is cold.",
      "The case of Smith vs. Jones.",
      "It was he and I.|The rest left.",
  });
}

TEST_CASE("text/sentence: other abbreviations end one before words that like to begin one") {
  check({
      "The U.S. Treasury said so.",
      "He left the U.S.|The plan failed.",
      "He left the U.S. in May.",
      "Apple Inc. Chief Executive Cook spoke.",
      "He joined Apple Inc.|The firm grew.",
      "At 3 p.m. Friday he left.",
      "He came at 3 p.m.|He left at four.",
      "On Jan. 5 he left.",
      "No. 5 came first.|No. 6 came last.",
      "He sold oil, gas, etc.|The rest he kept.",
  });
}

TEST_CASE("text/sentence: stops inside numbers and names end nothing") {
  check({
      "It made $3.5 mln.|The rest was lost.",
      "It made 3.5.|The rest was lost.",
      "See example.com for more.|He did.",
      "It rose 1.2 pct to 3.4 pct.|It fell.",
      "Yahoo! said so.|No.",
  });
}

TEST_CASE("text/sentence: an ellipsis ends a sentence before a capital only") {
  check({
      "He waited...|Nobody came.",
      "He waited... and waited.",
      "He waited\u2026|Nobody came.",
      "He waited\u2026 and waited.",
  });
}

TEST_CASE("text/sentence: the number of a list item belongs to it") {
  check({
      "1. First point.",
      "12. Twelfth point.|More of it.",
      "He said so.|2. Second point.|3. Third point.",
      "It was 1987.|Everyone left.",
  });
}

TEST_CASE("text/sentence: old transcripts put a blank before the stop") {
  CHECK(sentences("THE U.S . FIRST ARMY LEFT . THE REST STAYED .") ==
        "THE U.S . FIRST ARMY LEFT .|THE REST STAYED .");
}

TEST_CASE("text/sentence: wide stops end a sentence without white space") {
  CHECK(sentences("\u4ED6\u8D70\u4E86\u3002\u5979\u7559\u4E0B\uFF01\u4E3A\u4EC0\u4E48\uFF1F") ==
        "\u4ED6\u8D70\u4E86\u3002|\u5979\u7559\u4E0B\uFF01|\u4E3A\u4EC0\u4E48\uFF1F");
}

TEST_CASE("text/sentence: only the bytes of the paragraph count") {
  const std::string text = "Xx. One. Two. Yy";
  std::vector<text::Span> spans;
  text::find_sentences(text, {4, 13}, text::SentenceRules::english(), spans);
  REQUIRE(spans.size() == 2);
  CHECK(spans[0].of(text) == "One.");
  CHECK(spans[1].of(text) == "Two.");
}

TEST_CASE("text/sentence: an over-long sentence is cut at white space, never inside a character") {
  std::string words;
  while (words.size() < 6000) words += "wheat \u00E9t\u00E9 ";
  const auto check_pieces = [](const std::string& text) {
    const auto spans = spans_of(text);
    std::uint32_t last = 0;
    for (const text::Span span : spans) {
      CHECK(span.length() <= 1500);
      CHECK(span.length() > 0);
      CHECK(span.begin >= last);
      const std::string_view between = std::string_view(text).substr(last, span.begin - last);
      CHECK(between.find_first_not_of(" \n") == std::string_view::npos);
      CHECK((static_cast<unsigned char>(text[span.begin]) & 0xC0) != 0x80);
      last = span.end;
    }
    CHECK(spans.size() >= text.size() / 1500);
    CHECK(std::string_view(text).substr(last).find_first_not_of(' ') == std::string_view::npos);
    return spans;
  };
  for (const text::Span span : check_pieces(words)) {
    const std::string_view piece = span.of(words);
    CHECK((piece.ends_with("wheat") || piece.ends_with("\u00E9t\u00E9")));
  }
  std::string solid;
  while (solid.size() < 6000) solid += "x\u4E2D";
  check_pieces(solid);
  check_pieces(std::string(6000, 'x'));
}

TEST_CASE("text/sentence: bytes that are no UTF-8 and hostile repetition end") {
  CHECK(spans_of(std::string(5000, '\x80')).size() == 4);
  CHECK(!spans_of(std::string(200'000, '.')).empty());
  for (const std::string unit : {". ", "A. ", "Mr. ", "\" ", ".\" ", "( ", "\u2026 ", "? A"}) {
    std::string text;
    while (text.size() < 300'000) text += unit;
    CAPTURE(unit);
    CHECK(!spans_of(text).empty());
  }
}

TEST_CASE("text/sentence: an unknown kind of word is told with its place") {
  try {
    text::SentenceRules("s.tsv", "# dateline-sentences 1\nmr\ttitle\nfoo\tnoun\n");
    FAIL("not refused");
  } catch (const base::Error& failure) {
    CHECK(failure.report() == "error: s.tsv:3: 'noun' is none of title, abbreviation, starter\n");
  }
  const text::SentenceRules rules("s.tsv", "# dateline-sentences 1\nmay\ttitle\nmay\tstarter\n");
  CHECK(rules.is("May", text::SentenceRules::Word::Title));
  CHECK(rules.is("MAY", text::SentenceRules::Word::Starter));
  CHECK_FALSE(rules.is("may", text::SentenceRules::Word::Abbreviation));
  CHECK_FALSE(rules.is("", text::SentenceRules::Word::Title));
  CHECK_FALSE(rules.is(std::string(100, 'a'), text::SentenceRules::Word::Title));
}
