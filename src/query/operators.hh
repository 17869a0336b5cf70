// The operators that are spelt as words: which word is one, and what a misspelt one should have been.
#pragma once

#include "query/ast.hh"

#include <optional>
#include <string>
#include <string_view>

namespace dateline::query {

/// What a word is found to be: an operator's node without children, or why it is refused, or neither.
struct Operator {
  std::optional<Node> node;
  std::string error;
};

/// `NEAR`, `NEAR/5`, `ADJ/5`, `NOT/5`, `/s`, `/p`, `NOT/s`, `NOT/p`, and what looks like them.
Operator positional(std::string_view word);

/// `atleast3`, `first50`, `article` with a bracket right behind, and what looks like them.
Operator call(std::string_view word);

/// `#3` behind a name: a node that has nothing but the number.
/// in: sign, all that stands there, with the `#`
Operator mentions(std::string_view sign);

}  // namespace dateline::query
