// What to show of a passage: the part of it that says most.
#pragma once

#include "text/span.hh"

#include <string_view>
#include <vector>

namespace dateline::search {

/// The window of a text of about `words` tokens with most distinct matches, then most matches; it
/// begins at a sentence if one begins shortly before. The whole text if it is not much longer than
/// the window.
text::Span best_window(std::string_view text, const std::vector<text::Span>& matches,
                       std::size_t words = 60);

}  // namespace dateline::search
