// Runs evaluated against judgments, topic by topic and side by side.
#pragma once

#include "eval/judgments.hh"
#include "eval/measures.hh"
#include "eval/run_file.hh"
#include "eval/significance.hh"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dateline::eval {

/// complete: topics of the judgments that a run has no result for count as 0, as trec_eval's -c;
///           else each run is measured over the topics that both have
struct EvaluationOptions {
  MeasureOptions measure;
  bool complete = false;
  std::uint64_t seed = 1;
};

/// A run's values.
/// values: values[measure][topic], nullopt where the topic does not count
/// means:  over the topics that count; one a measure
struct RunValues {
  std::string name;
  std::vector<std::vector<std::optional<double>>> values;
  std::vector<double> means;
  std::size_t topics = 0;               ///< that count
  std::size_t missing = 0;              ///< topics of the judgments without a result
  std::vector<std::string> unknown;     ///< topics of the run that nobody judged
  std::size_t results = 0, judged = 0;  ///< results of the topics that count, and judged ones
};

/// One run against the baseline by one measure, over the topics that count for both.
/// corrected_randomisation_p, corrected_t_p: by Holm, for the number of runs that are compared
struct RunComparison {
  std::size_t run = 0, measure = 0;
  Comparison result;
  double corrected_randomisation_p = 1;
  std::optional<double> corrected_t_p;
};

/// topics:      those that count for a run at least, sorted by their bytes
/// comparisons: by run, then measure; empty for one run
struct Evaluation {
  std::vector<Measure> measures;
  std::vector<std::string> topics;
  std::vector<RunValues> runs;
  std::size_t baseline = 0;
  std::vector<RunComparison> comparisons;
  std::size_t without_relevant =
      0;  ///< of these topics: nothing of them is relevant; they count as 0
};

/// Evaluate named runs.
/// in:     baseline, the run that the others are compared with
/// errors: Error{Code::Data} if a run has no topic in common with the judgments
Evaluation evaluate(const Judgments& judgments,
                    const std::vector<std::pair<std::string, Run>>& runs,
                    const std::vector<Measure>& measures, std::size_t baseline,
                    const EvaluationOptions& options);

}  // namespace dateline::eval
