#include "query/parser.hh"

#include "base/error.hh"
#include "query/lexer.hh"
#include "text/decode.hh"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace dateline::query {
namespace {

/// Brackets deeper than this are an attack on the stack.
constexpr int max_depth = 200;
constexpr std::size_t max_query_bytes = 64 << 10;
/// Positional operators lean to the left: their number is the height of the tree.
constexpr std::size_t max_positional = 200;

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

  /// A token or a node is where the caret stands.
  template <typename Span>
  [[noreturn]] void fail(std::string_view message, const Span& span) const {
    throw base::Error(base::Code::Query, point_at(message, text_, span.begin, span.end));
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
    std::vector<Node> choices;
    choices.push_back(all(depth));
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
    std::vector<Node> inside;
    inside.push_back(rank(depth));
    Node node = around(Kind::Not, std::move(inside));
    node.begin = token.begin;
    return node;
  }

  Node rank(int depth) {
    std::vector<Node> clauses;
    clauses.push_back(clause(depth));
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
      case TokenKind::Call:
      case TokenKind::Topic:
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
    Node node = positional(Unit::Paragraph, depth);
    if (mark != Mark::None && node.mark != Mark::None) node = around_marked(std::move(node));
    if (mark != Mark::None) {
      node.mark = mark;
      node.begin = begin;
    }
    return node;
  }

  /// Operators of this unit, those of smaller units being their parts: words bind closest.
  Node positional(Unit unit, int depth) {
    const std::size_t before = positional_;
    Node node = part(unit, depth);
    while (peek().kind == TokenKind::Near && peek().node.unit == unit) {
      const Token token = take();
      refuse_mark(token.node);
      Node right = part(unit, depth);
      ++positional_;
      if (positional_ - before > max_positional)
        fail(fmt::format("more than {} operators of distance in one clause", max_positional),
             token);
      Node near = token.node;
      check_operand(node, near);
      check_operand(right, near);
      near.begin = node.begin;
      near.end = right.end;
      near.children.push_back(std::move(node));
      near.children.push_back(std::move(right));
      node = std::move(near);
    }
    return node;
  }

  /// A mark right behind a positional operator.
  void refuse_mark(const Node& near) const {
    const TokenKind next = peek().kind;
    const std::string name = operator_name(near);
    if (next == TokenKind::Plus)
      fail(fmt::format("'+' can't stand after {0}; put it before the whole: +(a {0} b)", name),
           peek());
    if (next != TokenKind::Minus) return;
    Node without = near;
    without.negated = true;
    fail(fmt::format("'-' can't stand after {}; for a without b write a {} b", name,
                     operator_name(without)),
         peek());
  }

  Node part(Unit unit, int depth) {
    if (unit == Unit::Words) return primary(depth);
    return positional(unit == Unit::Paragraph ? Unit::Sentence : Unit::Words, depth);
  }

  /// Refuse what has no place in the text: an operand is of words, phrases and choices of them.
  void check_operand(const Node& node, const Node& outer) const {
    const std::string inside = operator_name(outer) + (outer.kind == Kind::Near ? "" : "(…)");
    const auto refuse = [&](std::string_view what, std::string_view advice) {
      fail(fmt::format("{} can't stand inside {}; {}", what, inside, advice), node);
    };
    if (node.mark != Mark::None) {
      refuse(node.mark == Mark::Must ? "'+'" : "'-'", "put it before the whole");
    }
    const bool near = outer.kind == Kind::Near;
    switch (node.kind) {
      case Kind::Word:
      case Kind::Phrase:
      case Kind::Near:  // its own parts were checked when it was made
        return;
      case Kind::Rank:
      case Kind::Or:
        for (const Node& child : node.children) check_operand(child, outer);
        return;
      case Kind::And:
        refuse("AND", near ? fmt::format("write a {0} b {0} c, or put the AND outside", inside)
                           : fmt::format("write {0} for each part, and AND between them", inside));
        return;
      case Kind::Not:
        refuse("NOT", "put it outside, or write NOT/5, NOT/s or NOT/p");
        return;
      case Kind::Field:
        refuse(fmt::format("'{}:'", node.field),
               near ? fmt::format("write {}:(a {} b)", node.field, inside)
                    : std::string("put it beside the group"));
        return;
      case Kind::AtLeast:
      case Kind::First:
      case Kind::Article:
        refuse(operator_name(node) + "(…)", "put it outside, with AND");
        return;
      case Kind::Topic:
        refuse("@" + node.text, "put it outside, with AND");
        return;
    }
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
        return leaf(Kind::Word, token);
      case TokenKind::Quoted:
        return leaf(Kind::Phrase, token);
      case TokenKind::Open:
        return bracket(token, depth);
      case TokenKind::Call: {
        Node node = token.node;
        Node inside = bracket(token, depth);
        inside.begin = token.end - 1;
        if (node.kind != Kind::Article) check_operand(inside, node);
        node.begin = token.begin;
        node.end = inside.end;
        node.children.push_back(std::move(inside));
        return node;
      }
      case TokenKind::Topic:
        return leaf(Kind::Topic, token);
      case TokenKind::Field: {
        const TokenKind next = peek().kind;
        if (next == TokenKind::Field && peek().begin == token.end) {
          fail(fmt::format("'{}:' follows '{}:'; quote a value that holds a colon", peek().text,
                           token.text),
               peek());
        }
        const bool has_value =
            next == TokenKind::Word || next == TokenKind::Quoted || next == TokenKind::Open;
        if ((next == TokenKind::Call || next == TokenKind::Topic) && peek().begin == token.end) {
          fail(fmt::format("what follows '{}:' needs brackets of its own: {}:(…)", token.text,
                           token.text),
               peek());
        }
        if (next == TokenKind::Word && peek().exact && peek().begin == token.end)
          fail("'==' is no operator", peek());
        if (!has_value || peek().begin != token.end) {
          fail(fmt::format("nothing to look for follows '{}:'; quote a word that ends in a colon",
                           token.text),
               token);
        }
        const std::string outer = std::exchange(field_, token.text);
        Node value = primary(depth);
        field_ = outer;
        Node node;
        node.kind = Kind::Field;
        node.field = token.text;
        node.exact = token.exact;
        node.begin = token.begin;
        node.end = value.end;
        if (!outer.empty()) fail(fmt::format("'{}:' stands inside '{}:'", node.field, outer), node);
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

  static Node leaf(Kind kind, const Token& token) {
    Node node;
    node.kind = kind;
    node.begin = token.begin;
    node.end = token.end;
    node.text = token.text;
    node.exact = token.exact;
    node.prefix = token.prefix;
    node.number = token.mentions;
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
  std::size_t positional_ = 0;  ///< nodes of Kind::Near made so far
  std::string field_;           ///< that is being read; else empty
};

}  // namespace

Node parse(std::string_view text) {
  if (text.size() > max_query_bytes) {
    throw base::Error(base::Code::Query, fmt::format("the query has {} bytes; the limit is {}",
                                                     text.size(), max_query_bytes));
  }
  if (const std::size_t valid = text::valid_utf8_prefix(text); valid < text.size()) {
    throw base::Error(base::Code::Query, point_at(fmt::format("byte {} is no UTF-8", valid + 1),
                                                  text.substr(0, valid), valid, valid + 1));
  }
  const auto control = std::find_if(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && !(byte >= '\t' && byte <= '\r')) || byte == 0x7F;
  });
  if (control != text.end()) {
    const auto at = static_cast<std::size_t>(control - text.begin());
    throw base::Error(base::Code::Query,
                      point_at("a control character stands here", text.substr(0, at), at, at + 1));
  }
  return Parser(text).run();
}

}  // namespace dateline::query
