// The query as a tree. Knows neither the schema nor the engine.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace dateline::query {

/// Kinds of nodes, with what they hold. For `oil +gas "crude oil" place:Russia (a AND b)`:
/// a Rank of a Word, a Word marked Must, a Phrase, a Field and an And.
enum class Kind {
  Word,    ///< text
  Phrase,  ///< text, as between the quotes
  Field,   ///< field, and one child: what was asked of it; exact
  Rank,    ///< children: words rank, field clauses and marked ones narrow
  And,     ///< children, all
  Or,      ///< children, any
  Not,     ///< one child
};

enum class Mark { None, Must, MustNot };

/// A node and the bytes [begin, end) of the query it was read from.
struct Node {
  Kind kind = Kind::Word;
  std::size_t begin = 0;
  std::size_t end = 0;
  Mark mark = Mark::None;
  std::string text;
  std::string field;
  bool exact = false;  ///< of a field: the whole value, not words of it
  std::vector<Node> children;
};

/// The tree in the query language, with all brackets that its meaning needs.
std::string print(const Node& node);

}  // namespace dateline::query
