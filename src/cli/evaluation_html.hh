// An evaluation as one HTML page that needs nothing else.
#pragma once

#include "cli/evaluation_report.hh"

#include <string>

namespace dateline::cli {

/// The tables of the report, and for each measure the values of each topic as bars (SVG).
std::string evaluation_html(const EvaluationReport& report);

}  // namespace dateline::cli
