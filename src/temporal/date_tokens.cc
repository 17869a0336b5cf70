// A written date cut into numbers, words and signs.
#include "temporal/date_tokens.hh"

#include <string>

namespace dateline::temporal {

namespace {

using Kind = DateToken::Kind;

bool is_digit(unsigned char c) {
  return c >= '0' && c <= '9';
}
bool is_ascii_letter(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// What a character means for dates: ' ' blank, '0' digit, 'a' letter, else the sign's plain form.
struct Character {
  char meaning = 0;
  std::size_t length = 0;  ///< bytes; 0 if malformed
};

bool between(char32_t code, char32_t first, char32_t last) {
  return first <= code && code <= last;
}

/// Blanks, dashes and bullets beyond ASCII; everything else is a letter, known or not.
char meaning_beyond_ascii(char32_t code) {
  if (code == 0x85 || code == 0xA0 || between(code, 0x2000, 0x200F) ||
      between(code, 0x2028, 0x202F) || code == 0x2060 || code == 0x3000 || code == 0xFEFF) {
    return ' ';
  }
  if (between(code, 0x2010, 0x2015) || code == 0x2212) return '-';
  if (code == 0xB7 || code == 0x2022) return '|';
  if (code == 0x2019) return '\'';
  return 'a';
}

/// Source: The Unicode Standard 15, table 3-7 (well-formed UTF-8 byte sequences).
Character read_multi_byte(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return {};
  char32_t code = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xC0U) != 0x80U) return {};
    code = (code << 6U) | (next & 0x3FU);
  }
  const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  if (overlong || between(code, 0xD800, 0xDFFF) || code > 0x10FFFF) return {};
  return {meaning_beyond_ascii(code), length};
}

Character read_character(std::string_view text) {
  const auto c = static_cast<unsigned char>(text.front());
  if (c == 0) return {};
  if (c >= 0x80) return read_multi_byte(text);
  if (c == ' ' || (c >= '\t' && c <= '\r')) return {' ', 1};
  if (is_digit(c)) return {'0', 1};
  if (is_ascii_letter(c)) return {'a', 1};
  return {static_cast<char>(c), 1};
}

Kind kind_of(char meaning) {
  if (meaning == '0') return Kind::Number;
  return meaning == 'a' ? Kind::Word : Kind::Sign;
}

const DateToken past_end;

std::string lower(std::string_view word) {
  std::string result(word);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

}  // namespace

std::optional<std::vector<DateToken>> cut_date(std::string_view raw) {
  if (raw.size() > max_date_bytes) return std::nullopt;
  std::vector<DateToken> tokens;
  bool spaced = true;
  for (std::size_t at = 0; at < raw.size();) {
    const Character character = read_character(raw.substr(at));
    if (character.length == 0) return std::nullopt;
    const std::string_view text = raw.substr(at, character.length);
    at += character.length;
    if (character.meaning == ' ') {
      spaced = true;
      continue;
    }
    const Kind kind = kind_of(character.meaning);
    if (kind == Kind::Sign) {
      tokens.push_back({kind, text, character.meaning, spaced});
    } else if (!spaced && tokens.back().kind == kind) {
      std::string_view& run = tokens.back().text;
      run = std::string_view(run.data(), run.size() + text.size());
    } else {
      tokens.push_back({kind, text, 0, spaced});
    }
    spaced = false;
  }
  return tokens;
}

const DateToken& DateCursor::peek(std::size_t ahead) const {
  return at_ + ahead < tokens_->size() ? (*tokens_)[at_ + ahead] : past_end;
}

std::optional<int> DateCursor::take_number(std::size_t min_digits, std::size_t max_digits) {
  const DateToken& token = peek();
  if (token.kind != Kind::Number) return std::nullopt;
  if (token.text.size() < min_digits || token.text.size() > max_digits) return std::nullopt;
  int value = 0;
  for (const char c : token.text) value = value * 10 + (c - '0');
  skip();
  return value;
}

bool DateCursor::take_sign(char sign) {
  if (done() || peek().sign != sign) return false;
  skip();
  return true;
}

char DateCursor::take_sign_of(std::string_view signs) {
  const char sign = peek().sign;
  if (sign == 0 || signs.find(sign) == std::string_view::npos) return 0;
  skip();
  return sign;
}

bool DateCursor::take_word(std::string_view word) {
  if (peek().kind != Kind::Word || lower(peek().text) != word) return false;
  skip();
  return true;
}

bool DateCursor::take_word_of(std::string_view words) {
  if (peek().kind != Kind::Word) return false;
  if (words.find(' ' + lower(peek().text) + ' ') == std::string_view::npos) return false;
  skip();
  return true;
}

}  // namespace dateline::temporal
