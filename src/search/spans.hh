// Runs of tokens, and which of them stand near each other.
#pragma once

#include "query/ast.hh"

#include <cstdint>
#include <vector>

namespace dateline::search {

/// Tokens [begin, end) of one passage or headline.
struct TokenSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  auto operator<=>(const TokenSpan&) const = default;
};

/// Spans in ascending order, each once.
using Spans = std::vector<TokenSpan>;

/// Where sentences and paragraphs begin, as token indices, ascending; the first one, 0, left out.
/// Paragraphs are sentences, too.
struct Borders {
  std::vector<std::uint32_t> sentences, paragraphs;
};

/// Where an article's lead ends, given its first passage: with its first paragraph, or, where that
/// is a byline or a place alone, with the first that makes it 20 words.
std::uint32_t lead_end(const Borders& borders);

/// How two spans must stand to each other.
struct Nearness {
  query::Unit unit = query::Unit::Words;
  bool ordered = false;
  unsigned number = 0;  ///< words from one to the other, 1 being side by side
};

/// The spans that reach from one of `left` to one of `right` near it. The two do not share tokens.
/// No more than `max_spans` are kept, about the first ones, so that no query is costly in a passage
/// of the same few words: what only the others would be near to is not found there.
Spans pair_up(const Spans& left, const Spans& right, const Nearness& nearness,
              const Borders& borders);

/// As many as pair_up() has for spans of one token each, no token being in both lists.
unsigned count_pairs(const Spans& left, const Spans& right, const Nearness& nearness,
                     const Borders& borders);

/// The spans of `left` that none of `right` stands near to; what shares tokens is near, so that
/// `oil NOT/s "palm oil"` has no sentence with palm oil.
Spans without(const Spans& left, const Spans& right, const Nearness& nearness,
              const Borders& borders);

/// Spans made of one of each list, in a row without a gap.
Spans in_a_row(const std::vector<Spans>& parts);

/// Keep the first of spans that share tokens, as a phrase is counted: `"oil oil"` once in three oil.
void leave_out_overlaps(Spans& spans);

/// All spans of both.
Spans any_of(Spans left, const Spans& right);

inline constexpr std::size_t max_spans = 2000;

}  // namespace dateline::search
