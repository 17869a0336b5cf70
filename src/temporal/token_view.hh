// Tokens as the rules of temporal expressions see them: roles, numbers, and what stands between.
#pragma once

#include "temporal/grammar.hh"
#include "text/analysis.hh"

#include <cstdint>
#include <string_view>
#include <vector>

namespace dateline::temporal {

/// How a token with digits is written.
enum class Digits : std::uint8_t {
  None,
  Plain,     ///< `1998`
  Grouped,   ///< `1,750`
  Decimal,   ///< `3.5`
  Ordinal,   ///< `20th`
  Plural,    ///< `1990s`
  Suffixed,  ///< `10am`, `2pm`: number and letters
};

/// number: what the digits before any letter say, at most 9 of them; -1 if there are none
/// digits: how many
struct TokenFacts {
  const Word* word = nullptr;
  std::int32_t number = -1;
  std::uint8_t digits = 0;
  Digits form = Digits::None;
};

/// The tokens of one text with their facts. Meant to be reused.
class TokenView {
 public:
  /// The text and its analysis must outlive the use of the view.
  void read(std::string_view text, const text::Tokens& tokens, const Grammar& grammar);

  std::size_t size() const { return facts_.size(); }
  const TokenFacts& operator[](std::size_t i) const { return facts_[i]; }
  const text::Token& token(std::size_t i) const { return (*tokens_)[i]; }
  std::string_view folded(std::size_t i) const { return tokens_->text(i); }
  std::string_view text() const { return text_; }

  /// The role, if the token can play it as it is written here.
  const WordRole* as(std::size_t i, std::uint16_t role) const;

  /// What stands between a token and the next: one Joint.
  std::uint16_t joint_after(std::size_t i) const;

  /// The byte before a token, 0 at the start.
  char before(std::size_t i) const;
  /// The byte after a token, 0 at the end.
  char after(std::size_t i) const;

 private:
  std::string_view text_;
  const text::Tokens* tokens_ = nullptr;
  std::vector<TokenFacts> facts_;
};

/// A number read from tokens [begin, end).
/// vague:   `a few`, `several`: value means nothing
/// decimal: as written, if it is no whole number
struct ReadNumber {
  std::size_t end = 0;
  std::int32_t value = 0;
  bool vague = false;
  std::string_view decimal;
};

/// Reads the numbers that rules name by Builtin.
class NumberReader {
 public:
  explicit NumberReader(const Grammar& grammar);

  /// in:  tokens [begin, limit)
  /// out: nullopt if no such number begins there
  std::optional<ReadNumber> read(Builtin builtin, const TokenView& tokens, std::size_t begin,
                                 std::size_t limit) const;

 private:
  std::optional<ReadNumber> count(const TokenView& tokens, std::size_t begin,
                                  std::size_t limit) const;
  std::optional<ReadNumber> one_count(const TokenView& tokens, std::size_t begin,
                                      std::size_t limit) const;
  std::optional<ReadNumber> words(const TokenView& tokens, std::size_t begin,
                                  std::size_t limit) const;
  std::optional<ReadNumber> year(const TokenView& tokens, std::size_t begin,
                                 std::size_t limit) const;
  std::optional<ReadNumber> ordinal(const TokenView& tokens, std::size_t begin,
                                    std::size_t limit) const;
  /// A number below 100 in words: `seven`, `twenty-four`.
  std::optional<ReadNumber> small_words(const TokenView& tokens, std::size_t begin,
                                        std::size_t limit) const;

  std::uint16_t number_, scale_, vague_, a_, ordinal_, of_, to_, or_, and_, half_;
};

}  // namespace dateline::temporal
