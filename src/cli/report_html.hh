// A report: one page of HTML that needs nothing else, to be mailed or printed.
#pragma once

#include "cli/results.hh"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::cli {

/// What a report tells.
/// results:  the best passages
/// names, sources: facets to list
/// timeline: the facet `day`, `month` or `year`, in order of time
/// repeat:   lines that say how to have the same again
struct Report {
  std::string title, query;
  std::uint64_t passages = 0, articles = 0;
  std::vector<Result> results;
  std::vector<search::Facet> names, sources;
  search::Facet timeline;
  std::vector<std::pair<std::string, std::string>> repeat;
};

/// The page. It loads and runs nothing: its own policy forbids both.
std::string report_html(const Report& report);

}  // namespace dateline::cli
