// Texts to be read on a terminal, filled to its width.
#pragma once

#include "cli/terminal.hh"

#include <string>
#include <string_view>

namespace dateline::cli {

/// Columns that texts of help are filled to: those of the terminal, at most 100.
std::size_t reading_columns();

/// A line of Markdown with its `code` and **strong** parts as a terminal shows them, for wrap(), which does not break
/// short code.
/// in: bare, whether code stands without its signs where there are no colours
std::string readable_line(std::string_view text, const Style& style, bool bare = false);

/// Markdown for reading: paragraphs are filled, tables stand in columns, or one row below the other where there
/// is no room for columns. Code is kept as it is, and is bold where there are colours; without them, `code` within
/// a sentence keeps its signs.
std::string readable(std::string_view markdown, const Style& style, std::size_t columns);

}  // namespace dateline::cli
