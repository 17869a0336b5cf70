// Words, phrases and positional groups of a query into expressions over stems.
#pragma once

#include "query/ast.hh"
#include "search/plan.hh"
#include "store/database.hh"
#include "store/terms.hh"
#include "text/tokenize.hh"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline::search {

/// Most words of the database that one wildcard may stand for.
inline constexpr std::size_t max_wildcard_words = 1000;
/// Most wildcards of one query.
inline constexpr std::size_t max_wildcards = 256;

/// Turns the positional part of a tree into what the matcher decides.
class WordLowering {
 public:
  /// in: query, as typed, for messages
  WordLowering(std::string_view query, const store::Database& database);

  /// A word (with inner breaks: a row of words), an exact word, a wildcard, a phrase, whose words
  /// may be wildcards, a group that means any of its parts, or two parts near each other.
  /// errors: Error{Code::Query} with a caret for what has no letter or digit, a wildcard that
  ///         stands for too many words, too many words in one expression
  Expression expression(const query::Node& node);

  /// A word, or a wildcard, that stands for nothing in the database, alone or within a phrase or a
  /// group, is told: it may be misspelt.
  /// in:  expression, of the node
  /// out: unknown, appended to, each once
  void note_unknown(const query::Node& node, const Expression& expression,
                    std::vector<std::string>& unknown) const;

  /// Count a wildcard; those of names count, too.
  /// errors: Error{Code::Query} with a caret if there are too many
  void count_wildcard(const query::Node& node);

  const store::Stemmer& stemmer() const { return stemmer_; }

 private:
  [[noreturn]] void fail(const std::string& message, const query::Node& node,
                         std::string hint = {}) const;
  Expression lower(const query::Node& node);
  Expression row(const query::Node& node);
  Expression token(std::string_view folded) const;
  Expression wildcard(std::string_view folded, const query::Node& node);

  std::string_view query_;
  const store::Database& database_;
  store::Stemmer stemmer_;
  text::Tokens tokens_;
  std::size_t wildcards_ = 0;  ///< lowered so far
};

/// How many tokens an expression tests for.
std::size_t token_count(const Expression& expression);

/// A clause of some others; a single one stands for itself.
inline Clause group(Clause::Kind kind, std::vector<Clause> children) {
  if (children.size() == 1) return Clause(std::move(children.front()));
  Clause clause;
  clause.kind = kind;
  clause.children = std::move(children);
  return clause;
}

/// A clause of one other.
inline Clause around(Clause::Kind kind, Clause inner) {
  Clause clause;
  clause.kind = kind;
  clause.children.push_back(std::move(inner));
  return clause;
}

/// A clause that says which bytes of the query it was read from.
inline Clause read_from(const query::Node& node, Clause clause) {
  clause.begin = node.begin;
  clause.end = node.end;
  return clause;
}

}  // namespace dateline::search
