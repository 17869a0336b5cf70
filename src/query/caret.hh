// Where in a query something is wrong, for messages.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dateline::query {

/// Columns a terminal gives the bytes: one a code point is near enough for a caret.
std::size_t columns(std::string_view text);

/// An error message with the query and a caret under bytes [begin, end): three lines.
std::string point_at(std::string_view message, std::string_view query, std::size_t begin,
                     std::size_t end);

}  // namespace dateline::query
