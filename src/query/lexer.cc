#include "query/lexer.hh"

#include "base/error.hh"

#include <algorithm>

namespace dateline::query {
namespace {

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

/// Bytes of a double quote, straight or curly, at the offset; else 0.
std::size_t quote(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (text[at] == '"') return 1;
  const std::string_view three = text.substr(at, 3);
  return three == "“" || three == "”" || three == "„" ? 3 : 0;
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<Token> run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (is_space(c)) {
        ++at_;
      } else if (quote(text_, at_) > 0) {
        quoted();
      } else if (c == '(' || c == ')') {
        push(c == '(' ? TokenKind::Open : TokenKind::Close, at_ + 1);
      } else if ((c == '+' || c == '-') && at_ + 1 < text_.size() && !is_space(text_[at_ + 1]) &&
                 text_[at_ + 1] != ')') {
        push(c == '+' ? TokenKind::Plus : TokenKind::Minus, at_ + 1);
      } else {
        word();
      }
    }
    push(TokenKind::End, at_);
    return std::move(tokens_);
  }

 private:
  void push(TokenKind kind, std::size_t end, std::string text = {}) {
    tokens_.push_back({kind, at_, end, std::move(text)});
    at_ = end;
  }

  void quoted() {
    const std::size_t open = quote(text_, at_);
    std::size_t close = at_ + open;
    while (close < text_.size() && quote(text_, close) == 0) ++close;
    if (close >= text_.size()) {
      throw base::Error(base::Code::Query,
                        point_at("a quote is not closed", text_, at_, at_ + open));
    }
    const std::string inside(text_.substr(at_ + open, close - at_ - open));
    push(TokenKind::Quoted, close + quote(text_, close), inside);
  }

  void word() {
    std::size_t end = at_;
    while (end < text_.size() && is_name(text_[end])) ++end;
    if (end > at_ && end < text_.size() && text_[end] == ':') {
      const std::string name(text_.substr(at_, end - at_));
      const bool exact = end + 1 < text_.size() && text_[end + 1] == '=';
      push(TokenKind::Field, end + (exact ? 2 : 1), name);
      tokens_.back().exact = exact;
      return;
    }
    while (end < text_.size() && !is_space(text_[end]) && text_[end] != '(' && text_[end] != ')' &&
           quote(text_, end) == 0) {
      ++end;
    }
    const std::string_view found = text_.substr(at_, end - at_);
    const TokenKind kind = found == "AND"   ? TokenKind::And
                           : found == "OR"  ? TokenKind::Or
                           : found == "NOT" ? TokenKind::Not
                                            : TokenKind::Word;
    push(kind, end, std::string(found));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

/// Columns a terminal gives the bytes: one a code point is near enough for a caret.
std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

}  // namespace

std::vector<Token> lex(std::string_view text) {
  return Lexer(text).run();
}

std::string point_at(std::string_view message, std::string_view query, std::size_t begin,
                     std::size_t end) {
  // A long query is shown around the place only.
  constexpr std::size_t reach = 60;
  end = std::min(end, begin + reach);
  std::size_t from = begin > reach ? begin - reach : 0;
  while (from > 0 && (static_cast<unsigned char>(query[from]) & 0xC0) == 0x80) --from;
  std::size_t to = std::min(query.size(), std::max(begin + 1, end) + reach);
  while (to < query.size() && (static_cast<unsigned char>(query[to]) & 0xC0) == 0x80) ++to;
  end = std::clamp(end, begin, to);
  std::string shown(query.substr(from, to - from));
  std::replace_if(shown.begin(), shown.end(), is_space, ' ');
  std::string out(message);
  out += "\n  " + shown + "\n  ";
  out.append(columns(query.substr(from, begin - from)), ' ');
  out.append(std::max<std::size_t>(1, columns(query.substr(begin, end - begin))), '^');
  return out;
}

}  // namespace dateline::query
