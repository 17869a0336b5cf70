#include "query/parser.hh"

#include "base/error.hh"
#include "query/lexer.hh"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace dateline::query {
namespace {

/// Brackets deeper than this are an attack on the stack.
constexpr int max_depth = 200;
constexpr std::size_t max_query_bytes = 64 << 10;

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// What the word would mean in the full language, if this version does not know it; else nothing.
std::string_view reserved(std::string_view word) {
  for (const std::string_view name : {"NEAR", "ADJ"}) {
    if (word == name || (word.starts_with(name) && word.size() > name.size() &&
                         word[name.size()] == '/' && all_digits(word.substr(name.size() + 1)))) {
      return "a distance operator";
    }
  }
  if (word == "/s" || word == "/p" || word == "NOT/s" || word == "NOT/p")
    return "a sentence or paragraph operator";
  if (word.size() > 1 && word.back() == '*') return "a wildcard";
  if (word.size() > 1 && word.front() == '=') return "an exact form";
  if (word.size() > 1 && word.front() == '@') return "a topic as a clause";
  return {};
}

/// `atleast3(…)`, `first50(…)`, `article(…)`: a bracket right after one of these names.
bool reserved_call(std::string_view word) {
  if (word == "article") return true;
  for (const std::string_view name : {"atleast", "first"}) {
    if (word.starts_with(name) && all_digits(word.substr(name.size()))) return true;
  }
  return false;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text), tokens_(lex(text)) {}

  Node run() {
    if (peek().kind == TokenKind::End) throw base::Error(base::Code::Query, "the query is empty");
    Node node = any(0);
    if (peek().kind == TokenKind::Close) fail("a bracket is closed that was never opened", peek());
    return node;
  }

 private:
  const Token& peek(std::size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  Token take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }

  [[noreturn]] void fail(std::string_view message, const Token& token) const {
    throw base::Error(base::Code::Query, point_at(message, text_, token.begin, token.end));
  }

  /// A node around children, or the only child itself.
  static Node around(Kind kind, std::vector<Node> children) {
    if (children.size() == 1 && kind != Kind::Not) return std::move(children.front());
    Node node;
    node.kind = kind;
    node.begin = children.front().begin;
    node.end = children.back().end;
    node.children = std::move(children);
    return node;
  }

  Node any(int depth) {
    std::vector<Node> choices{all(depth)};
    while (peek().kind == TokenKind::Or) {
      take();
      choices.push_back(all(depth));
    }
    return around(Kind::Or, std::move(choices));
  }

  Node all(int depth) {
    std::vector<Node> parts;
    if (peek().kind == TokenKind::Not) {
      parts.push_back(negated(depth));
    } else {
      parts.push_back(rank(depth));
    }
    for (;;) {
      if (peek().kind == TokenKind::And) {
        take();
        parts.push_back(peek().kind == TokenKind::Not ? negated(depth) : rank(depth));
      } else if (peek().kind == TokenKind::Not) {
        parts.push_back(negated(depth));
      } else {
        return around(Kind::And, std::move(parts));
      }
    }
  }

  Node negated(int depth) {
    const Token token = take();
    Node node = around(Kind::Not, {rank(depth)});
    node.begin = token.begin;
    return node;
  }

  Node rank(int depth) {
    std::vector<Node> clauses{clause(depth)};
    while (starts_clause(peek().kind)) clauses.push_back(clause(depth));
    if (clauses.size() == 1 && clauses.front().mark == Mark::None)
      return std::move(clauses.front());
    Node node;
    node.kind = Kind::Rank;
    node.begin = clauses.front().begin;
    node.end = clauses.back().end;
    node.children = std::move(clauses);
    return node;
  }

  static bool starts_clause(TokenKind kind) {
    switch (kind) {
      case TokenKind::Word:
      case TokenKind::Quoted:
      case TokenKind::Field:
      case TokenKind::Open:
      case TokenKind::Plus:
      case TokenKind::Minus:
        return true;
      default:
        return false;
    }
  }

  Node clause(int depth) {
    Mark mark = Mark::None;
    const std::size_t begin = peek().begin;
    if (peek().kind == TokenKind::Plus || peek().kind == TokenKind::Minus) {
      mark = take().kind == TokenKind::Plus ? Mark::Must : Mark::MustNot;
    }
    Node node = primary(depth);
    if (mark != Mark::None && node.mark != Mark::None) node = around_marked(std::move(node));
    if (mark != Mark::None) {
      node.mark = mark;
      node.begin = begin;
    }
    return node;
  }

  static Node around_marked(Node node) {
    Node outer;
    outer.kind = Kind::Rank;
    outer.begin = node.begin;
    outer.end = node.end;
    outer.children.push_back(std::move(node));
    return outer;
  }

  Node primary(int depth) {
    const Token token = take();
    switch (token.kind) {
      case TokenKind::Word:
        return word(token);
      case TokenKind::Quoted:
        return leaf(Kind::Phrase, token);
      case TokenKind::Open:
        return bracket(token, depth);
      case TokenKind::Field: {
        const TokenKind next = peek().kind;
        if (next == TokenKind::Field && peek().begin == token.end) {
          fail(fmt::format("'{}:' follows '{}:'; quote a value that holds a colon", peek().text,
                           token.text),
               peek());
        }
        const bool has_value =
            next == TokenKind::Word || next == TokenKind::Quoted || next == TokenKind::Open;
        if (!has_value || peek().begin != token.end) {
          fail(fmt::format("nothing to look for follows '{}:'; quote a word that ends in a colon",
                           token.text),
               token);
        }
        Node value = primary(depth);
        Node node;
        node.kind = Kind::Field;
        node.field = token.text;
        node.exact = token.exact;
        node.begin = token.begin;
        node.end = value.end;
        node.children.push_back(std::move(value));
        return node;
      }
      case TokenKind::End:
        fail("something to search for is missing at the end", token);
      case TokenKind::Close:
        fail("something to search for is missing before the bracket", token);
      default:
        fail(fmt::format("something to search for is missing before '{}'",
                         text_.substr(token.begin, token.end - token.begin)),
             token);
    }
  }

  Node word(const Token& token) {
    if (const std::string_view what = reserved(token.text); !what.empty()) {
      fail(fmt::format(
               "'{}' is {}, which this version does not have yet; quote it to search for its words",
               token.text, what),
           token);
    }
    if (peek().kind == TokenKind::Open && peek().begin == token.end && reserved_call(token.text)) {
      fail(fmt::format("'{}(…)' is not known to this version", token.text), token);
    }
    return leaf(Kind::Word, token);
  }

  static Node leaf(Kind kind, const Token& token) {
    Node node;
    node.kind = kind;
    node.begin = token.begin;
    node.end = token.end;
    node.text = token.text;
    return node;
  }

  Node bracket(const Token& open, int depth) {
    if (depth + 1 > max_depth) fail(fmt::format("brackets go deeper than {}", max_depth), open);
    Node node = any(depth + 1);
    if (peek().kind != TokenKind::Close) fail("a bracket is not closed", open);
    node.begin = open.begin;
    node.end = take().end;
    return node;
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

}  // namespace

Node parse(std::string_view text) {
  if (text.size() > max_query_bytes) {
    throw base::Error(base::Code::Query, fmt::format("the query has {} bytes; the limit is {}",
                                                     text.size(), max_query_bytes));
  }
  return Parser(text).run();
}

}  // namespace dateline::query
