// dateline judge: pooled results judged in the terminal, and how far two judges agree.
#include "base/error.hh"
#include "cli/articles.hh"
#include "cli/judgment_file.hh"
#include "cli/keys.hh"
#include "cli/options.hh"
#include "cli/output.hh"
#include "cli/places.hh"
#include "cli/query.hh"
#include "cli/terminal.hh"
#include "eval/agreement.hh"
#include "eval/pool.hh"
#include "eval/topic.hh"
#include "store/passage.hh"

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <set>

#include <fmt/format.h>

namespace dateline::cli {
namespace {

constexpr int highest_grade = 3;

void options(po::options_description& options) {
  add_database_option(options);
  options.add_options()("output,o", po::value<std::string>()->default_value("")->value_name("FILE"),
                        "the judgments; what is in it is kept and not asked again")(
      "depth", po::value<std::int64_t>()->default_value(20)->value_name("N"),
      "results of each run and topic that are judged")(
      "format", po::value<std::string>()->default_value("spans")->value_name("NAME"),
      "spans (topic, article, begin, end, grade) or qrels (topic, 0, id, grade)")(
      "seed", po::value<std::int64_t>()->default_value(1)->value_name("N"),
      "of the order in which results are shown")("agreement", po::bool_switch(),
                                                 "compare two files of judgments instead");
  add_color_option(options);
}

/// Something to judge.
struct Item {
  const eval::Topic* topic = nullptr;
  eval::Result result;
  std::string id;  ///< as the database has it; the result's may be written otherwise
};

/// The agreement of two judges as text.
std::string agreement_text(const std::string& first, const std::string& second,
                           const eval::Agreement& result) {
  const auto number = [](const std::optional<double>& value) {
    return value ? fmt::format("{:.4f}", *value) : std::string("-");
  };
  std::string out =
      fmt::format("judged by both {}, by {} alone {}, by {} alone {}\n", result.both,
                  printable(first), result.only_first, printable(second), result.only_second);
  out += fmt::format("agreement {:.4f}, kappa {}, weighted kappa {}\n\n", result.agreement,
                     number(result.kappa), number(result.weighted_kappa));
  std::set<int> grades;
  for (const auto& [pair, count] : result.table) grades.insert({pair.first, pair.second});
  out += fmt::format("rows {}, columns {}\n     ", printable(first), printable(second));
  for (const int grade : grades) out += fmt::format("{:>7}", grade);
  out += '\n';
  for (const int row : grades) {
    out += fmt::format("{:>5}", row);
    for (const int column : grades) {
      const auto found = result.table.find({row, column});
      out += fmt::format("{:>7}", found == result.table.end() ? 0 : found->second);
    }
    out += '\n';
  }
  return out;
}

int compare_judges(const Arguments& arguments) {
  if (arguments.rest.size() != 2)
    throw base::Error(base::Code::Usage, "two files of judgments are compared",
                      "dateline judge --agreement A B");
  const auto& [first, second] = std::tie(arguments.rest[0], arguments.rest[1]);
  put(agreement_text(first, second,
                     eval::agree(eval::read_judgments(first), eval::read_judgments(second))));
  return 0;
}

/// The pool, topic after topic; each result with its place.
std::vector<Item> pooled(const Arguments& arguments, const std::vector<eval::Topic>& topics,
                         const store::Database& database, bool spans) {
  std::vector<eval::Run> runs;
  for (std::size_t i = 1; i < arguments.rest.size(); ++i)
    runs.push_back(eval::read_run(arguments.rest[i]));
  const std::size_t depth = natural(arguments, "depth");
  const auto seed = static_cast<std::uint64_t>(arguments.get<std::int64_t>("seed"));
  const Places places(database);
  std::vector<Item> items;
  std::size_t without_text = 0;
  for (const eval::Topic& topic : topics) {
    for (eval::Result& result : eval::pool(runs, topic.id, depth, seed)) {
      auto named = places.find(result.id);
      if (!named) {
        throw base::Error(base::Code::Data,
                          fmt::format("there is no article or passage '{}' in {}",
                                      printable(result.id), database.folder().string()),
                          "name with -d the database that the runs were made with");
      }
      if (spans && named->passage == 0) {
        throw base::Error(base::Code::Data,
                          fmt::format("'{}' is an article; spans are judged passage by passage",
                                      printable(result.id)),
                          "use runs made with --unit passage, or --format qrels");
      }
      if (spans && named->place.begin == named->place.end) {
        ++without_text;
        continue;
      }
      result.place = std::move(named->place);
      items.push_back({&topic, std::move(result), std::move(named->id)});
    }
  }
  if (without_text > 0) {
    fmt::print(stderr, "note: {} without text left out; spans can't judge headlines\n",
               counted(without_text, "result"));
  }
  if (items.empty()) {
    throw base::Error(base::Code::Data, "there is nothing to judge",
                      "the runs have no result for the topics of the file");
  }
  return items;
}

/// What a judge sees, and what was pressed.
class Session {
 public:
  Session(const Arguments& arguments, const store::Database& database, std::vector<Item> items,
          JudgmentFile& file)
      : database_(database),
        items_(std::move(items)),
        file_(file),
        style_(use_color(arguments.get<std::string>("color"))),
        columns_(std::min<std::size_t>(terminal_columns(), 100)) {
    for (const Item& item : items_) {
      if (file_.has(item.topic->id, item.result)) ++known_;
    }
  }

  /// Ask until all are judged or the judge quits. out: exit status
  int run();

 private:
  bool is_open(std::size_t index) const {
    return !file_.has(items_[index].topic->id, items_[index].result);
  }
  std::size_t next_open(std::size_t from) const {
    while (from < items_.size() && !is_open(from)) ++from;
    return from;
  }
  std::string page(std::size_t index);
  search::Highlighter& highlighter(const eval::Topic& topic);

  const store::Database& database_;
  std::vector<Item> items_;
  JudgmentFile& file_;
  Style style_;
  std::size_t columns_;
  std::size_t known_ = 0;
  Understood understood_;
  std::unique_ptr<search::Highlighter> highlighter_;
  const eval::Topic* highlighted_topic_ = nullptr;
};

std::string topic_query(const eval::Topic& topic) {
  if (!topic.query.empty()) return topic.query;
  return eval::as_query(topic.title.empty() ? topic.description : topic.title);
}

search::Highlighter& Session::highlighter(const eval::Topic& topic) {
  if (highlighted_topic_ == &topic) return *highlighter_;
  understood_ = {};
  try {
    if (const std::string text = topic_query(topic); !text.empty())
      understood_ = understand(text, database_, {});
  } catch (const base::Error& failure) {
    if (failure.code() != base::Code::Query) throw;  // one can judge without marks
    understood_ = {};
  }
  highlighter_ = std::make_unique<search::Highlighter>(understood_.plan, database_);
  highlighted_topic_ = &topic;
  return *highlighter_;
}

std::string Session::page(std::size_t index) {
  const Item& item = items_[index];
  const eval::Topic& topic = *item.topic;
  std::string out = fmt::format("{}{} of {}, {} judged{}\n", style_.dim, index + 1, items_.size(),
                                known_, style_.off);
  out += fmt::format("{}{}{}\n", style_.bold,
                     printable(topic.title.empty() ? topic.id : topic.title), style_.off);
  for (const std::string& text : {topic.description, topic.narrative}) {
    if (!text.empty()) out += wrap(printable(text), columns_, "");
  }
  if (!topic.query.empty()) {
    const std::string lines = wrap(printable("query: " + topic.query), columns_, "");
    out += fmt::format("{}{}{}\n", style_.dim, lines.substr(0, lines.size() - 1), style_.off);
  }
  out += '\n';
  const auto ref = find_id(database_, item.id);
  if (!ref) throw base::Error(base::Code::Internal, "a result is lost");
  const Reading reading = load_reading(database_, *ref, 0, highlighter(topic), nullptr);
  const corpus::Article& article = reading.article;
  if (!article.title.empty()) {
    const auto end = static_cast<std::uint32_t>(article.title.size());
    const std::string lines =
        wrap(highlighted(article.title, {0, end}, reading.title_matches, style_), columns_, "  ");
    out += lines;
  }
  std::string origin = printable(article.source);
  if (!reading.published.empty()) origin += (origin.empty() ? "" : " · ") + reading.published;
  if (!origin.empty()) out += fmt::format("  {}{}{}\n", style_.dim, origin, style_.off);
  out += '\n';
  const std::string& text = reading.passage == 0 ? reading.body : reading.parts.front().text;
  const auto& matches = reading.passage == 0 ? reading.matches : reading.parts.front().matches;
  const auto end = static_cast<std::uint32_t>(text.size());
  out += wrap(highlighted(text, {0, end}, matches, style_), columns_, "  ");
  return out + '\n';
}

int Session::run() {
  std::size_t index = next_open(0), now = 0;
  std::vector<std::size_t> passed;  // items judged or skipped in this session, in order
  std::vector<bool> was_judged;
  Keys keys;
  int status = 0;
  bool show = true;
  const std::string prompt = fmt::format("grade 0-{}, b back, s skip, q quit: ", highest_grade);
  while (index < items_.size()) {
    if (show) {
      if (keys.terminal() && is_terminal(1) && !is_dumb_terminal()) put("\x1b[H\x1b[2J");
      put(page(index));
    }
    put(prompt);
    std::fflush(stdout);
    const auto key = keys.next();
    put(key && *key >= ' ' && *key <= '~' ? fmt::format("{}\n", *key) : "\n");
    if (!key || *key == 'q' || *key == Keys::end) break;
    show = true;
    if (*key == Keys::interrupt) {
      status = 130;
      break;
    }
    if (*key >= '0' && *key <= '0' + highest_grade) {
      file_.add(items_[index].topic->id, items_[index].result, *key - '0');
      ++known_, ++now;
      passed.push_back(index);
      was_judged.push_back(true);
      index = next_open(index + 1);
    } else if (*key == 's') {
      passed.push_back(index);
      was_judged.push_back(false);
      index = next_open(index + 1);
    } else if (*key == 'b' && !passed.empty()) {
      index = passed.back();
      if (was_judged.back()) {
        file_.take_back();
        --known_, --now;
      }
      passed.pop_back();
      was_judged.pop_back();
    } else {
      put(*key == 'b' ? "this is the first of this session\n" : "that key means nothing here\n");
      show = false;
    }
  }
  std::fflush(stdout);
  fmt::print(stderr, "{} judged now, {} of {} in all\n", now, known_, items_.size());
  return status;
}

int run(const Arguments& arguments) {
  if (arguments.flag("agreement")) return compare_judges(arguments);
  const auto& format = arguments.get<std::string>("format");
  require_choice("format", format, {"spans", "qrels"});
  if (arguments.rest.size() < 2)
    throw base::Error(base::Code::Usage, "judge takes topics and at least one run",
                      "dateline judge -d DB TOPICS RUN… -o FILE");
  const auto& path = arguments.get<std::string>("output");
  if (path.empty())
    throw base::Error(base::Code::Usage, "no file for the judgments is named",
                      "name one with -o FILE");
  const bool spans = format == "spans";
  const std::vector<eval::Topic> topics = eval::read_topics(arguments.rest.front());
  const store::Database database(database_path(arguments));
  std::vector<Item> items = pooled(arguments, topics, database, spans);
  JudgmentFile file(path, spans);
  if (file.was_cut())
    fmt::print(stderr, "note: the last line of {} was cut; it is asked for again\n", path);
  return Session(arguments, database, std::move(items), file).run();
}

}  // namespace

const Command judge_command{
    "judge",
    "judge results of runs in the terminal",
    "-d DB [OPTION…] TOPICS RUN… -o FILE  |  --agreement A B",
    "Shows the first results of all runs, topic by topic in an order that hides their ranks, and "
    "asks "
    "for a grade:\n"
    "0 is something else, 1 touches the topic, 2 gives a part of it, 3 is about it; b goes back, s "
    "skips, q quits.\n"
    "Each judgment is on the disk before the next is asked for; the same command goes on where one "
    "stopped.\n"
    "Keys may also be lines of standard input.\n"
    "\nExit status: 0 done or quit, 2 there is nothing to judge, 3 the database can't be used.\n\n"
    "  dateline judge -d news.db topics.json old.run new.run -o judged.tsv\n"
    "  dateline judge --agreement judged.tsv second-judge.tsv\n",
    options,
    run};

}  // namespace dateline::cli
