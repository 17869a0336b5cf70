// Where a query holds in the texts that are shown.
#pragma once

#include "search/expression.hh"
#include "search/plan.hh"
#include "store/database.hh"
#include "text/span.hh"
#include "text/tokenize.hh"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace dateline::search {

/// Marks what the matcher found, by the very same decision: words of a phrase only where the phrase
/// stands, words near each other only where they are, an exact form only as typed. Keeps its
/// buffers: one a thread.
class Highlighter {
 public:
  Highlighter(const Plan& plan, const store::Database& database);

  /// The matches in a passage's text or an article's headline.
  /// in:  text, as store::TextFile gives it
  /// out: spans of bytes, ascending, not overlapping; one for a phrase
  std::vector<text::Span> passage(store::PassageRef passage, std::string_view text);
  std::vector<text::Span> title(std::uint32_t segment, std::uint32_t article,
                                std::string_view text);

 private:
  /// A leaf made ready for one segment.
  struct Ready {
    const Leaf* leaf = nullptr;
    std::unique_ptr<ExpressionMatcher> matcher;
  };

  static std::size_t found(Ready& one, std::uint32_t ordinal, std::uint32_t offset);
  std::vector<Ready>& ready(std::uint32_t segment);
  std::vector<text::Span> bytes(Spans spans, std::string_view text);

  const store::Database& database_;
  std::vector<Leaf> leaves_;  ///< to mark; the plan's single words gathered into one
  std::vector<std::vector<Ready>> segments_;
  text::Tokens tokens_;
};

}  // namespace dateline::search
