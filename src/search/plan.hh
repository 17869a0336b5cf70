// A query lowered to what the engine can look up: what must hold, and what counts for the score.
#pragma once

#include "query/ast.hh"
#include "temporal/day.hh"

#include <cstdint>
#include <string>
#include <vector>

namespace dateline::search {

/// Which tokens a part of a positional expression stands for.
/// stems: any of these
/// form:  empty, or how the token must be written in the text
/// exact: the form is the whole token as written; else its folded form begins with `form`
struct TokenTest {
  std::vector<std::string> stems;
  std::string form;
  bool exact = false;
  bool operator==(const TokenTest&) const = default;
};

/// What stands where in a run of tokens. For `(gas OR "crude oil") NEAR/5 embarg*`: a Near of an Any
/// (of a Token and a Row of two Tokens) and a Token with two stems.
/// Token: one token;  Row: children side by side;  Any: one of the children;
/// Near: children 0 and 1 within `number` tokens of each other, or in one sentence or paragraph;
///       negated: child 0 where child 1 is not
struct Expression {
  enum class Kind { Token, Row, Any, Near };
  Kind kind = Kind::Token;
  TokenTest token;
  query::Unit unit = query::Unit::Words;
  bool ordered = false;
  bool negated = false;
  unsigned number = 0;
  std::vector<Expression> children;
  bool operator==(const Expression&) const = default;
};

/// Whether it is one stem, however written: what a posting list alone decides.
bool is_plain_word(const Expression& expression);

/// Where an expression is looked for.
/// Passage: in the passage's text, or in the headline;  Title: in the headline
/// Lead:    in the first paragraph of the article, as far as its first passage holds it
/// First:   in the article's text, beginning among its first so many tokens
enum class Scope { Passage, Title, Lead, First };

/// The least condition: something to look up, evaluated once however often the query uses it.
/// terms:      Xapian terms, any of which a passage must have; empty where the expression decides
/// expression: used if `terms` is empty
/// at_least:   how often the expression must occur, in the passage and its headline together
/// mentions:   of names: how often the article must mention them, all terms together
struct Leaf {
  std::vector<std::string> terms;
  Expression expression;
  Scope scope = Scope::Passage;
  unsigned within_first = 0;  ///< of Scope::First
  unsigned at_least = 1;
  unsigned mentions = 1;
  bool operator==(const Leaf&) const = default;
};

/// A condition on a passage.
/// Leaf:    plan.leaves[leaf] holds
/// AtLeast: the leaf occurs `number` times in the article as a whole
/// Article: the child holds for the article as a whole: each of its leaves in any passage
/// Words:   the article's text has first_word to last_word tokens
/// All:     holds always;  None: never
/// begin, end: bytes of the query it was read from; both 0 for what gathers several parts
struct Clause {
  enum class Kind { Leaf, AtLeast, Article, Words, And, Or, Not, All, None };
  Kind kind = Kind::All;
  std::size_t leaf = 0;
  std::uint64_t number = 0, first_word = 0, last_word = UINT64_MAX;
  std::size_t begin = 0, end = 0;
  std::vector<Clause> children;
};

/// A leaf that adds to the score of the passages it occurs in.
struct Scorer {
  std::size_t leaf = 0;
  double weight = 1;  ///< how often the query names it
  bool word = false;  ///< a single word: it counts for proximity
};

struct Plan {
  std::vector<Leaf> leaves;
  Clause match;
  std::vector<Scorer> scorers;
  std::vector<std::size_t> highlights;  ///< leaves to mark in texts
  std::vector<temporal::DayRange>
      mentioned;                     ///< expressions that speak of such days are marked, too
  std::vector<std::string> dropped;  ///< stop words that neither match nor score
  std::vector<std::string> widened;  ///< name clauses with the aliases they stand for
  std::vector<std::string> unknown;  ///< words and names that no passage of the database has

  /// The number of a leaf, added unless it is there.
  std::size_t leaf(Leaf wanted);
};

/// The plan's condition and scorers in a readable form, for `--explain`.
std::string print(const Plan& plan);

/// An expression, a leaf, or a condition of a plan, in the same form.
std::string print(const Expression& expression);
std::string print(const Leaf& leaf);
std::string print(const Plan& plan, const Clause& clause);

}  // namespace dateline::search
