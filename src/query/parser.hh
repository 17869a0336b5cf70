// Query text into a tree.
#pragma once

#include "query/ast.hh"

#include <string_view>

namespace dateline::query {

/// Parse a query.
///
///     query   := all { "OR" all }
///     all     := rank { ["AND"] "NOT" rank | "AND" rank }
///     rank    := clause { clause }
///     clause  := [ "+" | "-" ] ( word | "quoted phrase" | field ":" [ "=" ] value | "(" query ")"
///     ) value   := word | "quoted phrase" | "(" query ")"
///
/// Clauses side by side bind closest, then AND and NOT, then OR: `oil price AND russia OR gas` is
/// `((oil price) AND russia) OR gas`. Words of the language that this version does not know are
/// refused, never taken for search words.
/// in:     text, UTF-8
/// errors: Error{Code::Query} with the query and a caret under the place
Node parse(std::string_view text);

}  // namespace dateline::query
