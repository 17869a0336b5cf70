#include "cli/evaluation_report.hh"

#include "cli/columns.hh"
#include "cli/terminal.hh"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

namespace dateline::cli {
namespace {

std::string number(double value) {
  return fmt::format("{:.4f}", value);
}

/// A difference with its sign; none where it rounds to nothing.
std::string difference(double value) {
  return std::abs(value) < 0.00005 ? number(0) : fmt::format("{:+.4f}", value);
}

/// A probability; one that rounds to nothing is not nothing.
std::string probability(double p) {
  return p < 0.00005 ? "<0.0001" : number(p);
}

std::string probability(const std::optional<double>& p) {
  return p ? probability(*p) : "-";
}

std::string number(const std::optional<double>& value) {
  return value ? number(*value) : "-";
}

const std::string& run_name(const EvaluationReport& report, std::size_t run) {
  return report.evaluation.runs[run].name;
}

std::string measure_name(const EvaluationReport& report, std::size_t measure) {
  return report.evaluation.measures[measure].name();
}

std::vector<std::string> head(const EvaluationReport& report, const std::string& first) {
  std::vector<std::string> cells = {first};
  for (const eval::RunValues& run : report.evaluation.runs) cells.push_back(printable(run.name));
  return cells;
}

std::string padding(const std::string& cell, std::size_t columns) {
  const std::size_t width = display_columns(cell);
  return std::string(columns > width ? columns - width : 0, ' ');
}

/// Columns as wide as they need be; the first ones of text begin at the left, numbers end at the right.
std::string aligned(const Cells& table, std::size_t text_columns = 1) {
  std::vector<std::size_t> widths;
  for (const auto& row : table) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t c = 0; c < row.size(); ++c)
      widths[c] = std::max(widths[c], display_columns(row[c]));
  }
  std::string out;
  for (const auto& row : table) {
    std::string text;
    for (std::size_t c = 0; c < row.size(); ++c) {
      const std::string pad = padding(row[c], widths[c]);
      if (c > 0) text += "  ";
      text += c < text_columns ? row[c] + pad : pad + row[c];
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out += text + '\n';
  }
  return out;
}

std::string markdown(const Cells& table) {
  std::string out;
  for (std::size_t r = 0; r < table.size(); ++r) {
    out += '|';
    for (const std::string& cell : table[r]) {
      out += ' ';
      for (const char c : cell) {
        if (c == '|' || c == '\\' || c == '<' || c == '&' || c == '*' || c == '_' || c == '`')
          out.push_back('\\');
        out.push_back(c);
      }
      out += " |";
    }
    out += '\n';
    if (r > 0) continue;
    out += "| ---";
    for (std::size_t c = 1; c < table[r].size(); ++c) out += " | ---:";
    out += " |\n";
  }
  return out;
}

}  // namespace

Cells means_table(const EvaluationReport& report) {
  Cells table = {head(report, "")};
  table.push_back({"topics"});
  for (const eval::RunValues& run : report.evaluation.runs)
    table.back().push_back(std::to_string(run.topics));
  for (std::size_t m = 0; m < report.measures; ++m) {
    table.push_back({measure_name(report, m)});
    for (const eval::RunValues& run : report.evaluation.runs)
      table.back().push_back(number(run.means[m]));
  }
  return table;
}

Cells comparison_table(const EvaluationReport& report) {
  const bool many = report.evaluation.runs.size() > 2;
  Cells table = {{"run", "measure", "difference", "better", "worse", "same", "p", "p (t-test)"}};
  if (many) table.back().insert(table.back().end(), {"p, Holm", "p (t-test), Holm"});
  table.back().emplace_back("effect");
  for (const eval::RunComparison& one : report.evaluation.comparisons) {
    if (one.measure >= report.measures) continue;
    const eval::Comparison& result = one.result;
    table.push_back({printable(run_name(report, one.run)), measure_name(report, one.measure),
                     difference(result.difference), std::to_string(result.better),
                     std::to_string(result.worse), std::to_string(result.same),
                     probability(result.randomisation_p), probability(result.t_p)});
    if (many) {
      table.back().push_back(probability(one.corrected_randomisation_p));
      table.back().push_back(probability(one.corrected_t_p));
    }
    table.back().push_back(result.effect ? fmt::format("{:+.2f}", *result.effect) : "-");
  }
  return table;
}

Cells query_table(const EvaluationReport& report, std::size_t measure) {
  Cells table = {head(report, measure_name(report, measure))};
  for (std::size_t t = 0; t < report.evaluation.topics.size(); ++t) {
    table.push_back({printable(report.evaluation.topics[t])});
    for (const eval::RunValues& run : report.evaluation.runs)
      table.back().push_back(number(run.values[measure][t]));
  }
  return table;
}

std::string report_heading(const EvaluationReport& report) {
  std::string text =
      fmt::format("{} by {} of {}", counted(report.evaluation.topics.size(), "topic"),
                  report.spans ? "judged spans" : "judgments", printable(report.judgments));
  if (report.options.complete) text += ", topics without results as 0";
  if (report.options.measure.condensed) text += ", results that nobody judged left out";
  if (report.options.measure.level > 1)
    text += fmt::format(", relevant from grade {}", report.options.measure.level);
  return text;
}

std::string comparison_heading(const EvaluationReport& report) {
  return fmt::format(
      "compared with {} topic by topic: p by randomisation and by t-test, effect as "
      "Cohen's d",
      printable(run_name(report, report.evaluation.baseline)));
}

std::string evaluation_text(const EvaluationReport& report) {
  std::string out = report_heading(report) + '\n' + aligned(means_table(report));
  if (!report.evaluation.comparisons.empty())
    out += '\n' + comparison_heading(report) + '\n' + aligned(comparison_table(report), 2);
  if (report.per_query) {
    for (std::size_t m = 0; m < report.measures; ++m) out += '\n' + aligned(query_table(report, m));
  }
  return out;
}

std::string evaluation_markdown(const EvaluationReport& report) {
  std::string out =
      "# Evaluation\n\n" + report_heading(report) + ".\n\n" + markdown(means_table(report));
  if (!report.evaluation.comparisons.empty()) {
    out += "\n## Differences\n\n" + comparison_heading(report) + ".\n\n" +
           markdown(comparison_table(report));
  }
  if (report.per_query) {
    for (std::size_t m = 0; m < report.measures; ++m) {
      out += fmt::format("\n## {} of each topic\n\n", measure_name(report, m)) +
             markdown(query_table(report, m));
    }
  }
  return out;
}

std::string evaluation_csv(const EvaluationReport& report) {
  std::string out = csv_row({"run", "measure", "topic", "value"});
  const eval::Evaluation& evaluation = report.evaluation;
  for (const eval::RunValues& run : evaluation.runs) {
    for (std::size_t m = 0; m < report.measures; ++m) {
      const std::string measure = measure_name(report, m);
      for (std::size_t t = 0; report.per_query && t < evaluation.topics.size(); ++t) {
        if (const auto& value = run.values[m][t])
          out += csv_row({run.name, measure, evaluation.topics[t], fmt::format("{}", *value)});
      }
      out += csv_row({run.name, measure, "all", fmt::format("{}", run.means[m])});
    }
  }
  return out;
}

Json evaluation_json(const EvaluationReport& report) {
  const eval::Evaluation& evaluation = report.evaluation;
  Json out;
  out["format"] = json_format;
  out["type"] = "evaluation";
  out["judgments"] = report.judgments;
  out["kind"] = report.spans ? "spans" : "qrels";
  out["topics"] = evaluation.topics.size();
  out["without_relevant"] = evaluation.without_relevant;
  out["complete"] = report.options.complete;
  out["condensed"] = report.options.measure.condensed;
  out["level"] = report.options.measure.level;
  out["runs"] = Json::array();
  for (const eval::RunValues& run : evaluation.runs) {
    Json one;
    one["name"] = run.name;
    one["topics"] = run.topics;
    one["missing"] = run.missing;
    one["unknown"] = run.unknown;
    one["results"] = run.results;
    one["judged"] = run.judged;
    for (std::size_t m = 0; m < report.measures; ++m)
      one["means"][measure_name(report, m)] = run.means[m];
    if (report.per_query) {
      one["queries"] = Json::array();
      for (std::size_t t = 0; t < evaluation.topics.size(); ++t) {
        if (!run.values.front()[t]) continue;
        Json query;
        query["topic"] = evaluation.topics[t];
        for (std::size_t m = 0; m < report.measures; ++m)
          query["values"][measure_name(report, m)] = *run.values[m][t];
        one["queries"].push_back(std::move(query));
      }
    }
    out["runs"].push_back(std::move(one));
  }
  out["baseline"] = run_name(report, evaluation.baseline);
  out["comparisons"] = Json::array();
  for (const eval::RunComparison& comparison : evaluation.comparisons) {
    if (comparison.measure >= report.measures) continue;
    const eval::Comparison& result = comparison.result;
    Json one;
    one["run"] = run_name(report, comparison.run);
    one["measure"] = measure_name(report, comparison.measure);
    one["topics"] = result.topics;
    one["difference"] = result.difference;
    one["better"] = result.better;
    one["worse"] = result.worse;
    one["same"] = result.same;
    one["p_randomisation"] = result.randomisation_p;
    one["p_randomisation_corrected"] = comparison.corrected_randomisation_p;
    if (result.t_p) one["p_t"] = *result.t_p;
    if (comparison.corrected_t_p) one["p_t_corrected"] = *comparison.corrected_t_p;
    if (result.effect) one["effect"] = *result.effect;
    out["comparisons"].push_back(std::move(one));
  }
  if (!report.floors.empty()) {
    out["floors"] = Json::array();
    for (const FloorResult& floor : report.floors) {
      out["floors"].push_back({{"run", run_name(report, floor.run)},
                               {"measure", measure_name(report, floor.measure)},
                               {"floor", floor.floor},
                               {"mean", evaluation.runs[floor.run].means[floor.measure]},
                               {"passed", floor.passed}});
    }
  }
  return out;
}

}  // namespace dateline::cli
