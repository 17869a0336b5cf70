// Text within HTML, SVG and XML.
#pragma once

#include <string>
#include <string_view>

namespace dateline::cli {

/// Text as all three show it, in attributes, too: `<`, `>`, `&`, quotes and line ends as references,
/// other control characters as blanks, bytes that are no UTF-8 as U+FFFD.
std::string markup_text(std::string_view text);

}  // namespace dateline::cli
