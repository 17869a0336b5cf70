// A written date cut into numbers, words and signs.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace dateline::temporal {

/// A run of digits, a run of letters, or one other character.
/// text:   points into the raw date
/// sign:   for a sign, its plain form: every dash is `-`, every bullet `|`; else 0
/// spaced: white space comes before it (true for the first)
struct DateToken {
  enum class Kind { Number, Word, Sign };
  Kind kind = Kind::Sign;
  std::string_view text;
  char sign = 0;
  bool spaced = true;
};

/// Longer strings are no dates; this bounds the work on hostile input.
inline constexpr std::size_t max_date_bytes = 1024;

/// Cut a raw date.
/// out: nullopt if it is too long, holds a NUL or malformed UTF-8
std::optional<std::vector<DateToken>> cut_date(std::string_view raw);

/// A place in cut text. Each take_… function moves on and says so, or stays where it is. Copies are
/// cheap and serve to try a shape and go back.
class DateCursor {
 public:
  explicit DateCursor(const std::vector<DateToken>& tokens) : tokens_(&tokens) {}

  bool done() const { return at_ >= tokens_->size(); }

  /// The token `ahead` places on; a blank sign past the end.
  const DateToken& peek(std::size_t ahead = 0) const;

  void skip() { ++at_; }

  /// A number of so many digits, at most 9.
  std::optional<int> take_number(std::size_t min_digits, std::size_t max_digits);

  bool take_sign(char sign);

  /// Any of these signs; 0 if there is none.
  char take_sign_of(std::string_view signs);

  /// A word, given in lower case ASCII.
  bool take_word(std::string_view word);

  /// Any word of a list: lower case ASCII, between blanks (` at um `).
  bool take_word_of(std::string_view words);

 private:
  const std::vector<DateToken>* tokens_;
  std::size_t at_ = 0;
};

}  // namespace dateline::temporal
