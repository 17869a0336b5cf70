#include "eval/evaluation.hh"

#include "base/error.hh"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace dateline::eval {
namespace {

constexpr std::span<const Result> no_results;

RunValues values_of(const std::string& name, const Run& run, const Judgments& judgments,
                    const std::vector<Measure>& measures, const std::vector<std::string>& topics,
                    const EvaluationOptions& options) {
  RunValues out;
  out.name = name;
  out.values.resize(measures.size());
  out.means.resize(measures.size());
  const std::set<std::string> known(topics.begin(), topics.end());
  for (const auto& [topic, results] : run.topics) {
    if (known.count(topic) == 0) out.unknown.push_back(topic);
  }
  if (out.unknown.size() == run.topics.size()) {
    throw base::Error(
        base::Code::Data, fmt::format("{} has no topic in common with the judgments", name),
        fmt::format("its first topic is '{}', that of the judgments is '{}'",
                    run.topics.empty() ? "" : run.topics.begin()->first, topics.front()));
  }
  for (const std::string& topic : topics) {
    const auto found = run.topics.find(topic);
    const bool has = found != run.topics.end() && !found->second.empty();
    if (!has) ++out.missing;
    if (!has && !options.complete) {
      for (auto& column : out.values) column.emplace_back();
      continue;
    }
    const GradedList list =
        grade(judgments, topic, has ? std::span<const Result>(found->second) : no_results);
    out.results += list.ranked.size();
    out.judged += static_cast<std::size_t>(std::count_if(list.ranked.begin(), list.ranked.end(),
                                                         [](int grade) { return grade >= 0; }));
    ++out.topics;
    for (std::size_t m = 0; m < measures.size(); ++m) {
      const double value = measure(measures[m], list, options.measure);
      out.values[m].emplace_back(value);
      out.means[m] += value;
    }
  }
  for (double& mean : out.means) mean /= static_cast<double>(std::max<std::size_t>(out.topics, 1));
  return out;
}

RunComparison compare_runs(const RunValues& first, const RunValues& second, std::size_t run,
                           std::size_t measure, std::uint64_t seed) {
  std::vector<std::pair<double, double>> pairs;
  for (std::size_t t = 0; t < first.values[measure].size(); ++t) {
    const auto& one = first.values[measure][t];
    const auto& other = second.values[measure][t];
    if (one && other) pairs.emplace_back(*one, *other);
  }
  RunComparison out;
  out.run = run;
  out.measure = measure;
  out.result = compare(pairs, seed);
  return out;
}

/// Correct the p-values of one measure for the number of runs.
void correct(std::vector<RunComparison>& comparisons, std::size_t measure) {
  std::vector<double> drawn, t;
  for (const RunComparison& one : comparisons) {
    if (one.measure != measure) continue;
    drawn.push_back(one.result.randomisation_p);
    if (one.result.t_p) t.push_back(*one.result.t_p);
  }
  drawn = holm(drawn);
  t = holm(t);
  std::size_t next_drawn = 0, next_t = 0;
  for (RunComparison& one : comparisons) {
    if (one.measure != measure) continue;
    one.corrected_randomisation_p = drawn[next_drawn++];
    if (one.result.t_p) one.corrected_t_p = t[next_t++];
  }
}

/// Leave out the topics that count for no run.
void drop_unused(Evaluation& evaluation) {
  std::vector<std::size_t> kept;
  for (std::size_t t = 0; t < evaluation.topics.size(); ++t) {
    const bool counts =
        std::any_of(evaluation.runs.begin(), evaluation.runs.end(),
                    [t](const RunValues& run) { return run.values.front()[t].has_value(); });
    if (counts) kept.push_back(t);
  }
  const auto keep = [&kept](auto& row) {
    for (std::size_t k = 0; k < kept.size(); ++k) {
      if (kept[k] != k) row[k] = std::move(row[kept[k]]);
    }
    row.resize(kept.size());
  };
  keep(evaluation.topics);
  for (RunValues& run : evaluation.runs) {
    for (auto& column : run.values) keep(column);
  }
}

}  // namespace

Evaluation evaluate(const Judgments& judgments,
                    const std::vector<std::pair<std::string, Run>>& runs,
                    const std::vector<Measure>& measures, std::size_t baseline,
                    const EvaluationOptions& options) {
  if (measures.empty()) throw base::Error(base::Code::Internal, "nothing to measure");
  Evaluation out;
  out.measures = measures;
  out.topics = topics_of(judgments);
  out.baseline = baseline;
  for (const auto& [name, run] : runs)
    out.runs.push_back(values_of(name, run, judgments, measures, out.topics, options));
  drop_unused(out);
  const int level = std::max(options.measure.level, 1);
  for (const std::string& topic : out.topics) {
    const GradedList list = grade(judgments, topic, no_results);
    if (list.judged.empty() || list.judged.front() < level) ++out.without_relevant;
  }
  for (std::size_t run = 0; run < out.runs.size(); ++run) {
    if (run == baseline) continue;
    for (std::size_t m = 0; m < measures.size(); ++m) {
      out.comparisons.push_back(
          compare_runs(out.runs[baseline], out.runs[run], run, m, options.seed));
    }
  }
  for (std::size_t m = 0; m < measures.size(); ++m) correct(out.comparisons, m);
  return out;
}

}  // namespace dateline::eval
