// Query text into a tree.
#pragma once

#include "query/ast.hh"

#include <string_view>

namespace dateline::query {

/// Parse a query.
///
///     query  := all { "OR" all }
///     all    := rank { ["AND"] "NOT" rank | "AND" rank }
///     rank   := clause { clause }
///     clause := ["+" | "-"] para
///     para   := sent { ("/p" | "NOT/p") sent }
///     sent   := near { ("/s" | "NOT/s") near }
///     near   := unit { ("NEAR" ["/" n] | "ADJ" ["/" n] | "NOT/" n) unit }
///     unit   := ["="] word | word "*" | ["="] phrase | field ":" ["="] value | "@" topic
///             | "atleast" n "(" query ")" | "first" n "(" query ")" | "article(" query ")"
///             | "(" query ")"
///     value  := name ["#" n] | "(" query ")"
///     name   := word | word "*" | phrase
///
/// Positional operators group to the left and take words, phrases, OR groups, groups side by side
/// and each other; anything else inside them is refused. `oil price AND russia OR gas` is
/// `((oil price) AND russia) OR gas`. In the brackets of a field, too, `#n` may follow each name.
/// in:     text, UTF-8
/// errors: Error{Code::Query} with the query and a caret under the place
Node parse(std::string_view text);

}  // namespace dateline::query
