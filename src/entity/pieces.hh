// An article as the tagger reads it: words and punctuation in one sequence, title before body.
#pragma once

#include "entity/tagger.hh"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::entity {

/// Facts about a piece, combined by `|`.
enum PieceFlag : std::uint8_t {
  PieceCapital = 1,  ///< begins with a capital letter
  PieceAllCaps = 2,  ///< no small letter, at least two letters
  PieceDigit = 4,    ///< holds a digit
  PieceWord = 8,     ///< holds a letter or digit; else punctuation
  PieceLetter = 16,  ///< holds a letter
  PieceFirst = 32,   ///< the first word of its sentence or after an opening quotation mark
  PiecePlain = 64,   ///< only ASCII letters and digits, and -.'&
  PieceUpper = 128,  ///< holds a capital letter: `al-Shabaab`, `iPhone`
};

/// How a sentence uses capitals.
enum class Casing : std::uint8_t {
  Sentence,  ///< names have them
  Title,     ///< most words have them
  None,      ///< they say nothing: all letters are capitals, or, in a longer text, none is
};

/// A word, a number or a punctuation mark. `U.S.`, `Inc.`, `Anglo-Irish` and `AT&T` are one piece each; `'s` is one
/// of its own. Blanks around punctuation make no difference, so that text split into words
/// beforehand gives the same pieces.
struct Piece {
  std::uint32_t begin = 0;  ///< bytes of its part
  std::uint32_t end = 0;
  std::uint32_t folded_begin = 0;  ///< into Pieces::folded
  std::uint16_t folded_length = 0;
  std::uint8_t flags = 0;
  std::uint32_t shape = 0;  ///< `Xxxx` and the like, as a number
  std::uint64_t word = 0;   ///< hash as written; where casing says nothing, that of the folded form
  std::uint64_t fold = 0;   ///< hash of the folded form
};

/// Pieces [begin, end) of one sentence.
struct PieceSentence {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  Part part = Part::Body;
  Casing casing = Casing::Sentence;
  bool table = false;  ///< mostly numbers and punctuation
};

/// The whole article. Reused between articles.
struct Pieces {
  std::vector<Piece> items;
  std::vector<PieceSentence> sentences;
  std::string folded;

  std::string_view text(std::size_t i) const {
    return std::string_view(folded).substr(items[i].folded_begin, items[i].folded_length);
  }

  /// Cut an article; replaces what was there.
  void assign(const TaggerInput& article);

 private:
  void add_part(Part part, std::string_view text, const text::Analysis& analysis);
  void settle(PieceSentence& sentence, std::string_view text);
};

}  // namespace dateline::entity
