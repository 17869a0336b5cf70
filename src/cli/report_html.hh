// A report: one page of HTML that needs nothing else, to be mailed or printed.
#pragma once

#include "cli/results.hh"
#include "explore/peaks.hh"
#include "explore/timeline.hh"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::cli {

/// What a report tells.
/// made:     when, for people;  advice: if nothing was found, what to try
/// by_article: results are articles, each by its best passage
/// results:  the best passages
/// names, sources: facets to list
/// timeline, peaks: when what was found was published
/// found_by: of each result what it was found by, if that is not the query of all; empty: it is
/// repeat:   lines that say how to have the same again
struct Report {
  std::string title, query, made, advice;
  std::uint64_t passages = 0, articles = 0;
  bool by_article = false;
  std::vector<Result> results;
  std::vector<search::Facet> names, sources;
  std::optional<explore::Timeline> timeline;
  std::vector<explore::Peak> peaks;
  std::vector<std::string> found_by = {};
  std::vector<std::pair<std::string, std::string>> repeat;
};

/// The present time in UTC; that of SOURCE_DATE_EPOCH, if it is set, so that a page can be made again byte by byte.
/// errors: base::Error{Code::Usage} if that is no number of seconds
std::string page_time();

/// Lines of `repeat` that say what a page was made with, and of.
std::vector<std::pair<std::string, std::string>> origin(const std::string& made,
                                                        const store::Database& database);

/// The page. It loads and runs nothing: its own policy forbids both.
std::string report_html(const Report& report);

}  // namespace dateline::cli
