// Code points: reading them, classes, folding; the small pieces tokenize and normalize share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dateline::text {

/// Read the code point at `offset` and move past it.
/// out: the code point, or -1 for a malformed sequence (one byte or the maximal subpart is passed)
std::int32_t next_code_point(std::string_view text, std::size_t& offset);

void append_utf8(std::int32_t code_point, std::string& out);

/// A letter, mark or digit of any script.
bool is_word(std::int32_t code_point);
bool is_letter(std::int32_t code_point);
bool is_digit(std::int32_t code_point);
bool is_upper(std::int32_t code_point);  ///< upper or title case
bool is_lower(std::int32_t code_point);
bool is_mark(std::int32_t code_point);  ///< a combining mark
bool is_joined(
    std::int32_t
        code_point);  ///< a Hangul vowel or final consonant, drawn within the syllable before

/// Vanishes inside words: soft hyphen, zero-width characters.
bool is_ignorable(std::int32_t code_point);

/// Takes two columns where all characters are as wide as each other. source: UAX #11, wide and fullwidth
bool is_wide(std::int32_t code_point);

/// Belongs to a script written without spaces between words (Han, Kana, Thai, Lao, Khmer, Myanmar).
bool is_unspaced(std::int32_t code_point);

/// Append the folded form of a word: NFKC_Casefold, then accents off Latin and Greek letters, and
/// the Latin letters that do not decompose made plain (ø -> o, ł -> l, đ -> d, ı -> i). source: UAX
/// #15
void append_folded(std::string_view word, std::string& out);

/// The composed form, NFC.
std::string composed(std::string_view text);

}  // namespace dateline::text
