#include "cli/query.hh"

#include "base/error.hh"
#include "cli/options.hh"
#include "eval/topic.hh"
#include "query/lexer.hh"
#include "query/parser.hh"
#include "search/feedback.hh"
#include "search/lower.hh"
#include "temporal/date_query.hh"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::cli {
namespace {

constexpr std::int64_t day_seconds = 86400;

void move_to(query::Node& node, std::size_t begin, std::size_t end) {
  node.begin = begin;
  node.end = end;
  for (query::Node& child : node.children) move_to(child, begin, end);
}

/// Put the trees of named topics in their place. What is wrong with a topic is told at the place
/// that names it.
/// in: inside, the topics whose queries the node stands in
void put_topics(query::Node& node, std::string_view text, std::vector<std::string>& inside) {
  for (query::Node& child : node.children) put_topics(child, text, inside);
  if (node.kind != query::Kind::Topic) return;
  const auto fail = [&](const std::string& message, const std::string& hint) {
    throw base::Error(base::Code::Query, query::point_at(message, text, node.begin, node.end),
                      hint);
  };
  if (std::find(inside.begin(), inside.end(), node.text) != inside.end())
    fail(fmt::format("topic '{}' names itself: {}", node.text, fmt::join(inside, ", ")), "");
  query::Node tree;
  try {
    const eval::Topic topic = eval::standard_topic(node.text);
    tree = query::parse(topic.query.empty() ? eval::as_query(topic.title) : topic.query);
  } catch (const base::Error& failure) {
    const std::string message = failure.what();
    if (failure.code() != base::Code::Query) {
      fail(failure.place().empty() ? message : failure.place() + ": " + message, failure.hint());
    }
    fail(fmt::format("in topic '{}': {}", node.text, message.substr(0, message.find('\n'))), "");
  }
  move_to(tree, node.begin, node.end);
  inside.push_back(node.text);
  put_topics(tree, text, inside);
  inside.pop_back();
  // A group of its own: its marks and its rank stay inside.
  query::Node group;
  group.kind = query::Kind::Rank;
  group.begin = node.begin;
  group.end = node.end;
  group.mark = node.mark;
  group.children.push_back(std::move(tree));
  node = std::move(group);
}

template <typename Value>
Value taken(std::variant<Value, temporal::DateError> read, const char* option) {
  if (const auto* wrong = std::get_if<temporal::DateError>(&read))
    throw base::Error(base::Code::Usage, fmt::format("--{}: {}", option, wrong->message),
                      wrong->hint);
  return std::get<Value>(std::move(read));
}

/// Days of the units that a half-life may be given in; 0 for other letters. Months and years are
/// mean ones.
double days_of(char unit) {
  switch (unit) {
    case 'd':
      return 1;
    case 'w':
      return 7;
    case 'm':
      return 365.2425 / 12;
    case 'y':
      return 365.2425;
    default:
      return 0;
  }
}

/// `30d`, `2w`, `6m`, `1y`, in days.
double half_life_days(const std::string& text) {
  double number = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  const double unit = read.ptr + 1 == end ? days_of(*read.ptr) : 0;
  if (read.ec != std::errc() || !std::isfinite(number) || number <= 0 || unit == 0) {
    throw base::Error(base::Code::Usage, fmt::format("'{}' is no half-life", text),
                      "half-lives are 30d, 2w, 6m or 1y");
  }
  return number * unit;
}

}  // namespace

Understood understand(const std::string& text, const store::Database& database,
                      const QueryOptions& options) {
  static const text::Stopwords stopwords = text::load_stopwords("english");
  query::Node tree = query::parse(text);
  std::string printed = query::print(tree);
  std::vector<std::string> inside;
  put_topics(tree, text, inside);
  return {text, std::move(printed),
          search::lower(
              tree, text,
              {schema::Schema::standard(), database, stopwords, options.clock, options.as_of})};
}

void add_query_options(po::options_description& options) {
  options.add_options()(
      "now", po::value<std::string>()->default_value("")->value_name("INSTANT"),
      "what 'yesterday' and the like are seen from: 2022-03-01 or 2022-03-01T06:15Z")(
      "tz", po::value<std::string>()->default_value("UTC")->value_name("ZONE"),
      "the zone of days: UTC, local, +02:00 or Europe/Berlin");
}

QueryOptions query_options(const Arguments& arguments) {
  QueryOptions options{temporal::QueryClock::system(), std::nullopt};
  options.clock.zone = taken(temporal::parse_zone(arguments.get<std::string>("tz")), "tz");
  if (const auto& now = arguments.get<std::string>("now"); !now.empty())
    options.clock.now_seconds = taken(temporal::parse_now(now, options.clock.zone), "now");
  if (!arguments.given("as-of")) return options;
  if (const auto& day = arguments.get<std::string>("as-of"); !day.empty())
    options.as_of = taken(temporal::parse_days(day, options.clock), "as-of").closed().last;
  // Then the last moment of that day is also what 'yesterday' is seen from.
  if (options.as_of && !arguments.given("now")) {
    options.clock = {(options.as_of->serial() + 1) * day_seconds - 1, text::TimeZone{}};
  }
  return options;
}

void add_rank_options(po::options_description& options) {
  options.add_options()("weighting",
                        po::value<std::string>()->default_value("")->value_name("LIST"),
                        "parameters of ranking other than those of index/ranking.toml: "
                        "k1=1.5,b=0.6")(
      "feedback", po::value<std::string>()->default_value("")->value_name("KIND"),
      "let words of the best passages count, too: rm3, or rm3:passages=10,terms=20,weight=0.5")(
      "half-life", po::value<std::string>()->default_value("")->value_name("TIME"),
      "let scores halve with age, each so often: 30d, 2w, 6m, 1y")(
      "as-of", po::value<std::string>()->default_value("")->value_name("DAY"),
      "answer as if nothing had been published after this day")(
      "sort", po::value<std::string>()->default_value("score")->value_name("ORDER"),
      "score, newest or oldest; undated articles come last");
  add_query_options(options);
}

search::RankOptions rank_options(const Arguments& arguments, bool articles) {
  search::RankOptions options;
  options.fold = articles;
  options.weighting = search::Weighting::parse(
      arguments.get<std::string>("weighting"),
      articles ? search::Weighting::for_articles() : search::Weighting::for_passages());
  const auto& sort = arguments.get<std::string>("sort");
  require_choice("sort", sort, {"score", "newest", "oldest"});
  options.order = sort == "newest"   ? search::Order::Newest
                  : sort == "oldest" ? search::Order::Oldest
                                     : search::Order::Score;
  if (const auto& kind = arguments.get<std::string>("feedback"); !kind.empty())
    options.feedback = search::parse_feedback(kind);
  if (const auto& time = arguments.get<std::string>("half-life"); !time.empty()) {
    options.recency.half_life_days = half_life_days(time);
    const QueryOptions query = query_options(arguments);
    options.recency.now_seconds = query.clock.now_seconds;
    if (query.as_of) {
      options.recency.now_seconds = (query.as_of->serial() + 1) * day_seconds;
    }
  }
  return options;
}

}  // namespace dateline::cli
