// Timelines as they are shown: bars for a terminal, JSON, rows, a picture.
#pragma once

#include "cli/json.hh"
#include "cli/query.hh"
#include "cli/terminal.hh"
#include "explore/peaks.hh"
#include "explore/timeline.hh"

#include <string>
#include <vector>

namespace dateline::cli {

/// A timeline and how it is shown.
/// by:    what bars are as long as
/// share: bars are the part of the corpus, not the number
/// range: the days asked for, as they were typed, or empty
struct TimelineView {
  const explore::Timeline& timeline;
  const std::vector<explore::Peak>& peaks;
  search::CountBy by = search::CountBy::Passages;
  bool share = false;
  std::string range = {};

  /// Whether any period has something of what was found.
  bool shows_any() const;
};

/// One line a period, runs of four or more without a match as one; what is in no period; the peaks.
std::string timeline_text(const TimelineView& view, const Style& style, std::size_t columns);

/// An object as queries/README.md documents it.
Json timeline_json(const TimelineView& view, const Understood& query);

/// Rows below a row of names; behind the periods those for what is in none: undated, coarser, before, after.
std::vector<std::vector<std::string>> timeline_rows(const TimelineView& view);

/// 1, 2 or 5 times a power of ten, so that about four steps reach a value.
double round_step(double most);

/// A picture that needs nothing else, 960 units wide. Gaps are hatched, each bar says its count as a tooltip.
std::string timeline_svg(const TimelineView& view, const std::string& title);

/// A word or name that tells, in JSON.
Json telling_json(const explore::Telling& one);

}  // namespace dateline::cli
