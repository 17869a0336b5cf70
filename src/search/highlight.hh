// Where a query holds in the texts that are shown.
#pragma once

#include "search/expression.hh"
#include "search/plan.hh"
#include "store/database.hh"
#include "temporal/resolve.hh"
#include "text/analysis.hh"
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
  /// out: spans of bytes, ascending, not overlapping; one for a phrase. Temporal expressions are
  ///      found anew in the text at hand: one whose meaning hangs on another passage (`that year`)
  ///      may be missed
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
  void mark_days(const store::Segment& segment, std::uint32_t article, std::string_view text,
                 bool line, std::vector<text::Span>& marked);

  const store::Database& database_;
  std::vector<Leaf> leaves_;  ///< to mark; the plan's single words gathered into one
  std::vector<std::vector<Ready>> segments_;
  text::Tokens tokens_;
  std::vector<temporal::DayRange> mentioned_;
  std::unique_ptr<temporal::DayFinder> finder_;  ///< if days are asked for
  text::Analysis analysis_;
  std::vector<temporal::MentionedDay> days_;
};

}  // namespace dateline::search
