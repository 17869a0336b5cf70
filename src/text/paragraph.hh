// Text into paragraphs, telling hard-wrapped lines from lines that are paragraphs.
#pragma once

#include "text/span.hh"

#include <string_view>
#include <vector>

namespace dateline::text {

/// Find the paragraphs of a text.
/// A blank line always parts paragraphs. A single line end does so unless the lines around it are a
/// hard wrap: no line is longer than 100 bytes and the first word of the next line would not have
/// fitted. out: spans without outer white space, in order, none empty; replaced
void find_paragraphs(std::string_view text, std::vector<Span>& out);

}  // namespace dateline::text
