// dateline timeline: how what a query finds is spread over time.
#include "base/error.hh"
#include "cli/columns.hh"
#include "cli/facet_options.hh"
#include "cli/opened.hh"
#include "cli/options.hh"
#include "cli/output.hh"
#include "cli/pager.hh"
#include "cli/query.hh"
#include "cli/timeline_output.hh"
#include "explore/published.hh"
#include "temporal/date_query.hh"

#include <variant>

#include <fmt/format.h>

namespace dateline::cli {
namespace {

void options(po::options_description& options) {
  add_database_option(options);
  add_topic_option(options);
  options.add_options()(
      "by", po::value<std::string>()->default_value("auto")->value_name("UNIT"),
      "auto, day, week, month, quarter or year; auto looks at how far what is found reaches")(
      "of", po::value<std::string>()->default_value("published")->value_name("TIME"),
      "published or mentioned; when articles appeared, or the time that passages speak of")(
      "range", po::value<std::string>()->default_value("")->value_name("DAYS"),
      "the days to show: 2021..2022-03, 2w..; an open end is that of the database; else from the "
      "first match to the last")("share", po::bool_switch(), "bars are the share of the corpus")(
      "count", po::value<std::string>()->default_value("passages")->value_name("UNIT"),
      "what bars count: passages or articles")(
      "peaks", po::value<std::int64_t>()->default_value(5)->value_name("N"), "peaks to name")(
      "format", po::value<std::string>()->default_value("text")->value_name("NAME"),
      "text, json, csv or svg");
  add_color_option(options);
  add_pager_option(options);
  add_query_options(options);
  add_json_options(options);
}

std::optional<temporal::QueryDays> range(const Arguments& arguments, const QueryOptions& query) {
  const auto& text = arguments.get<std::string>("range");
  if (text.empty()) return std::nullopt;
  const auto days = temporal::parse_days(text, query.clock);
  if (const auto* wrong = std::get_if<temporal::DateError>(&days)) {
    throw base::Error(base::Code::Usage, fmt::format("--range {}: {}", text, wrong->message),
                      wrong->hint);
  }
  return std::get<temporal::QueryDays>(days);
}

/// With the first or last day that the database has for an end that is open; the other end where that
/// lies beyond it.
temporal::DayRange closed(const temporal::QueryDays& days, const store::Database& database,
                          const QueryOptions& query) {
  temporal::DayRange range = days.closed();
  std::optional<temporal::DayRange> known = explore::published_days(database);
  if (known && query.as_of) known->last = std::min(known->last, *query.as_of);
  if (!days.last) range.last = known ? std::max(range.first, known->last) : range.first;
  if (!days.first) range.first = known ? std::min(range.last, known->first) : range.last;
  return range;
}

constexpr std::size_t named_words = 5;  // of each peak

int run(const Arguments& arguments) {
  const auto& format = arguments.get<std::string>("format");
  require_choice("format", format, {"text", "json", "csv", "svg"});
  require_json_version(arguments);
  const auto& of = arguments.get<std::string>("of");
  require_choice("of", of, {"published", "mentioned"});
  const auto& by = arguments.get<std::string>("by");
  require_choice("by", by, {"auto", "day", "week", "month", "quarter", "year"});
  const Style style(use_color(arguments.get<std::string>("color")));
  const QueryOptions meaning = query_options(arguments);
  explore::TimelineOptions options;
  options.of = of == "published" ? explore::TimelineOf::Published : explore::TimelineOf::Mentioned;
  options.unit = explore::unit_named(by);
  const auto days = range(arguments, meaning);
  options.as_of = meaning.as_of;
  const search::CountBy unit = count_unit(arguments);
  const std::size_t peak_count = natural(arguments, "peaks");
  const std::string text = query_text(arguments, arguments.rest, "dateline timeline -d DB QUERY…");

  const auto opened = open_database(database_path(arguments));
  const store::Database& database = *opened;
  if (days) options.range = closed(*days, database, meaning);
  const Understood query = understand(text, database, meaning);
  if (format == "text") tell_query_notes(query, database);
  const search::MatchSet matches = search::match(query.plan, database);
  const explore::Timeline timeline = explore::timeline(matches, database, options);
  const std::vector<explore::Peak> peaks =
      explore::peaks(timeline, query.plan, matches, database,
                     {peak_count, named_words, unit, arguments.flag("share")});
  const TimelineView view{timeline, peaks, unit, arguments.flag("share"),
                          arguments.get<std::string>("range")};
  if (format == "json") {
    put(line(timeline_json(view, query)));
  } else if (format == "csv") {
    for (const std::vector<std::string>& row : timeline_rows(view)) put(csv_row(row));
  } else if (format == "svg") {
    put(timeline_svg(view, text));
  } else {
    put_paged(timeline_text(view, style, std::min<std::size_t>(terminal_columns(), 100)),
              !arguments.flag("no-pager"));
  }
  // Of a query that finds something, a range may have nothing.
  const bool any = options.range ? view.shows_any() : timeline.found.passages > 0;
  return any ? 0 : 1;
}

}  // namespace

const Command timeline_command{
    "timeline",
    "how what a query finds is spread over time",
    "[-d DB] [OPTION…] QUERY…",
    "Counts passages by the day their article was published, or by the time they speak of. "
    "Articles "
    "known\n"
    "less exactly than the unit are in no bar. A gap is a period of which the database has "
    "nothing, "
    "other\n"
    "than one in which nothing was found. Peaks are periods of three articles or more with more "
    "than\n"
    "the corpus of the time shown makes one expect, none of them beside another such with a taller "
    "bar.\n"
    "\nExit status: 0 something was found, 1 nothing, or nothing in the range, 2 the query is "
    "wrong, 3 the database can't be "
    "used.\n\n"
    "  dateline timeline -d news.db --by month --share 'sanctions place:Russia'\n"
    "  dateline timeline --of mentioned --format svg 'gas pipeline' > gas.svg\n",
    options,
    run};

}  // namespace dateline::cli
