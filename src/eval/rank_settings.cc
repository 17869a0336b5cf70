#include "eval/rank_settings.hh"

#include "base/error.hh"
#include "search/feedback.hh"
#include "temporal/date_query.hh"

#include <charconv>
#include <cmath>
#include <variant>

#include <fmt/format.h>

namespace dateline::eval {
namespace {

constexpr std::int64_t day_seconds = 86400;

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

QueryOptions query_options(const RankSettings& settings) {
  QueryOptions options{temporal::QueryClock::system(), std::nullopt, search::standard_aliases()};
  options.clock.zone = taken(temporal::parse_zone(settings.tz), "tz");
  if (!settings.now.empty()) {
    options.clock.now_seconds = taken(temporal::parse_now(settings.now, options.clock.zone), "now");
  }
  if (settings.as_of.empty()) return options;
  options.as_of = taken(temporal::parse_days(settings.as_of, options.clock), "as-of").closed().last;
  // Then the last moment of that day is also what 'yesterday' is seen from.
  if (settings.now.empty()) {
    options.clock = {(options.as_of->serial() + 1) * day_seconds - 1, text::TimeZone{}};
  }
  return options;
}

search::RankOptions rank_options(const RankSettings& settings) {
  search::RankOptions options;
  options.fold = settings.articles;
  options.weighting = search::Weighting::parse(
      settings.weighting,
      settings.articles ? search::Weighting::for_articles() : search::Weighting::for_passages());
  if (settings.sort != "score" && settings.sort != "newest" && settings.sort != "oldest") {
    throw base::Error(base::Code::Usage,
                      fmt::format("'{}' is no choice for --sort; choices are score, newest, "
                                  "oldest (score is the default)",
                                  settings.sort));
  }
  options.order = settings.sort == "newest"   ? search::Order::Newest
                  : settings.sort == "oldest" ? search::Order::Oldest
                                              : search::Order::Score;
  if (!settings.feedback.empty()) options.feedback = search::parse_feedback(settings.feedback);
  if (!settings.half_life.empty()) {
    options.recency.half_life_days = half_life_days(settings.half_life);
    const QueryOptions query = query_options(settings);
    options.recency.now_seconds = query.clock.now_seconds;
    if (query.as_of) options.recency.now_seconds = (query.as_of->serial() + 1) * day_seconds;
  }
  return options;
}

}  // namespace dateline::eval
