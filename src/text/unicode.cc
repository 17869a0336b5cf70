#include "text/unicode.hh"

#include "base/error.hh"

#include <array>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

namespace dateline::text {
namespace {

const icu::Normalizer2& normalizer(const icu::Normalizer2* (*get)(UErrorCode&)) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* found = get(status);
  if (U_FAILURE(status)) {
    throw base::Error(base::Code::Internal,
                      std::string("ICU has no normalisation data: ") + u_errorName(status));
  }
  return *found;
}

bool loses_accents(UScriptCode script) {
  return script == USCRIPT_LATIN || script == USCRIPT_GREEK;
}

/// Latin letters with a stroke and the like have no decomposition.
std::int32_t plain_letter(std::int32_t code_point) {
  switch (code_point) {
    case 0x00F8:
      return 'o';  // ø
    case 0x0142:
      return 'l';  // ł
    case 0x0111:
      return 'd';  // đ
    case 0x0127:
      return 'h';  // ħ
    case 0x0131:
      return 'i';  // ı
    case 0x0167:
      return 't';  // ŧ
    default:
      return code_point;
  }
}

const icu::Normalizer2& nfc() {
  static const icu::Normalizer2& compose = normalizer(icu::Normalizer2::getNFCInstance);
  return compose;
}

void append_folded_by_icu(std::string_view word, std::string& out) {
  static const icu::Normalizer2& casefold = normalizer(icu::Normalizer2::getNFKCCasefoldInstance);
  static const icu::Normalizer2& decompose = normalizer(icu::Normalizer2::getNFDInstance);
  UErrorCode status = U_ZERO_ERROR;
  const auto length = static_cast<std::int32_t>(word.size());
  const icu::UnicodeString source =
      icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), length));
  const icu::UnicodeString parts = decompose.normalize(casefold.normalize(source, status), status);
  icu::UnicodeString kept;
  bool drop_marks = false;
  for (std::int32_t i = 0; i < parts.length();) {
    const UChar32 c = parts.char32At(i);
    i += U16_LENGTH(c);
    if (is_mark(c)) {
      if (!drop_marks) kept.append(c);
      continue;
    }
    UErrorCode ignored = U_ZERO_ERROR;
    drop_marks = loses_accents(uscript_getScript(c, &ignored));
    kept.append(static_cast<UChar32>(plain_letter(c)));
  }
  nfc().normalize(kept, status).toUTF8String(out);
}

/// Folded forms of the code points whose folding needs no context, as UTF-8 with its length.
struct FoldTable {
  static constexpr std::int32_t limit = 0x0530;  // Latin, Greek, Cyrillic
  struct Entry {
    char bytes[7];
    std::uint8_t length;
  };
  std::array<Entry, limit> entries{};

  FoldTable() {
    for (std::int32_t c = 0; c < limit; ++c) {
      std::string source, folded;
      append_utf8(c, source);
      append_folded_by_icu(source, folded);
      Entry& entry = entries[static_cast<std::size_t>(c)];
      entry.length = static_cast<std::uint8_t>(folded.copy(entry.bytes, sizeof entry.bytes));
    }
  }
};

}  // namespace

std::int32_t next_code_point(std::string_view text, std::size_t& offset) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 code_point = 0;
  std::size_t next = offset;
  U8_NEXT(bytes, next, text.size(), code_point);
  offset = next;
  return code_point;
}

void append_utf8(std::int32_t code_point, std::string& out) {
  std::uint8_t bytes[U8_MAX_LENGTH];
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, code_point);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

bool is_word(std::int32_t c) {
  return c >= 0 && (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK)) != 0;
}
bool is_letter(std::int32_t c) {
  return c >= 0 && (U_GET_GC_MASK(c) & U_GC_L_MASK) != 0;
}
bool is_digit(std::int32_t c) {
  return c >= 0 && u_isdigit(c) != 0;
}
bool is_upper(std::int32_t c) {
  return c >= 0 && (U_GET_GC_MASK(c) & (U_GC_LU_MASK | U_GC_LT_MASK)) != 0;
}
bool is_lower(std::int32_t c) {
  return c >= 0 && (U_GET_GC_MASK(c) & U_GC_LL_MASK) != 0;
}
bool is_mark(std::int32_t c) {
  return c >= 0 && (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

bool is_ignorable(std::int32_t c) {
  return c == 0x00AD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

bool is_joined(std::int32_t c) {
  const auto kind = u_getIntPropertyValue(c, UCHAR_HANGUL_SYLLABLE_TYPE);
  return kind == U_HST_VOWEL_JAMO || kind == U_HST_TRAILING_JAMO;
}

bool is_wide(std::int32_t c) {
  if (c < 0x1100) return false;
  const auto width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH;
}

bool is_unspaced(std::int32_t c) {
  if (c < 0x0E00) return false;
  // Script "common", but parts of Kana words: the long vowel mark, half-width sound marks.
  if (c == 0x30FC || c == 0xFF70 || c == 0xFF9E || c == 0xFF9F) return true;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(c, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return true;
    default:
      return false;
  }
}

void append_folded(std::string_view word, std::string& out) {
  static const FoldTable table;
  const std::size_t start = out.size();
  for (std::size_t i = 0; i < word.size();) {
    const std::int32_t c = next_code_point(word, i);
    if (c < 0) continue;
    if (c >= FoldTable::limit || is_mark(c)) {  // context decides: fold the whole word at once
      out.resize(start);
      append_folded_by_icu(word, out);
      return;
    }
    const FoldTable::Entry& entry = table.entries[static_cast<std::size_t>(c)];
    out.append(entry.bytes, entry.length);
  }
}

std::string composed(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out;
  nfc()
      .normalize(icu::UnicodeString::fromUTF8(
                     icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size()))),
                 status)
      .toUTF8String(out);
  return out;
}

}  // namespace dateline::text
