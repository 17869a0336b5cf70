#include "search/lower_words.hh"

#include "base/error.hh"
#include "query/lexer.hh"
#include "schema/field.hh"
#include "search/expression.hh"
#include "text/normalize.hh"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace dateline::search {

using query::Kind;
using query::Node;

std::size_t token_count(const Expression& expression) {
  if (expression.kind == Expression::Kind::Token) return 1;
  std::size_t count = 0;
  for (const Expression& child : expression.children) count += token_count(child);
  return count;
}

WordLowering::WordLowering(std::string_view query, const store::Database& database)
    : query_(query), database_(database), stemmer_(database.manifest().fingerprint.stemmer) {}

void WordLowering::fail(const std::string& message, const Node& node, std::string hint) const {
  throw base::Error(base::Code::Query, query::point_at(message, query_, node.begin, node.end),
                    std::move(hint));
}

Expression WordLowering::expression(const Node& node) {
  Expression result = lower(node);
  if (const std::size_t count = token_count(result); count > max_expression_tokens) {
    fail(fmt::format("{} words stand in one phrase or positional group; the limit is {}", count,
                     max_expression_tokens),
         node);
  }
  return result;
}

void WordLowering::note_unknown(const Node& node, const Expression& expression,
                                std::vector<std::string>& unknown) const {
  const bool parts = expression.children.size() == node.children.size();
  for (std::size_t i = 0; parts && i < node.children.size(); ++i)
    note_unknown(node.children[i], expression.children[i], unknown);
  if (expression.kind == Expression::Kind::Row) {
    text::Tokens tokens;
    text::tokenize(node.text, tokens);
    for (std::size_t i = 0; i < expression.children.size() && i < tokens.size(); ++i) {
      Node word = node;
      word.prefix = node.text.compare(tokens[i].end, 1, "*") == 0;
      word.text = node.text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
      note_unknown(word, expression.children[i], unknown);
    }
  }
  if (expression.kind != Expression::Kind::Token) return;
  const schema::Field& text = schema::Schema::standard().get("text");
  const auto& stems = expression.token.stems;
  const bool known = store::with_xapian("look up a word", [&] {
    return std::any_of(stems.begin(), stems.end(), [&](const std::string& stem) {
      return database_.terms().term_exists(store::make_term(text, stem));
    });
  });
  const std::string shown = node.text + (node.prefix ? "*" : "");
  if (!known && std::find(unknown.begin(), unknown.end(), shown) == unknown.end())
    unknown.push_back(shown);
}

Expression WordLowering::lower(const Node& node) {
  switch (node.kind) {
    case Kind::Word:
    case Kind::Phrase:
      return row(node);
    case Kind::Rank:
    case Kind::Or: {
      Expression any;
      any.kind = Expression::Kind::Any;
      for (const Node& child : node.children) any.children.push_back(lower(child));
      return any;
    }
    case Kind::Near: {
      Expression near;
      near.kind = Expression::Kind::Near;
      near.unit = node.unit;
      near.ordered = node.ordered;
      near.negated = node.negated;
      near.number = node.number;
      for (const Node& child : node.children) near.children.push_back(lower(child));
      return near;
    }
    default:
      fail("this can't stand inside a positional group", node);
  }
}

Expression WordLowering::row(const Node& node) {
  text::tokenize(node.text, tokens_);
  if (tokens_.empty()) {
    if (node.text.size() > 200) fail("this has no word short enough to search for", node);
    fail(fmt::format("'{}' has no letter or digit to search for", node.text), node,
         "leave it out, or quote it with the words beside it");
  }
  if (node.prefix && tokens_.size() > 1) {
    fail(fmt::format("'{}*' is more than one word, and a wildcard stands for one", node.text), node,
         "quote it: the last word of a phrase may be a wildcard");
  }
  Expression result;
  result.kind = Expression::Kind::Row;
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    const text::Token& at = tokens_[i];
    const bool starred = node.prefix || (node.kind == Kind::Phrase && at.end < node.text.size() &&
                                         node.text[at.end] == '*');
    if (starred) {
      result.children.push_back(wildcard(tokens_.text(i), node));
    } else {
      result.children.push_back(token(tokens_.text(i)));
    }
    if (!node.exact || starred) continue;
    TokenTest& test = result.children.back().token;
    test.exact = true;
    test.form = text::written_form(std::string_view(node.text).substr(at.begin, at.end - at.begin));
  }
  if (result.children.size() > 1) return result;
  return Expression(std::move(result.children.front()));
}

Expression WordLowering::token(std::string_view folded) const {
  Expression result;
  result.token.stems = {stemmer_.stem(folded)};
  return result;
}

void WordLowering::count_wildcard(const Node& node) {
  if (++wildcards_ > max_wildcards)
    fail(fmt::format("a query has at most {} wildcards", max_wildcards), node);
}

Expression WordLowering::wildcard(std::string_view folded, const Node& node) {
  count_wildcard(node);
  std::set<std::string, std::less<>> words, stems;
  for (const auto& segment : database_.segments()) {
    const store::ForwardFile& forward = segment->forward;
    const auto [first, last] = forward.words_with(folded);
    for (std::uint32_t word = first; word < last; ++word) {
      words.emplace(forward.word(word));
      stems.emplace(forward.stem(forward.word_stem(word)));
    }
  }
  if (words.size() > max_wildcard_words) {
    fail(fmt::format("'{}*' stands for {} words; the limit is {}", folded, words.size(),
                     max_wildcard_words),
         node, "write more letters before the star");
  }
  Expression result;
  result.token.stems.assign(stems.begin(), stems.end());
  result.token.form = folded;
  return result;
}

}  // namespace dateline::search
