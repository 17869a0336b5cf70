// An evaluation as text, tables and JSON.
#pragma once

#include "cli/json.hh"
#include "eval/evaluation.hh"

#include <string>
#include <vector>

namespace dateline::cli {

/// A floor of a mean, and whether a run is above it.
struct FloorResult {
  std::size_t run = 0, measure = 0;
  double floor = 0;
  bool passed = false;
};

/// What there is to report.
/// measures: those to show, the first so many of the evaluation's; floors may need more
struct EvaluationReport {
  eval::Evaluation evaluation;
  std::size_t measures = 0;
  std::string judgments;  ///< name of their file
  bool spans = false;
  eval::EvaluationOptions options;
  bool per_query = false;
  std::vector<FloorResult> floors;
};

/// A table: rows of cells, the first its head; the first column is text, the others are numbers.
using Cells = std::vector<std::vector<std::string>>;

/// Number of topics and means, a column a run; how the others differ from the baseline; the values
/// of each topic by one measure.
Cells means_table(const EvaluationReport& report);
Cells comparison_table(const EvaluationReport& report);
Cells query_table(const EvaluationReport& report, std::size_t measure);

/// What the tables are about, in one sentence each.
std::string report_heading(const EvaluationReport& report);
std::string comparison_heading(const EvaluationReport& report);

std::string evaluation_text(const EvaluationReport& report);
std::string evaluation_markdown(const EvaluationReport& report);
std::string evaluation_csv(const EvaluationReport& report);
Json evaluation_json(const EvaluationReport& report);

}  // namespace dateline::cli
