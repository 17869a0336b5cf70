#include "cli/evaluation_html.hh"

#include "cli/markup.hh"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

namespace dateline::cli {
namespace {

/// Colours that people with any kind of colour vision tell apart. source: Okabe and Ito 2008
constexpr std::array<std::string_view, 7> colours = {"#0072b2", "#e69f00", "#009e73", "#cc79a7",
                                                     "#56b4e9", "#d55e00", "#999999"};

constexpr std::string_view style =
    "body{font:15px/1.45 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em;"
    "color:#222;background:#fff}"
    "table{border-collapse:collapse;margin:1em 0}"
    "th,td{padding:.2em .8em;text-align:right;border-bottom:1px solid #ddd;"
    "font-variant-numeric:tabular-nums}"
    "th:first-child,td:first-child{text-align:left}"
    "svg text{font:12px system-ui,sans-serif}"
    ".key span{display:inline-block;width:.8em;height:.8em;margin:0 .3em 0 1em}";

std::string html(const Cells& table) {
  std::string out = "<table>\n";
  for (std::size_t r = 0; r < table.size(); ++r) {
    const std::string_view tag = r == 0 ? "th" : "td";
    out += "<tr>";
    for (const std::string& cell : table[r])
      out += fmt::format("<{0}>{1}</{0}>", tag, markup_text(cell));
    out += "</tr>\n";
  }
  return out + "</table>\n";
}

/// A row a topic, a bar a run. Values lie within 0 and 1.
std::string bars(const EvaluationReport& report, std::size_t measure) {
  constexpr std::size_t bar = 10, gap = 8, label = 160, length = 500, value = 60;
  const eval::Evaluation& evaluation = report.evaluation;
  const std::size_t runs = evaluation.runs.size();
  const std::size_t row = std::max<std::size_t>(runs * bar, 14) + gap;
  const std::size_t height = evaluation.topics.size() * row + gap;
  std::string out = fmt::format(
      "<svg width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" role=\"img\" "
      "aria-label=\"{2} of each topic\">\n",
      label + length + value, height, markup_text(evaluation.measures[measure].name()));
  for (int tenth = 0; tenth <= 10; tenth += 2) {
    const std::size_t x = label + length * static_cast<std::size_t>(tenth) / 10;
    out += fmt::format("<line x1=\"{0}\" y1=\"0\" x2=\"{0}\" y2=\"{1}\" stroke=\"#ddd\"/>\n", x,
                       height);
  }
  for (std::size_t t = 0; t < evaluation.topics.size(); ++t) {
    const std::size_t top = gap + t * row;
    std::string name = markup_text(evaluation.topics[t]);
    out += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>\n", label - 8,
                       top + (row - gap) / 2 + 4, name);
    for (std::size_t r = 0; r < runs; ++r) {
      const auto& found = evaluation.runs[r].values[measure][t];
      if (!found) continue;
      out += fmt::format(
          "<rect x=\"{}\" y=\"{}\" width=\"{:.1f}\" height=\"{}\" fill=\"{}\"><title>{}, {}: "
          "{:.4f}</title></rect>\n",
          label, top + r * bar, std::clamp(*found, 0.0, 1.0) * length, bar - 1,
          colours[r % colours.size()], name, markup_text(evaluation.runs[r].name), *found);
    }
  }
  return out + "</svg>\n";
}

std::string key(const EvaluationReport& report) {
  std::string out = "<p class=\"key\">";
  for (std::size_t r = 0; r < report.evaluation.runs.size(); ++r) {
    out += fmt::format("<span style=\"background:{}\"></span>{}", colours[r % colours.size()],
                       markup_text(report.evaluation.runs[r].name));
  }
  return out + "</p>\n";
}

}  // namespace

std::string evaluation_html(const EvaluationReport& report) {
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<title>Evaluation: {0}</title>\n<style>{1}</style>\n</head>\n<body>\n"
      "<h1>Evaluation</h1>\n<p>{2}.</p>\n",
      markup_text(report.judgments), style, markup_text(report_heading(report)));
  out += html(means_table(report));
  if (!report.evaluation.comparisons.empty()) {
    out +=
        fmt::format("<h2>Differences</h2>\n<p>{}.</p>\n", markup_text(comparison_heading(report)));
    out += html(comparison_table(report));
  }
  for (std::size_t m = 0; m < report.measures; ++m) {
    out += fmt::format("<h2>{} of each topic</h2>\n",
                       markup_text(report.evaluation.measures[m].name()));
    out += key(report) + bars(report, m);
    if (report.per_query) out += html(query_table(report, m));
  }
  return out + "</body>\n</html>\n";
}

}  // namespace dateline::cli
