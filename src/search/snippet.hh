// What to show of a passage: where it matched, and the part of it that says most.
#pragma once

#include "search/plan.hh"
#include "store/terms.hh"
#include "text/span.hh"

#include <string_view>
#include <vector>

namespace dateline::search {

/// Finds the words and phrases of a plan in texts. Keeps its buffers: one a thread.
class Highlighter {
 public:
  Highlighter(const Plan& plan, const store::Stemmer& stemmer) : plan_(plan), stemmer_(stemmer) {}

  /// The matches in a passage's text or, with in_title, in a headline.
  /// Words of a phrase are marked only where the phrase stands, as one span.
  /// out: spans of bytes, ascending, not overlapping
  std::vector<text::Span> find(std::string_view text, bool in_title) const;

 private:
  const Plan& plan_;
  const store::Stemmer& stemmer_;
};

/// The window of a text of about `words` tokens with most distinct matches, then most matches; it
/// begins at a sentence if one begins shortly before. The whole text if it is not much longer than
/// the window.
text::Span best_window(std::string_view text, const std::vector<text::Span>& matches,
                       std::size_t words = 60);

}  // namespace dateline::search
