#include "query/lexer.hh"

#include "base/error.hh"
#include "query/foreign.hh"
#include "query/operators.hh"

#include <algorithm>

#include <fmt/format.h>

namespace dateline::query {
namespace {

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<Token> run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (is_space(c)) {
        ++at_;
        continue;
      }
      refuse_glued();
      if (quote_at(text_, at_) > 0) {
        quoted(0);
      } else if (c == '=' && quote_at(text_, at_ + 1) > 0) {
        quoted(1);
      } else if (c == '(' || c == ')') {
        bracket(c);
      } else if ((c == '+' || c == '-') && at_ + 1 < text_.size() && !is_space(text_[at_ + 1]) &&
                 text_[at_ + 1] != ')' && !signed_number()) {
        if (c == '+') refuse_westlaw();
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
    tokens_.push_back({.kind = kind, .begin = at_, .end = end, .text = std::move(text)});
    at_ = end;
  }

  [[noreturn]] void fail(std::string_view message, std::size_t end) const {
    throw base::Error(base::Code::Query, point_at(message, text_, at_, end));
  }

  /// Whether what begins here is asked of a field: it follows one, or stands in its brackets.
  bool in_field() const {
    const bool follows =
        !tokens_.empty() && tokens_.back().kind == TokenKind::Field && tokens_.back().end == at_;
    return follows || (!brackets_.empty() && brackets_.back());
  }

  void bracket(char c) {
    if (c == '(') {
      brackets_.push_back(in_field());
    } else if (!brackets_.empty()) {
      brackets_.pop_back();
    }
    push(c == '(' ? TokenKind::Open : TokenKind::Close, at_ + 1);
  }

  /// Take the `#3` that stands behind the name read last.
  void mentions() {
    std::size_t end = at_;
    while (!ends_word(end)) ++end;
    const Operator found = query::mentions(text_.substr(at_, end - at_));
    if (!found.error.empty()) fail(found.error, end);
    tokens_.back().mentions = found.node->number;
    tokens_.back().end = at_ = end;
  }

  /// What stands directly behind a phrase or a bracket, or a bracket or phrase directly behind a
  /// word, is neither one clause nor two.
  void refuse_glued() const {
    if (tokens_.empty() || tokens_.back().end != at_ || text_[at_] == ')') return;
    const TokenKind last = tokens_.back().kind;
    const bool closed = last == TokenKind::Quoted || last == TokenKind::Close;
    const bool word = last == TokenKind::Word || last == TokenKind::Topic;
    if (!closed && !(word && ends_word(at_))) return;
    std::size_t end = at_ + std::max<std::size_t>(1, quote_at(text_, at_));
    while (closed && !ends_word(end)) ++end;
    const bool range = last == TokenKind::Quoted && text_.substr(at_, 2) == "..";
    if (closed && text_[at_] == '#') {
      fail(fmt::format("'{}' stands behind one name of a field, as in org:\"European Union\"#3",
                       text_.substr(at_, end - at_)),
           end);
    }
    if (word && text_[at_] == '(') {
      const Token& name = tokens_.back();
      const std::string called = foreign_call(text_.substr(name.begin, name.end - name.begin));
      if (!called.empty())
        throw base::Error(base::Code::Query, point_at(called, text_, name.begin, at_ + 1));
    }
    if (closed && (text_[at_] == '~' || text_[at_] == '^')) {
      fail(fmt::format("'{}' means nothing here; words near each other are asked by NEAR/5, and "
                       "there are no weights",
                       text_.substr(at_, end - at_)),
           end);
    }
    fail(range ? "a range of dates is quoted as a whole, as in \"24 Feb 2022..3 Mar 2022\""
               : "a blank is missing here, or what stands before it does not belong",
         end);
  }

  bool ends_word(std::size_t at) const {
    return at >= text_.size() || is_space(text_[at]) || text_[at] == '(' || text_[at] == ')' ||
           quote_at(text_, at) > 0;
  }

  bool signed_number() const {
    // Looking at the digit first keeps a row of signs from being walked for each of them.
    if (text_[at_] != '-' || !is_number(text_.substr(at_ + 1, 1))) return false;
    std::size_t end = at_ + 1;
    while (!ends_word(end)) ++end;
    return is_number(text_.substr(at_ + 1, end - at_ - 1));
  }

  bool last_is(TokenKind kind) const { return !tokens_.empty() && tokens_.back().kind == kind; }

  /// What stands behind a blank at the offset, up to the end of the word.
  std::string_view next_word(std::size_t at) const {
    while (at < text_.size() && is_space(text_[at])) ++at;
    std::size_t end = at;
    while (!ends_word(end)) ++end;
    return text_.substr(at, end - at);
  }

  /// `+s`, `+p` and `+3` between words are Westlaw's operators of order.
  void refuse_westlaw() const {
    std::size_t end = at_ + 1;
    while (!ends_word(end)) ++end;
    const std::string_view name = text_.substr(at_ + 1, end - at_ - 1);
    const bool between =
        last_is(TokenKind::Word) || last_is(TokenKind::Quoted) || last_is(TokenKind::Close);
    std::size_t next = end;
    while (next < text_.size() && is_space(text_[next])) ++next;
    if (!between || next >= text_.size() || text_[next] == ')') return;
    if (name == "s" || name == "p") {
      fail(fmt::format("'+{0}' is no operator; write /{0}, or ADJ/5 for words in this order", name),
           end);
    }
    if (name.size() <= 2 && is_number(name))
      fail(fmt::format("did you mean 'ADJ/{0}'? Else quote the number: +\"{0}\"", name), end);
  }

  /// `NEAR 5` and `NEAR(5)`: a number right behind an operator without one.
  void refuse_loose_number(std::string_view name) const {
    std::size_t begin = at_;
    while (begin < text_.size() && (is_space(text_[begin]) || text_[begin] == '(')) ++begin;
    const std::string_view number = next_word(begin);
    const bool digits =
        !number.empty() && number.size() <= 3 &&
        std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits) return;
    std::size_t end = begin + number.size();
    if (end < text_.size() && text_[end] == ')') ++end;
    if (next_word(end).empty()) return;  // the number is what is looked for
    throw base::Error(
        base::Code::Query,
        point_at(fmt::format("did you mean '{}/{}'? Else quote the number", name, number), text_,
                 tokens_.back().begin, end));
  }

  /// A `*` in a phrase ends a word, as it does elsewhere.
  void check_stars(std::size_t begin, std::size_t end) const {
    for (std::size_t at = begin; at < end; ++at) {
      if (text_[at] != '*') continue;
      std::size_t word = at;
      while (word > begin && !is_space(text_[word - 1])) --word;
      const auto fail_at = [&](std::string_view message) {
        throw base::Error(base::Code::Query, point_at(message, text_, at, at + 1));
      };
      if (word == at && (at + 1 == end || is_space(text_[at + 1]))) {
        fail_at(
            "a '*' stands for no word of its own; write ADJ/3 between the words before and "
            "after it");
      }
      if (word == at || (at + 1 < end && !ends_sentence_word(text_[at + 1])))
        fail_at("a wildcard '*' stands only at the end of a word, as in 'sanction*'");
      if (columns(text_.substr(word, at - word)) < 2)
        fail_at("a wildcard needs at least 2 characters before its '*'");
    }
  }

  static bool ends_sentence_word(char c) {
    return is_space(c) || c == ',' || c == '.' || c == ';' || c == ':' || c == '!' || c == '?';
  }

  /// `'oil price'`: a phrase in single quotes.
  void refuse_single_quotes(std::size_t end) const {
    const std::string_view word = text_.substr(at_, end - at_);
    const std::size_t open = word.starts_with("‘") ? 3 : word.starts_with('\'') ? 1 : 0;
    if (open == 0 || word.size() == open) return;
    const auto closes = [&](std::size_t at) {
      const std::size_t size = text_[at - 1] == '\''                ? 1
                               : text_.substr(0, at).ends_with("’") ? 3
                                                                    : 0;
      return size > 0 && at > size && text_[at - size - 1] != 's';  // else a plural's apostrophe
    };
    if (closes(end)) return;
    for (std::size_t at = end; at < text_.size();) {
      while (at < text_.size() && ends_word(at)) ++at;
      while (!ends_word(at)) ++at;
      if (at > end && !ends_word(at - 1) && closes(at)) {
        throw base::Error(base::Code::Query,
                          point_at("a phrase stands in double quotes", text_, at_, at));
      }
    }
  }

  /// A phrase, after so many bytes of sign.
  void quoted(std::size_t sign) {
    const std::size_t open = sign + quote_at(text_, at_ + sign);
    std::size_t close = at_ + open;
    while (close < text_.size() && quote_at(text_, close) == 0) ++close;
    if (close >= text_.size()) {
      throw base::Error(base::Code::Query,
                        point_at("a quote is not closed", text_, at_, at_ + open));
    }
    const bool whole = last_is(TokenKind::Field) && tokens_.back().exact;
    if (!whole) check_stars(at_ + open, close);
    const std::string inside(text_.substr(at_ + open, close - at_ - open));
    const bool name = in_field();
    push(TokenKind::Quoted, close + quote_at(text_, close), inside);
    tokens_.back().exact = sign > 0;
    if (name && at_ < text_.size() && text_[at_] == '#') mentions();
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
    while (!ends_word(end)) ++end;
    const std::string_view found = text_.substr(at_, end - at_);
    const bool bracket = end < text_.size() && text_[end] == '(', asked = in_field();
    if (last_is(TokenKind::Not)) refuse_not(found, end);
    if (found == "AND" || found == "OR" || found == "NOT") {
      push(found == "AND" ? TokenKind::And : found == "OR" ? TokenKind::Or : TokenKind::Not, end);
    } else if (named(positional(found), TokenKind::Near, end)) {
      if (found == "NEAR" || found == "ADJ") refuse_loose_number(found);
    } else if (bracket && named(call(found), TokenKind::Call, end + 1)) {
      brackets_.push_back(asked);
    } else {
      plain(found, end);
    }
  }

  /// `NOT w/5`: a distance behind NOT is one operator with it.
  void refuse_not(std::string_view found, std::size_t end) const {
    std::string distance = distance_meant(found);
    if (distance.empty() && (found == "NEAR" || found == "ADJ")) distance = found;
    if (distance.empty()) return;
    throw base::Error(base::Code::Query,
                      point_at(fmt::format("did you mean '{}'?", without(distance)), text_,
                               tokens_.back().begin, end));
  }

  /// Take the word if it is an operator; refuse it if it should have been one.
  bool named(Operator found, TokenKind kind, std::size_t end) {
    if (!found.error.empty()) fail(found.error, end);
    if (!found.node) return false;
    push(kind, end);
    tokens_.back().node = std::move(*found.node);
    return true;
  }

  void plain(std::string_view found, std::size_t end) {
    if (found.size() > 1 && found.front() == '@') return topic(found.substr(1), end);
    const bool name = in_field() && found.front() != '@';
    const std::size_t hash = name ? found.find('#') : std::string_view::npos;
    if (hash == 0) fail(fmt::format("a name is missing before '{}'", found), end);
    if (hash != std::string_view::npos) {
      plain(found.substr(0, hash), at_ + hash);
      return mentions();
    }
    refuse_foreign(found, end);
    if (const std::string meant = foreign_sign(found); !meant.empty()) fail(meant, end);
    const bool exact = found.front() == '=' && found.size() > 1;
    if (found == "=" && end < text_.size() && text_[end] == '(')
      fail("'=' stands before a word or a phrase, not before a bracket", end);
    std::string_view text = found.substr(exact ? 1 : 0);
    const std::size_t star = text.find('*');
    const bool prefix = star != std::string_view::npos;
    if (prefix) {
      if (star + 1 < text.size() || star == 0)
        fail("a wildcard '*' stands only at the end of a word, as in 'sanction*'", end);
      text.remove_suffix(1);
      if (exact) fail(fmt::format("an exact form has no wildcard; write '{}*'", text), end);
      if (columns(text) < 2) fail("a wildcard needs at least 2 characters before its '*'", end);
    }
    push(TokenKind::Word, end, std::string(text));
    tokens_.back().exact = exact;
    tokens_.back().prefix = prefix;
  }

  void refuse_foreign(std::string_view found, std::size_t end) const {
    if (const std::string meant = foreign_operator(found); !meant.empty()) fail(meant, end);
    refuse_single_quotes(end);
    const std::size_t colon = found.find(':');
    if (found.front() == '=' && colon != std::string_view::npos && colon > 1 &&
        std::all_of(found.begin() + 1, found.begin() + static_cast<std::ptrdiff_t>(colon), is_name))
      fail(
          "'=' stands before the word, as in title:(=oil), or behind the colon of a name, as in "
          "org:=gazprom",
          end);
    const bool after_date = last_is(TokenKind::Word) && tokens_.back().text.size() == 4 &&
                            foreign_date(tokens_.back().text, found);
    if (after_date) fail("a time is written as in published:2022-02-24.. or published:..2022", end);
  }

  void topic(std::string_view id, std::size_t end) {
    const bool known = std::all_of(id.begin(), id.end(), [](char c) {
      return is_name(c) || (c >= '0' && c <= '9') || c == '.' || (c & 0x80) != 0;
    });
    if (!known) {
      fail(fmt::format("'@{}' names no topic: an id is of letters, digits, '-', '_' and '.'", id),
           end);
    }
    push(TokenKind::Topic, end, std::string(id));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
  std::vector<bool> brackets_;  ///< open ones: whether a field is asked for what is inside
};

}  // namespace

std::vector<Token> lex(std::string_view text) {
  return Lexer(text).run();
}

std::size_t quote_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (text[at] == '"') return 1;
  if ((text[at] & 0x80) == 0) return 0;
  for (const std::string_view mark : {"“", "”", "„", "‟", "«", "»"})
    if (text.substr(at, mark.size()) == mark) return mark.size();
  return 0;
}

bool is_words(std::string_view text) {
  try {
    const std::vector<Token> tokens = lex(text);
    return std::all_of(tokens.begin(), tokens.end() - 1, [](const Token& token) {
      return token.kind == TokenKind::Word || token.kind == TokenKind::Quoted;
    });
  } catch (const base::Error&) {
    return false;
  }
}

bool is_word(std::string_view text) {
  try {
    const std::vector<Token> tokens = lex(text);
    return tokens.size() == 2 && tokens.front().kind == TokenKind::Word &&
           tokens.front().text == text;
  } catch (const base::Error&) {
    return false;
  }
}

bool is_number(std::string_view text) {
  return !text.empty() && text.front() >= '0' && text.front() <= '9' &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || c == '.' || c == ',' || c == '%';
         });
}

}  // namespace dateline::query
