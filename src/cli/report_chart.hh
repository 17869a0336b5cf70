// The timeline of a report, as HTML.
#pragma once

#include "explore/peaks.hh"
#include "explore/timeline.hh"

#include <string>
#include <string_view>
#include <vector>

namespace dateline::cli {

/// The rules of style that the chart needs.
extern const std::string_view report_chart_style;

/// Bars of passages over time with both axes labelled, gaps of the corpus in grey, peaks numbered and named below,
/// and what has no place in it. Bars are stretched to the width there is, labels are not, so that they can be read
/// on a phone.
std::string report_chart(const explore::Timeline& timeline,
                         const std::vector<explore::Peak>& peaks);

}  // namespace dateline::cli
