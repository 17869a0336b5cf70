// Finding temporal expressions: the rules of a grammar applied to tokens.
#pragma once

#include "temporal/grammar.hh"
#include "temporal/token_view.hh"
#include "text/analysis.hh"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace dateline::temporal {

/// What one place of a rule found. text: what the role stands for, or the digits of a decimal
struct Capture {
  char slot = 0;
  bool vague = false;
  std::int32_t value = 0;
  std::string_view text;
};

/// An expression: its tokens [first, end), without its modifiers [core, end), the rule and what the
/// rule found.
struct Expression {
  std::uint32_t first = 0;
  std::uint32_t core = 0;
  std::uint32_t end = 0;
  const text::Sentence* sentence = nullptr;
  const Rule* rule = nullptr;
  std::array<Capture, 6> captures;
  std::uint8_t capture_count = 0;

  /// What a slot holds; nullptr if it was left out.
  const Capture* get(char slot) const;
  /// The value of a slot, or another if it was left out.
  std::int32_t value(char slot, std::int32_t otherwise) const;
};

/// Finds expressions in one text after another; keeps no memory of them.
class ExpressionFinder {
 public:
  explicit ExpressionFinder(const Grammar& grammar);

  /// Find the expressions of a sentence, the longest where several begin, none overlapping.
  /// in: tokens, read with the same grammar; out: replaced, in order; they point to the sentence
  void find(const TokenView& tokens, const text::Sentence& sentence,
            std::vector<Expression>& out) const;

 private:
  struct Range {
    std::uint32_t begin;
    std::uint32_t end;
  };
  bool longest(const TokenView& tokens, std::uint32_t begin, std::uint32_t limit, Action wanted,
               Expression& best) const;
  void try_rules(const std::vector<std::uint16_t>& rules, const TokenView& tokens,
                 std::uint32_t begin, std::uint32_t limit, Action wanted, Expression& best) const;
  std::uint32_t match(const Rule& rule, std::size_t place, const TokenView& tokens,
                      std::uint32_t at, std::uint32_t limit, Expression& found) const;

  const Grammar& grammar_;
  NumberReader numbers_;
};

}  // namespace dateline::temporal
