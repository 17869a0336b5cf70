// Text into tokens: the one tokenizer for indexing, queries, entities and dates.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::text {

/// Increase whenever the same text would give other tokens: it is part of the analysis fingerprint.
inline constexpr int tokenizer_version = 1;

/// Facts about a token's letters as written, combined by `|`.
enum TokenFlag : std::uint8_t {
  Capital = 1,    ///< its first letter is upper or title case
  AllCaps = 2,    ///< at least two letters, none in lower case (`NATO`, `U.S.`, `F16`)
  HasDigit = 4,   ///< holds a digit
  HasLetter = 8,  ///< holds a letter
  Dotted = 16,    ///< an abbreviation written with inner full stops (`U.S.`, `a.m.`)
};

/// One token. `begin` and `end` are byte offsets into the tokenized text, half-open.
struct Token {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t folded_begin = 0;  ///< into Tokens::folded
  std::uint16_t folded_length = 0;
  std::uint8_t flags = 0;
  bool operator==(const Token&) const = default;
};

/// The tokens of one text, in order; a token's position is its index. Meant to be reused, so that a
/// run over a corpus allocates only while it grows.
struct Tokens {
  std::vector<Token> items;
  std::string folded;  ///< the folded forms, one after another

  std::size_t size() const { return items.size(); }
  bool empty() const { return items.empty(); }
  const Token& operator[](std::size_t index) const { return items[index]; }

  /// The token as it is matched: compatibility forms and case folded (NFKC_Casefold), accents
  /// taken off, apostrophes straight, thousands separators gone.
  std::string_view text(std::size_t index) const {
    const Token& token = items[index];
    return std::string_view(folded).substr(token.folded_begin, token.folded_length);
  }
  void clear() {
    items.clear();
    folded.clear();
  }
};

/// Split UTF-8 text into tokens, appending nothing but replacing `out`.
/// A token is a run of letters, marks and digits. Inside it are kept: an apostrophe between letters
/// (`don't`, `O'Brien`), a full stop or comma between digits (`3.5`, `1,750`), `&` between capitals
/// (`AT&T`), full stops of abbreviations made of single letters (`U.S.`, the last one included).
/// A possessive `'s` belongs to no token: `Moscow's` gives `moscow`, spanning six bytes.
/// Abbreviations fold to their letters (`U.K.` and `UK` to `uk`), save where those make a common
/// word: `U.S.` folds to `u.s`, and so does `US` outside all-capitals text (likewise `IT`, `WHO`),
/// so that the country and the pronoun are two terms. Runs of scripts written without spaces (Han,
/// Kana, Thai, …) are split by ICU's word rules. in:     text, UTF-8, at most 4 GiB; malformed
/// bytes separate tokens source: UAX #15 (NFKC_Casefold), UAX #29 for scripts without spaces
void tokenize(std::string_view text, Tokens& out);

}  // namespace dateline::text
