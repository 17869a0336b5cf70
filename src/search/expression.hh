// Where a positional expression holds in the token streams of one segment.
#pragma once

#include "search/plan.hh"
#include "search/spans.hh"
#include "store/segment.hh"
#include "text/tokenize.hh"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dateline::search {

/// The stems, by number, that have words which do not begin with a prefix.
std::vector<bool> stems_outside(const store::ForwardFile& forward, std::string_view prefix);

/// Decides an expression on tokens. Keeps its buffers: one a thread.
/// A phrase of single stems is searched for in the encoded stream; everything else decodes it
/// (600 ns a passage). Forms that stems cannot tell (`=word`, a wildcard that only some words of a
/// stem begin with) are compared with the text, which is read only where the stems are there.
class ExpressionMatcher {
 public:
  ExpressionMatcher(const Expression& expression, const store::Segment& segment);

  /// How often the expression occurs in a passage's text or a headline.
  unsigned count_passage(std::uint32_t ordinal);
  unsigned count_title(std::uint32_t article);

  /// The spans themselves, good until the next call.
  const Spans& passage(std::uint32_t ordinal);
  const Spans& title(std::uint32_t article);

  /// In the lead alone, given an article's first passage; the rest of the passage is as if absent.
  const Spans& lead(std::uint32_t ordinal);

  /// Those of a passage that begin among its first so many tokens.
  const Spans& first(std::uint32_t ordinal, std::uint32_t words);

  /// The words and phrases that the spans found last are made of; what lies between them is left
  /// out.
  Spans parts() const;

  /// Stems that the segment lacks make it impossible to hold anywhere.
  bool possible() const { return possible_; }

 private:
  /// What a stem means to the expression: tokens it certainly is, and those whose form is to be
  /// checked.
  struct Meaning {
    std::uint64_t sure = 0, to_check = 0;
  };

  bool compile(const Expression& expression);
  bool compile_token(const TokenTest& token);
  void give(std::uint32_t stem, std::uint64_t bit, bool check);
  void decode(const store::TokenStream& stream);
  bool may_have_form(std::string_view text);
  void check_forms(std::string_view text);
  bool has_form(std::string_view text, std::size_t token, const TokenTest& test) const;
  Spans evaluate(const Expression& expression, std::size_t& next_token);
  unsigned count_pair(const store::TokenStream& stream);
  const Spans& run();

  const Expression& expression_;
  const store::Segment& segment_;
  bool possible_ = true;
  bool is_pair_ = false;
  std::optional<store::EncodedPhrase> phrase_;
  std::vector<const TokenTest*> tokens_;  ///< in the order of the tree
  std::vector<std::uint8_t> class_of_stem_;
  std::vector<Meaning> classes_{1};  ///< class 0: nothing

  std::vector<Spans> found_;                                        ///< by token test
  std::vector<std::pair<std::uint32_t, std::uint64_t>> unchecked_;  ///< token, tests to check
  Borders borders_;
  text::Tokens text_tokens_;
  std::string lowered_;
  Spans result_, parts_;
};

/// Most words, wildcards counted once, that one positional expression may hold.
inline constexpr std::size_t max_expression_tokens = 64;

}  // namespace dateline::search
