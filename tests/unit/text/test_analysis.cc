#include "text/analysis.hh"

#include <string>

#include <doctest/doctest.h>

using namespace dateline;
using namespace std::string_literals;

namespace {

/// What the header promises of every analysis.
void check_shape(std::string_view text, const text::Analysis& analysis) {
  std::uint32_t sentence = 0, token = 0, last = 0;
  for (std::uint32_t p = 0; p < analysis.paragraphs.size(); ++p) {
    const text::Paragraph& paragraph = analysis.paragraphs[p];
    REQUIRE(paragraph.first_sentence == sentence);
    REQUIRE(paragraph.end_sentence > paragraph.first_sentence);
    REQUIRE(paragraph.span.begin >= last);
    REQUIRE(paragraph.span.end > paragraph.span.begin);
    for (; sentence < paragraph.end_sentence; ++sentence) {
      const text::Sentence& one = analysis.sentences[sentence];
      REQUIRE(one.paragraph == p);
      REQUIRE(one.span.begin >= last);
      REQUIRE(one.span.end > one.span.begin);
      REQUIRE(one.span.begin >= paragraph.span.begin);
      REQUIRE(one.span.end <= paragraph.span.end);
      REQUIRE(text::trim(text, one.span) == one.span);
      REQUIRE(one.first_token == token);
      REQUIRE(one.end_token >= token);
      for (; token < one.end_token; ++token) {
        REQUIRE(analysis.tokens[token].begin >= one.span.begin);
        REQUIRE(analysis.tokens[token].begin < one.span.end);
      }
      last = one.span.end;
    }
    last = paragraph.span.end;
  }
  REQUIRE(sentence == analysis.sentences.size());
  REQUIRE(token == analysis.tokens.size());
  REQUIRE(last <= text.size());
}

}  // namespace

TEST_CASE("text/analysis: every token lies in one sentence, every sentence in one paragraph") {
  const std::string texts[] = {
      "",
      " \n\n ",
      "One. Two.\n\nThree.",
      "The U.S. said. It's\u2026 Moscow's \u201Cplan.\u201D He left.\r\n\r\nEnd",
      "\u4ED6\u8D70\u4E86\u3002\u5979\u7559\u4E0B\u3002",
      "...\n\n!!!\n\n?",
      "\xFF\xFE. A\xC3. B\0. C"s,
      std::string(5000, 'a') + " b. C",
      std::string(5000, '\x80'),
      "\u00A0A. \u00A0B.\u00A0C",
  };
  text::Analysis analysis;  // reused, as all callers do
  for (const std::string& text : texts) {
    CAPTURE(text);
    text::analyse(text, analysis);
    check_shape(text, analysis);
    text::analyse_line(text, analysis);
    check_shape(text, analysis);
  }
}

TEST_CASE("text/analysis: random mixtures keep the shape") {
  const std::string parts[] = {"word ", "U.S. ", ". ", "\n", "\n\n", "A",      "\u2019s", "\u3002",
                               "\xFF",  "1,0",   "\"", "\t", "Mr. ", "\u00AD", "\u4E2D",  "? "};
  unsigned state = 7;
  text::Analysis analysis;
  for (int round = 0; round < 200; ++round) {
    std::string text;
    for (int i = 0; i < 300; ++i) {
      state = state * 1103515245 + 12345;
      text += parts[state >> 16 & 15];
    }
    text::analyse(text, analysis);
    check_shape(text, analysis);
  }
}

TEST_CASE("text/analysis: a token cut by the end of an over-long sentence counts in one sentence") {
  std::string text;
  while (text.size() < 4000) text += "x-yyyyyyyyy-";
  text::Analysis analysis;
  text::analyse(text, analysis);
  check_shape(text, analysis);
  CHECK(analysis.sentences.size() >= 3);
}

TEST_CASE("text/analysis: a headline is one sentence, whatever stands in it") {
  text::Analysis analysis;
  text::analyse_line("  Oil up. Gas down!\nCoal flat  ", analysis);
  REQUIRE(analysis.sentences.size() == 1);
  CHECK(analysis.paragraphs.size() == 1);
  CHECK(analysis.sentences[0].end_token == 6);
  CHECK(analysis.sentences[0].span == text::Span{2, 29});
  text::analyse_line("", analysis);
  CHECK(analysis.sentences.empty());
  CHECK(analysis.paragraphs.empty());
  CHECK(analysis.tokens.empty());
}
