// Words, phrases and positional groups of a query into expressions over stems.
#pragma once

#include "query/ast.hh"
#include "search/plan.hh"
#include "store/database.hh"
#include "store/terms.hh"
#include "text/tokenize.hh"

#include <string>
#include <string_view>
#include <vector>

namespace dateline::search {

/// Most words of the database that one wildcard may stand for.
inline constexpr std::size_t max_wildcard_words = 1000;

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

  const store::Stemmer& stemmer() const { return stemmer_; }

 private:
  [[noreturn]] void fail(const std::string& message, const query::Node& node,
                         std::string hint = {}) const;
  Expression lower(const query::Node& node);
  Expression row(const query::Node& node);
  Expression token(std::string_view folded) const;
  Expression wildcard(std::string_view folded, const query::Node& node) const;

  std::string_view query_;
  const store::Database& database_;
  store::Stemmer stemmer_;
  text::Tokens tokens_;
};

/// How many tokens an expression tests for.
std::size_t token_count(const Expression& expression);

/// A clause that says which bytes of the query it was read from.
inline Clause read_from(const query::Node& node, Clause clause) {
  clause.begin = node.begin;
  clause.end = node.end;
  return clause;
}

}  // namespace dateline::search
