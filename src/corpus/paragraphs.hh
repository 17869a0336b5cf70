// Hard-wrapped text of wires into paragraphs.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dateline::corpus {

/// Append a text whose paragraphs begin with an indented line, so that a blank line parts them.
/// Lines are kept as lines; blanks at their ends and the indent of a paragraph go; runs of blank
/// lines become one. `out` is parted from what it holds already by a blank line.
/// in: indent, least number of blanks that begins a paragraph; 0: blank lines alone do
void append_paragraphs(std::string& out, std::string_view text, std::size_t indent);

}  // namespace dateline::corpus
