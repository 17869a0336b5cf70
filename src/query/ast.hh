// The query as a tree. Knows neither the schema nor the engine.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace dateline::query {

/// Kinds of nodes, with what they hold. For `oil +gas "crude oil" place:Russia (a AND b)`:
/// a Rank of a Word, a Word marked Must, a Phrase, a Field and an And.
enum class Kind {
  Word,     ///< text; exact, prefix, number
  Phrase,   ///< text, as between the quotes; exact, number
  Field,    ///< field, and one child: what was asked of it; exact
  Rank,     ///< children: words rank, field clauses and marked ones narrow
  And,      ///< children, all
  Or,       ///< children, any
  Not,      ///< one child
  Near,     ///< two children; unit, ordered, negated, number
  AtLeast,  ///< one child; number: how often at least
  First,    ///< one child; number: within how many words
  Article,  ///< one child, asked of the article as a whole
  Topic     ///< text: the id of a saved topic
};

enum class Mark { None, Must, MustNot };

/// What a Near counts its distance in: words, or that both stand in one sentence or paragraph.
enum class Unit { Words, Sentence, Paragraph };

/// A node and the bytes [begin, end) of the query it was read from.
struct Node {
  Kind kind = Kind::Word;
  std::size_t begin = 0;
  std::size_t end = 0;
  Mark mark = Mark::None;
  std::string text;
  std::string field;
  bool exact =
      false;  ///< of a word or phrase: as typed; of a field: the whole value, not words of it
  bool prefix = false;  ///< of a word: all words that begin so; text has no star
  Unit unit = Unit::Words;
  bool ordered = false;  ///< of Near: in the order given (ADJ)
  bool negated = false;  ///< of Near: the left without the right (NOT/5, NOT/s, NOT/p)
  /// Of Near in words: the distance, 1 being side by side. Of a word or phrase that a field is asked
  /// for: how often the article must mention it (`org:gazprom#3`); 0: not asked.
  unsigned number = 0;
  std::vector<Node> children;
};

/// An operator as it is written: of a Near `NEAR/5`, of the calls `atleast3`, `first50`, `article`.
std::string operator_name(const Node& node);

/// The tree in the query language, with all brackets that its meaning needs.
std::string print(const Node& node);

}  // namespace dateline::query
