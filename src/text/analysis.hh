// One text analysed: its tokens, sentences and paragraphs. Both ways through the program use it.
#pragma once

#include "text/span.hh"
#include "text/tokenize.hh"

#include <cstdint>
#include <string_view>
#include <vector>

namespace dateline::text {

/// A sentence: its bytes (outer white space left out), its tokens [first_token, end_token), which
/// may be none, and its paragraph.
struct Sentence {
  Span span;
  std::uint32_t first_token = 0;
  std::uint32_t end_token = 0;
  std::uint32_t paragraph = 0;
};

/// A paragraph: its bytes (outer white space left out) and its sentences [first_sentence,
/// end_sentence), at least one.
struct Paragraph {
  Span span;
  std::uint32_t first_sentence = 0;
  std::uint32_t end_sentence = 0;
};

/// Tokens, sentences and paragraphs of one text, each in text order; every token lies in one
/// sentence, every sentence in one paragraph. Meant to be reused.
struct Analysis {
  Tokens tokens;
  std::vector<Sentence> sentences;
  std::vector<Paragraph> paragraphs;
};

/// Analyse a body: paragraphs, then sentences, then tokens.
void analyse(std::string_view text, Analysis& out);

/// Analyse a headline or another single line: one paragraph, one sentence; nothing if it is blank.
void analyse_line(std::string_view text, Analysis& out);

}  // namespace dateline::text
