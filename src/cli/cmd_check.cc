// dateline check: search regressions.
#include "base/error.hh"
#include "base/new_file.hh"
#include "cli/check_report.hh"
#include "cli/command.hh"
#include "cli/options.hh"
#include "cli/output.hh"
#include "cli/terminal.hh"
#include "eval/accept.hh"
#include "eval/check.hh"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

namespace dateline::cli {
namespace {

using eval::Status;

void options(po::options_description& options) {
  options.add_options()("db,d", po::value<std::string>()->value_name("DIR"),
                        "check this database instead of those that the suites name")(
      "accept", po::bool_switch(),
      "make the present results the expected ones: rewrite the numbers of the suites in place, and "
      "their records")("exact", po::bool_switch(),
                       "fail for results that are better, or merely other, than accepted")(
      "filter", po::value<std::string>()->default_value("")->value_name("TEXT"),
      "only cases whose SUITE/ID holds this; the one case if it is a whole SUITE/ID")(
      "format", po::value<std::string>()->default_value("text")->value_name("NAME"),
      "text, tap, github or json")("junit",
                                   po::value<std::string>()->default_value("")->value_name("FILE"),
                                   "write a report in JUnit's XML, too")(
      "weighting", po::value<std::string>()->default_value("")->value_name("LIST"),
      "parameters of ranking other than the suites': k1=1.5,b=0.6")(
      "jobs,j", po::value<std::int64_t>()->default_value(0)->value_name("N"),
      "threads; 0: one a core")("verbose,v", po::bool_switch(),
                                "list what passed, too, and tell what is not as accepted");
  add_json_options(options);
}

eval::CheckOptions check_options(const Arguments& arguments) {
  eval::CheckOptions options;
  if (arguments.given("db")) options.database = arguments.get<std::string>("db");
  options.weighting = arguments.get<std::string>("weighting");
  options.filter = arguments.get<std::string>("filter");
  options.exact = arguments.flag("exact");
  const std::size_t jobs = natural(arguments, "jobs");
  if (jobs > 256) throw base::Error(base::Code::Usage, "--jobs is at most 256");
  options.jobs = static_cast<unsigned>(jobs);
  if (!arguments.flag("accept")) return options;
  const auto refuse = [](const char* what, const char* why) {
    throw base::Error(base::Code::Usage, fmt::format("--accept cannot go with {}", what), why);
  };
  if (!options.filter.empty())
    refuse("--filter", "a record is of a whole suite: name the suite instead");
  if (!options.weighting.empty())
    refuse("--weighting", "write it into the suite: weighting = … in [ranking]");
  if (options.exact) refuse("--exact", "accept first, then check exactly");
  if (!options.database.empty())
    refuse("--db", "name it in the suite: database = … in [index], or sources = …");
  return options;
}

/// Accept all suites that were run, and say so.
void accept_all(Results& results) {
  for (eval::SuiteResult& suite : results) {
    if (suite.status == Status::Broken || suite.status == Status::Skipped) continue;
    const std::size_t moved = suite.moved();
    const auto rewritten = eval::accept(suite);
    std::string text =
        rewritten ? fmt::format("accepted {}: {} rewritten, {}", suite.name,
                                counted(rewritten->size(), "number"),
                                suite.accepted ? counted(moved, "answer") + " other than before"
                                               : "its first record")
                  : fmt::format("not accepted {}: something fails that no other number mends",
                                suite.name);
    text = printable(text) + '\n';
    for (const std::string& line : rewritten.value_or(std::vector<std::string>{}))
      text += "  " + printable(line) + '\n';
    std::fputs(text.c_str(), stderr);
  }
}

int exit_status(const Results& results) {
  Status worst = Status::Pass;
  for (const eval::SuiteResult& suite : results) worst = std::max(worst, suite.status);
  return worst == Status::Broken ? 2 : worst == Status::Fail ? 1 : 0;
}

int run(const Arguments& arguments) {
  const auto& format = arguments.get<std::string>("format");
  require_choice("format", format, {"text", "tap", "github", "json"});
  require_json_version(arguments);
  if (arguments.get<std::string>("junit") == "-")
    throw base::Error(base::Code::Usage, "--junit takes a file, since --format writes to stdout",
                      "--junit report.xml");
  if (arguments.rest.empty())
    throw base::Error(base::Code::Usage, "no suite is named", "dateline check queries/suites");
  const eval::CheckOptions options = check_options(arguments);
  Results results = eval::check(eval::find_suites(arguments.rest), options);
  const auto empty = [](const eval::SuiteResult& suite) {
    return suite.status == Status::Pass && suite.cases.empty();
  };
  const auto says_nothing = [&](const eval::SuiteResult& suite) {
    return suite.status == Status::Skipped || empty(suite);
  };
  if (!options.filter.empty() && std::any_of(results.begin(), results.end(), empty) &&
      std::all_of(results.begin(), results.end(), says_nothing))
    throw base::Error(base::Code::Usage, fmt::format("no case holds '{}'", options.filter),
                      "dateline check -v SUITE  lists them");
  if (!options.filter.empty()) std::erase_if(results, empty);
  if (arguments.flag("accept")) accept_all(results);
  if (const auto& file = arguments.get<std::string>("junit"); !file.empty())
    base::write_file(file, check_junit(results));
  for (const eval::SuiteResult& suite : results) {
    if (suite.failure && arguments.flag("json-errors")) print_error(*suite.failure, true);
  }
  put(format == "tap"      ? check_tap(results)
      : format == "github" ? check_github(results)
      : format == "json"   ? check_json(results)
                           : check_text(results, arguments.flag("verbose")));
  return exit_status(results);
}

}  // namespace

const Command check_command{
    "check",
    "hold searches to what is expected of them",
    "[-d DB] [OPTION…] SUITE…",
    "SUITE is a file (`dateline help suites` says how to write one) or a folder of them.\n"
    "Worse fails and is explained by what was accepted before (SUITE.accepted.json); better "
    "passes.\n"
    "\nExit status: 0 all passed, 1 something is worse, 2 something could not be run.\n\n"
    "  dateline check queries/suites\n"
    "  dateline check --accept my.toml && git diff\n",
    options,
    run};

}  // namespace dateline::cli
