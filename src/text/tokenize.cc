#include "text/tokenize.hh"

#include "base/error.hh"
#include "text/unicode.hh"

#include <algorithm>
#include <array>
#include <memory>

#include <unicode/brkiter.h>
#include <unicode/utext.h>

namespace dateline::text {
namespace {

/// Longest token in bytes of text; a longer run (an encoded blob, say) is passed over.
constexpr std::size_t max_token_bytes = 200;

enum Class : std::uint8_t { Other, Lower, Upper, Digit, Foreign };

constexpr std::array<Class, 256> classes = [] {
  std::array<Class, 256> table{};
  for (int c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] = Lower;
  for (int c = 'A'; c <= 'Z'; ++c) table[static_cast<std::size_t>(c)] = Upper;
  for (int c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = Digit;
  for (std::size_t c = 0x80; c < 0x100; ++c) table[c] = Foreign;
  return table;
}();

Class class_of(char c) {
  return classes[static_cast<unsigned char>(c)];
}
bool is_ascii_letter(char c) {
  return class_of(c) == Lower || class_of(c) == Upper;
}

/// Dotted abbreviations whose bare letters would be a common word keep their stops.
bool is_common_word(std::string_view letters) {
  static constexpr std::array<std::string_view, 14> words = {
      "am", "as", "at", "he", "in", "is", "it", "me", "no", "or", "so", "us", "we", "who"};
  return std::find(words.begin(), words.end(), letters) != words.end();
}

/// Written in capitals without stops these name a country, a trade, an organisation.
bool is_pronoun_lookalike(std::string_view letters) {
  return letters == "us" || letters == "it" || letters == "who";
}

class Splitter {
 public:
  Splitter(std::string_view text, Tokens& out) : text_(text), out_(out) {}

  void run() {
    while (at_ < text_.size()) {
      const Class kind = class_of(text_[at_]);
      if (kind == Other) {
        ++at_;
      } else if (kind == Foreign) {
        begin_foreign();
      } else {
        ascii_word();
      }
    }
  }

 private:
  char peek(std::size_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }

  /// Length in bytes of an apostrophe at `offset`: ' or ’; 0 if there is none.
  std::size_t apostrophe(std::size_t offset) const {
    if (peek(offset) == '\'') return 1;
    if (text_.substr(offset, 3) == "\u2019") return 3;
    return 0;
  }

  /// Bytes of a possessive ending (`'s`) that closes the word at `offset`; 0 if there is none.
  std::size_t possessive(std::size_t offset) const {
    const std::size_t quote = apostrophe(offset);
    if (quote == 0 || (peek(offset + quote) | 0x20) != 's') return 0;
    return word_at(offset + quote + 1) ? 0 : quote + 1;
  }

  /// Whether a letter, mark or digit stands at `offset`.
  bool word_at(std::size_t offset) const {
    const Class kind = class_of(peek(offset));
    return kind == Foreign ? is_word(next_code_point(text_, offset)) : kind != Other;
  }

  bool letter_at(std::size_t offset) const {
    if (class_of(peek(offset)) != Foreign) return is_ascii_letter(peek(offset));
    return is_letter(next_code_point(text_, offset));
  }

  void begin_foreign() {
    std::size_t next = at_;
    const std::int32_t c = next_code_point(text_, next);
    if (!is_word(c)) {
      at_ = next;
    } else if (is_unspaced(c)) {
      unspaced_run();
    } else {
      foreign_word(at_);
    }
  }

  /// A word of ASCII letters and digits, the common case; hands over to foreign_word() at the first
  /// letter beyond ASCII.
  void ascii_word() {
    const std::size_t begin = at_;
    const std::size_t folded_begin = out_.folded.size();
    std::size_t i = begin, part = begin;  // part: where the letters after the last full stop begin
    bool dotted = false;
    int letters = 0, lower = 0, digits = 0;
    for (; i < text_.size(); ++i) {
      const char c = text_[i];
      switch (class_of(c)) {
        case Lower:
          ++letters, ++lower;
          out_.folded.push_back(c);
          continue;
        case Upper:
          ++letters;
          out_.folded.push_back(static_cast<char>(c | 0x20));
          continue;
        case Digit:
          ++digits;
          out_.folded.push_back(c);
          continue;
        case Foreign: {
          if (possessive(i) > 0) break;
          std::size_t next = i;
          const std::int32_t code_point = next_code_point(text_, next);
          if (!is_word(code_point) && !is_ignorable(code_point) &&
              !(apostrophe(i) > 0 && is_ascii_letter(text_[i - 1]) && letter_at(next))) {
            break;
          }
          if (is_word(code_point) && is_unspaced(code_point)) break;
          out_.folded.resize(folded_begin);
          foreign_word(begin);
          return;
        }
        case Other: {
          const char before = text_[i - 1], after = peek(i + 1);
          if (c == '\'' && is_ascii_letter(before) && letter_at(i + 1) && !possessive(i)) {
            out_.folded.push_back(c);
            continue;
          }
          if (c == '.' && class_of(before) == Digit && class_of(after) == Digit) {
            out_.folded.push_back(c);
            continue;
          }
          if (c == ',' && class_of(before) == Digit && thousands(i + 1)) continue;
          if (c == '.' && i - part == 1 && is_ascii_letter(before)) {
            // One letter and a stop: an abbreviation if another lone letter follows or went before.
            if (is_ascii_letter(after) && !word_at(i + 2)) {
              dotted = true;
              part = i + 1;
              continue;
            }
            if (dotted) ++i;  // the last stop belongs to it
          }
          if (c == '&' && class_of(before) == Upper && class_of(after) == Upper) {
            out_.folded.push_back(c);
            continue;
          }
          break;
        }
      }
      break;
    }
    std::uint8_t flags = 0;
    if (class_of(text_[begin]) == Upper) flags |= Capital;
    if (letters > 1 && lower == 0) flags |= AllCaps;
    if (digits > 0) flags |= HasDigit;
    if (letters > 0) flags |= HasLetter;
    if (dotted) flags |= Dotted;
    finish(begin, i, folded_begin, flags);
  }

  /// Whether exactly three digits stand at `offset`.
  bool thousands(std::size_t offset) const {
    for (std::size_t k = 0; k < 3; ++k) {
      if (class_of(peek(offset + k)) != Digit) return false;
    }
    return class_of(peek(offset + 3)) != Digit;
  }

  /// A word with letters beyond ASCII, from `begin`.
  void foreign_word(std::size_t begin) {
    word_.clear();
    const std::size_t folded_begin = out_.folded.size();
    std::size_t i = begin;
    std::uint8_t flags = 0;
    int letters = 0, lower = 0;
    bool after_letter = false;
    while (i < text_.size()) {
      std::size_t next = i;
      const std::int32_t c = next_code_point(text_, next);
      if (is_word(c) && !is_unspaced(c)) {
        after_letter = is_letter(c) || (after_letter && is_mark(c));
        if (is_letter(c)) {
          if (letters == 0 && is_upper(c)) flags |= Capital;
          ++letters;
          if (is_lower(c)) ++lower;
        } else if (is_digit(c)) {
          flags |= HasDigit;
        }
        word_.append(text_, i, next - i);
      } else if (apostrophe(i) > 0 && after_letter && letter_at(next) && possessive(i) == 0) {
        word_.push_back('\'');
      } else if (!is_ignorable(c)) {
        break;
      }
      i = next;
    }
    if (letters > 0) flags |= HasLetter;
    if (letters > 1 && lower == 0) flags |= AllCaps;
    if (i - begin <= max_token_bytes) append_folded(word_, out_.folded);
    finish(begin, i, folded_begin, flags);
  }

  /// A run of a script without spaces: ICU's dictionaries know its words.
  void unspaced_run() {
    std::size_t end = at_;
    while (end < text_.size()) {
      std::size_t next = end;
      const std::int32_t c = next_code_point(text_, next);
      if (!is_word(c) || (!is_unspaced(c) && !is_mark(c))) break;
      end = next;
    }
    UErrorCode status = U_ZERO_ERROR;
    thread_local const std::unique_ptr<icu::BreakIterator> words(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    UText* run =
        utext_openUTF8(nullptr, text_.data() + at_, static_cast<std::int64_t>(end - at_), &status);
    if (words != nullptr && U_SUCCESS(status)) words->setText(run, status);
    if (words == nullptr || U_FAILURE(status)) {
      utext_close(run);
      throw base::Error(base::Code::Internal,
                        std::string("ICU cannot split words: ") + u_errorName(status));
    }
    const std::size_t start = at_;
    for (std::int32_t from = words->first(), to = words->next(); to != icu::BreakIterator::DONE;
         from = to, to = words->next()) {
      const std::size_t begin = start + static_cast<std::size_t>(from);
      const std::size_t folded_begin = out_.folded.size();
      const std::size_t length = static_cast<std::size_t>(to - from);
      append_folded(text_.substr(begin, length), out_.folded);
      finish(begin, begin + length, folded_begin, HasLetter);
    }
    utext_close(run);
    at_ = end + possessive(end);
  }

  void finish(std::size_t begin, std::size_t end, std::size_t folded_begin, std::uint8_t flags) {
    at_ = end + possessive(end);
    std::string& folded = out_.folded;
    if (end - begin > max_token_bytes || folded.size() == folded_begin) {
      folded.resize(folded_begin);
      return;
    }
    const std::string_view letters = std::string_view(folded).substr(folded_begin);
    const bool dotted = (flags & Dotted) != 0;
    if ((dotted && is_common_word(letters)) ||
        ((flags & AllCaps) != 0 && is_pronoun_lookalike(letters) &&
         (dotted || stands_out(begin, end)))) {
      for (std::size_t k = folded.size() - 1; k > folded_begin; --k) folded.insert(k, 1, '.');
    }
    out_.items.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                          static_cast<std::uint32_t>(folded_begin),
                          static_cast<std::uint16_t>(folded.size() - folded_begin), flags});
  }

  /// Whether capitals mean something here: lower-case letters, or no letters at all, are near.
  bool stands_out(std::size_t begin, std::size_t end) const {
    constexpr std::size_t reach = 40;
    bool other_capitals = false;
    for (std::size_t i = begin > reach ? begin - reach : 0; i < std::min(end + reach, text_.size());
         ++i) {
      if (i >= begin && i < end) continue;
      if (class_of(text_[i]) == Lower) return true;
      other_capitals |= class_of(text_[i]) == Upper;
    }
    return !other_capitals;
  }

  std::string_view text_;
  Tokens& out_;
  std::size_t at_ = 0;
  std::string word_;
};

}  // namespace

void tokenize(std::string_view text, Tokens& out) {
  out.clear();
  Splitter(text, out).run();
}

}  // namespace dateline::text
