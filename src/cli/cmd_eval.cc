// dateline eval: runs measured against judgments.
#include "base/error.hh"
#include "base/new_file.hh"
#include "cli/evaluation_html.hh"
#include "cli/evaluation_report.hh"
#include "cli/options.hh"
#include "cli/output.hh"
#include "cli/places.hh"
#include "cli/terminal.hh"
#include "eval/evaluation.hh"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::cli {
namespace {

constexpr const char* default_measures = "map,ndcg@10,ndcg_exp@10,P@10,mrr,bpref,judged@10";

void options(po::options_description& options) {
  add_database_option(options);
  options.add_options()(
      "measures,m", po::value<std::string>()->default_value(default_measures)->value_name("LIST"),
      "map ndcg ndcg_exp P@k R@k mrr success@k bpref rbp(p) rprec judged@k, or trec_eval's names")(
      "format", po::value<std::string>()->default_value("text")->value_name("NAME"),
      "text, json, csv, markdown or html")("per-query", po::bool_switch(),
                                           "the values of each topic, too")(
      "complete", po::bool_switch(),
      "judged topics without results count as 0; else they are left out")(
      "condensed", po::bool_switch(), "leave out results that nobody judged")(
      "level", po::value<std::int64_t>()->default_value(1)->value_name("N"),
      "the least grade that is relevant, where a measure asks for relevant or not")(
      "baseline", po::value<std::string>()->default_value("")->value_name("RUN"),
      "the run that the others are compared with; else the first")(
      "floor", po::value<std::vector<std::string>>()->value_name("MEASURE=MEAN"),
      "exit with status 1 if a run's mean is below; may be repeated")(
      "seed", po::value<std::int64_t>()->default_value(1)->value_name("N"),
      "of the randomisation test")(
      "output,o", po::value<std::string>()->default_value("")->value_name("FILE"),
      "write there instead of to standard output")("quiet,q", po::bool_switch(), "no warnings");
  add_json_options(options);
}

/// A floor as it was asked for.
struct Floor {
  std::size_t measure = 0;
  double mean = 0;
};

/// The position of a measure among those measured, added if it is new.
std::size_t position(std::vector<eval::Measure>& measures, const eval::Measure& measure) {
  const auto found = std::find(measures.begin(), measures.end(), measure);
  if (found != measures.end()) return static_cast<std::size_t>(found - measures.begin());
  measures.push_back(measure);
  return measures.size() - 1;
}

std::vector<Floor> read_floors(const Arguments& arguments, std::vector<eval::Measure>& measures) {
  std::vector<Floor> floors;
  if (!arguments.given("floor")) return floors;
  for (const std::string& text : arguments.get<std::vector<std::string>>("floor")) {
    const std::size_t sign = text.rfind('=');
    Floor floor;
    const char* const end = text.data() + text.size();
    const auto parsed =
        std::from_chars(text.data() + (sign == std::string::npos ? 0 : sign + 1), end, floor.mean);
    if (sign == std::string::npos || parsed.ec != std::errc() || parsed.ptr != end ||
        !(floor.mean >= 0 && floor.mean <= 1)) {
      throw base::Error(base::Code::Usage, fmt::format("'{}' is no floor", printable(text)),
                        "write --floor ndcg@10=0.5, the mean being within 0 and 1");
    }
    floor.measure = position(measures, eval::parse_measure(text.substr(0, sign)));
    floors.push_back(floor);
  }
  return floors;
}

/// Give each result its place in the database.
/// errors: base::Error{Code::Data} if it has not an id of a run
void place_results(const std::string& name, eval::Run& run, const store::Database& database,
                   const Places& places) {
  for (auto& [topic, results] : run.topics) {
    for (eval::Result& result : results) {
      if (result.place) continue;
      if (auto named = places.find(result.id)) {
        result.place = std::move(named->place);
        continue;
      }
      throw base::Error(
          base::Code::Data,
          fmt::format("there is no article or passage '{}' in {}", printable(result.id),
                      database.folder().string()),
          "spans are judged by place: name with -d the database that the run was made with", name);
    }
  }
}

bool has_places(const eval::Run& run) {
  return std::all_of(run.topics.begin(), run.topics.end(), [](const auto& topic) {
    return std::all_of(topic.second.begin(), topic.second.end(),
                       [](const eval::Result& result) { return result.place.has_value(); });
  });
}

void place_runs(const Arguments& arguments, std::vector<std::pair<std::string, eval::Run>>& runs) {
  std::unique_ptr<store::Database> database;
  std::unique_ptr<Places> places;
  for (auto& [name, run] : runs) {
    if (has_places(run)) continue;
    if (!database) {
      database = std::make_unique<store::Database>(database_path(arguments));
      places = std::make_unique<Places>(*database);
    }
    place_results(name, run, *database, *places);
  }
}

/// The names of the runs, the baseline put first if it is not among them; and its position.
std::vector<std::string> run_names(const Arguments& arguments, std::size_t& baseline) {
  std::vector<std::string> names(arguments.rest.begin() + 1, arguments.rest.end());
  const auto& wanted = arguments.get<std::string>("baseline");
  baseline = 0;
  if (wanted.empty()) return names;
  const auto found = std::find(names.begin(), names.end(), wanted);
  if (found == names.end()) {
    names.insert(names.begin(), wanted);
  } else {
    baseline = static_cast<std::size_t>(found - names.begin());
  }
  return names;
}

/// What may make the figures mean something else than they seem to.
void warn(const EvaluationReport& report) {
  std::string out;
  const eval::Evaluation& evaluation = report.evaluation;
  bool differ = false;
  for (const eval::RunValues& run : evaluation.runs) {
    const std::string name = printable(run.name);
    if (run.missing > 0) {
      out += fmt::format(
          "warning: {} has no results for {}; {}\n", name, counted(run.missing, "judged topic"),
          report.options.complete ? "they count as 0" : "left out, --complete counts them as 0");
    }
    if (!run.unknown.empty()) {
      std::vector<std::string> shown;
      for (std::size_t i = 0; i < std::min<std::size_t>(run.unknown.size(), 5); ++i)
        shown.push_back(printable(run.unknown[i]));
      out += fmt::format("warning: {} has {} that nobody judged: {}{}\n", name,
                         counted(run.unknown.size(), "topic"), fmt::join(shown, ", "),
                         run.unknown.size() > shown.size() ? ", …" : "");
    }
    if (run.judged == 0)
      out +=
          fmt::format("warning: nobody judged any result of {}; do the ids name the same?\n", name);
    for (std::size_t t = 0; t < evaluation.topics.size(); ++t) {
      differ = differ || run.values.front()[t].has_value() !=
                             evaluation.runs.front().values.front()[t].has_value();
    }
  }
  if (differ)
    out += "warning: the means are over different topics; --complete makes them the same\n";
  if (evaluation.without_relevant > 0) {
    out += fmt::format("warning: nothing is relevant for {} of {}; they count as 0\n",
                       evaluation.without_relevant, counted(evaluation.topics.size(), "topic"));
  }
  std::fputs(out.c_str(), stderr);
}

std::string rendered(const EvaluationReport& report, const std::string& format) {
  if (format == "json") return line(evaluation_json(report));
  if (format == "csv") return evaluation_csv(report);
  if (format == "markdown") return evaluation_markdown(report);
  if (format == "html") return evaluation_html(report);
  return evaluation_text(report);
}

/// Check the floors, and tell those that runs are below. out: whether all hold
bool check_floors(const std::vector<Floor>& floors, EvaluationReport& report) {
  bool hold = true;
  for (std::size_t run = 0; run < report.evaluation.runs.size(); ++run) {
    for (const Floor& floor : floors) {
      const double mean = report.evaluation.runs[run].means[floor.measure];
      const bool passed = mean >= floor.mean - 1e-9;  // a mean printed and given back is no failure
      report.floors.push_back({run, floor.measure, floor.mean, passed});
      hold = hold && passed;
    }
  }
  return hold;
}

void tell_floors(const EvaluationReport& report) {
  for (const FloorResult& floor : report.floors) {
    if (floor.passed) continue;
    const eval::RunValues& run = report.evaluation.runs[floor.run];
    fmt::print(stderr, "below the floor: {} of {} is {:.4f}, not {}\n",
               report.evaluation.measures[floor.measure].name(), printable(run.name),
               run.means[floor.measure], floor.floor);
  }
}

int run(const Arguments& arguments) {
  const auto& format = arguments.get<std::string>("format");
  require_choice("format", format, {"text", "json", "csv", "markdown", "html"});
  require_json_version(arguments);
  const std::size_t level = natural(arguments, "level");
  if (level == 0 || level > 1000)
    throw base::Error(base::Code::Usage, "--level is a grade from 1 to 1000");
  std::vector<eval::Measure> measures;
  for (const std::string& name : split_list(arguments.get<std::string>("measures")))
    position(measures, eval::parse_measure(name));
  if (measures.empty()) throw base::Error(base::Code::Usage, "--measures names none");
  EvaluationReport report;
  report.measures = measures.size();
  const std::vector<Floor> floors = read_floors(arguments, measures);
  if (arguments.rest.empty() ||
      (arguments.rest.size() < 2 && arguments.get<std::string>("baseline").empty())) {
    throw base::Error(base::Code::Usage, "eval takes judgments and at least one run",
                      "dateline eval QRELS RUN…");
  }

  std::size_t baseline = 0;
  report.judgments = arguments.rest.front();
  const eval::Judgments judgments = eval::read_judgments(report.judgments);
  report.spans = std::holds_alternative<eval::SpanJudgments>(judgments);
  std::vector<std::pair<std::string, eval::Run>> runs;
  for (const std::string& name : run_names(arguments, baseline))
    runs.emplace_back(name, eval::read_run(name));
  if (report.spans) place_runs(arguments, runs);
  report.options.measure = {static_cast<int>(level), arguments.flag("condensed")};
  report.options.complete = arguments.flag("complete");
  report.options.seed = static_cast<std::uint64_t>(arguments.get<std::int64_t>("seed"));
  report.per_query = arguments.flag("per-query");
  report.evaluation = eval::evaluate(judgments, runs, measures, baseline, report.options);
  const bool hold = check_floors(floors, report);
  if (!arguments.flag("quiet")) warn(report);
  const auto& output = arguments.get<std::string>("output");
  if (output.empty()) {
    put(rendered(report, format));
  } else {
    base::write_file(output, rendered(report, format));
  }
  std::fflush(stdout);
  tell_floors(report);
  return hold ? 0 : 1;
}

}  // namespace

const Command eval_command{
    "eval",
    "measure runs against judgments",
    "[OPTION…] QRELS RUN…",
    "QRELS is TREC's (topic, iteration, id, grade) or judged spans (topic, article, begin, end, "
    "grade; -d names\n"
    "the database the runs were made with). A RUN is TREC's six columns, or JSON Lines of "
    "`dateline run`.\n"
    "\nExit status: 0 done, 1 a run is below a --floor, 2 it could not be measured.\n\n"
    "  dateline eval topics.qrels old.run new.run\n"
    "  dateline eval --measures ndcg@10,map --format html -o report.html \\\n"
    "    topics.qrels old.run new.run\n",
    options,
    run};

}  // namespace dateline::cli
