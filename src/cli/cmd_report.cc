// dateline report: what was found for a query, as a page to pass on.
#include "base/error.hh"
#include "base/new_file.hh"
#include "cli/opened.hh"
#include "cli/options.hh"
#include "cli/output.hh"
#include "cli/printer.hh"
#include "cli/query.hh"
#include "cli/report_html.hh"
#include "cli/session_view.hh"
#include "cli/words.hh"
#include "eval/topic.hh"
#include "explore/peaks.hh"
#include "explore/timeline.hh"

#include <fmt/format.h>

namespace dateline::cli {
namespace {

void options(po::options_description& options) {
  add_database_option(options);
  options.add_options()("output,o", po::value<std::string>()->value_name("FILE"),
                        "where to write it; standard output if not given, but not a terminal")(
      "topic,t", po::value<std::string>()->value_name("NAME"),
      "report on a saved topic; words given besides narrow it")(
      "limit,n", po::value<std::int64_t>()->default_value(20)->value_name("N"),
      "passages to quote")("title", po::value<std::string>()->default_value("")->value_name("TEXT"),
                           "heading; the query or the topic's title if not given")(
      "fold", po::bool_switch(), "rank articles: each by its best passage, weighed for that");
  add_rank_options(options);
}

int run(const Arguments& arguments) {
  std::string words;
  for (const std::string& word : arguments.rest) words += (words.empty() ? "" : " ") + word;
  std::string text = words, title = arguments.get<std::string>("title");
  if (arguments.given("topic")) {
    const eval::Topic topic = eval::standard_topic(arguments.get<std::string>("topic"));
    text = topic.query.empty() ? eval::as_query(topic.title) : topic.query;
    if (!words.empty()) text = fmt::format("({}) AND ({})", text, words);
    if (title.empty()) title = words.empty() ? topic.title : topic.title + ": " + words;
  }
  if (text.empty())
    throw base::Error(base::Code::Usage, "nothing to report on is given",
                      "dateline report -d DB -o report.html QUERY…");
  if (!arguments.given("output") && is_terminal(1))
    throw base::Error(base::Code::Usage, "no file is named, and a page is no text for a terminal",
                      "-o report.html  names one");
  if (title.empty()) title = text;
  const bool fold = arguments.flag("fold");
  search::RankOptions rank = rank_options(arguments, fold);
  rank.limit = natural(arguments, "limit");
  const std::filesystem::path folder = database_path(arguments);
  const auto opened = open_database(folder);
  const store::Database& database = *opened;
  Understood understood = understand(text, database, query_options(arguments));
  const Answer found =
      answer(std::move(understood), database, rank,
             {{"person", 12, {}}, {"org", 12, {}}, {"place", 12, {}}, {"source", 20, {}}},
             search::CountBy::Passages);
  Report report;
  report.title = title;
  report.query = text;
  report.made = page_time();
  report.passages = found.passages;
  report.articles = found.articles;
  report.by_article = fold;
  search::Highlighter highlighter(found.query.plan, database);
  search::EntityReader entities(database, found.query.names.get());
  for (std::size_t i = 0; i < found.ranking.hits.size(); ++i)
    report.results.push_back(
        load_result(database, found.ranking.hits[i], i + 1, highlighter, entities));
  report.names = {found.facets.begin(), found.facets.begin() + 3};
  report.sources = {found.facets.back()};
  const search::MatchSet& matches = *found.ranking.matches;
  if (found.passages > 0) {
    explore::TimelineOptions options;
    options.as_of = query_options(arguments).as_of;
    report.timeline = explore::timeline(matches, database, options);
    report.peaks = explore::peaks(*report.timeline, found.query.plan, matches, database, {});
  } else {
    report.advice = what_to_leave_out(found.query, database, query_options(arguments));
    report.advice.erase(0, report.advice.find_first_not_of('\n'));
    if (!report.advice.empty()) report.advice.front() = 'W';  // `without …` begins a sentence
  }

  std::vector<std::string> line = {"dateline",      "search", "-d",
                                   folder.string(), "-n",     std::to_string(rank.limit)};
  for (const char* name : {"weighting", "feedback", "half-life", "as-of", "sort", "now", "tz"}) {
    if (arguments.given(name))
      line.insert(line.end(), {fmt::format("--{}", name), arguments.get<std::string>(name)});
  }
  for (const char* name : {"aliases", "stop-names"}) {
    if (!arguments.given(name)) continue;
    for (const std::string& file : arguments.get<std::vector<std::string>>(name))
      line.insert(line.end(), {fmt::format("--{}", name), file});
  }
  if (arguments.flag("no-aliases")) line.emplace_back("--no-aliases");
  // Tomorrow `yesterday` is another day.
  if (has_relative_date(text) && !arguments.given("now"))
    line.insert(line.end(), {"--now", query_options(arguments).clock.today().iso()});
  if (fold) line.emplace_back("--fold");
  // A topic of one's own is none of a colleague's.
  const bool topics = found.query.expanded != found.query.printed;
  line.insert(line.end(), {"--", topics ? found.query.expanded : text});
  report.repeat = {{"Command", command_line(line)}, {"Understood as", found.query.expanded}};
  for (auto& made : origin(report.made, database)) report.repeat.push_back(std::move(made));
  const std::string page = report_html(report);
  if (arguments.given("output")) {
    base::write_file(arguments.get<std::string>("output"), page);
    put(fmt::format("wrote {} of {} to {}\n", grouped(report.results.size()),
                    counted(fold ? found.articles : found.passages, fold ? "article" : "passage"),
                    printable(arguments.get<std::string>("output"))));
  } else {
    put(page);
  }
  return found.passages > 0 ? 0 : 1;
}

}  // namespace

const Command report_command{
    "report",
    "write what was found as a page to pass on",
    "[-d DB] [OPTION…] [-o FILE] QUERY…",
    "One page of HTML that needs nothing else: the query, when, who and where, the best passages, "
    "the\n"
    "sources, and how to repeat it.\n"
    "\nExit status: 0 something was found, 1 nothing, 2 the query is wrong, 3 the database can't "
    "be "
    "used.\n\n"
    "  dateline report -o sanctions.html --topic sanctions published:2022\n",
    options,
    run};

}  // namespace dateline::cli
