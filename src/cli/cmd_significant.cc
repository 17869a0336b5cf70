// dateline significant: words and names that set what a query finds apart.
#include "base/error.hh"
#include "cli/columns.hh"
#include "cli/opened.hh"
#include "cli/options.hh"
#include "cli/output.hh"
#include "cli/pager.hh"
#include "cli/query.hh"
#include "cli/terminal.hh"
#include "cli/timeline_output.hh"
#include "explore/published.hh"
#include "explore/significant.hh"
#include "temporal/date_query.hh"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::cli {
namespace {

void options(po::options_description& options) {
  add_database_option(options);
  add_topic_option(options);
  options.add_options()(
      "against", po::value<std::string>()->default_value("")->value_name("QUERY"),
      "compare with what this query finds, or was published in this time (2021, 2021..2022-03); "
      "else with the rest of the database")(
      "limit,n", po::value<std::int64_t>()->default_value(20)->value_name("N"), "words to show")(
      "names", po::value<std::int64_t>()->default_value(10)->value_name("N"),
      "names to show of each field")(
      "field", po::value<std::string>()->default_value("person,org,place")->value_name("LIST"),
      "fields of names to compare")("min-articles",
                                    po::value<std::int64_t>()->default_value(3)->value_name("N"),
                                    "articles of what was found that must have a word or name")(
      "format", po::value<std::string>()->default_value("text")->value_name("NAME"),
      "text, json or csv");
  add_color_option(options);
  add_pager_option(options);
  add_query_options(options);
  add_json_options(options);
}

/// What is compared with: a time alone means what was published then.
std::string against_query(const std::string& text, const QueryOptions& meaning) {
  const auto days = temporal::parse_days(text, meaning.clock);
  if (const auto* wrong = std::get_if<temporal::DateError>(&days)) {
    // Nobody looks for words of digits and signs alone: that is a date with a slip.
    const bool words = text.find_first_not_of("0123456789.-") != std::string::npos;
    if (words || text.find('-') == std::string::npos) return text;
    throw base::Error(base::Code::Usage, fmt::format("--against: {}", wrong->message), wrong->hint);
  }
  return "published:" + (text.find(' ') == std::string::npos ? text : fmt::format("\"{}\"", text));
}

/// The columns of figures before the words.
struct Figures {
  std::size_t g2, ratio, passages;
  const char *ratio_name, *passages_name, *only;

  std::size_t end() const { return 2 + g2 + 2 + ratio + 2 + passages + 2; }
};

constexpr Figures wide_figures{8, 9, 9, "frequency", "passages", "only here"},
    narrow_figures{7, 7, 6, "freq.", "pass.", "only"};

std::string row_text(const explore::Telling& one, const Figures& figures, std::size_t columns) {
  const std::string ratio =
      one.other.passages == 0 ? figures.only : fmt::format("{:.1f}×", std::exp2(one.ratio));
  const std::string row = fmt::format("{:>{}.1f}  {:>{}}  {:>{}}", one.g2, figures.g2, ratio,
                                      figures.ratio, grouped(one.found.passages), figures.passages);
  return hanging(row, printable(one.text), figures.end(), std::max(columns, figures.end() + 24));
}

/// in: against, what was compared with; empty for the rest; shared, passages of it that the query finds, too
///     asked, whether anything is to be told
std::string text(const explore::Significant& found, const std::string& against,
                 std::uint64_t shared, bool asked, const Style& style, std::size_t columns) {
  const Figures& figures = columns < 60 ? narrow_figures : wide_figures;
  std::string out;
  const auto table = [&](const std::string& name, const std::vector<explore::Telling>& rows) {
    if (rows.empty()) return;
    const std::size_t room = 2 + figures.g2 - std::min(name.size(), figures.g2);
    out += fmt::format("{}{}{}{:>{}}  {:>{}}  {:>{}}\n", style.bold, name, style.off, "G2", room,
                       figures.ratio_name, figures.ratio, figures.passages_name, figures.passages);
    for (const explore::Telling& one : rows) out += row_text(one, figures, columns);
    out += '\n';
  };
  table("words", found.words);
  for (const explore::TellingNames& one : found.names) table(one.field, one.names);
  if (asked && out.empty() && found.found.passages > 0 && found.other.passages > 0)
    out = wrap("no word or name sets them apart", columns, "") + '\n';
  if (!found.left_out.empty()) {
    out += wrap(printable(fmt::format("left out, asked for: {}", fmt::join(found.left_out, ", "))),
                columns, "") +
           '\n';
  }
  return out + wrap(fmt::format(
                        "{} in {}, against {} in {} {}{}", counted(found.found.passages, "passage"),
                        counted(found.found.articles, "article"),
                        counted(found.other.passages, "passage"),
                        counted(found.other.articles, "article"),
                        against.empty() ? "of the rest" : "of " + printable(against),
                        against.empty() || shared == 0
                            ? ""
                            : fmt::format(" without the {} of both", counted(shared, "passage"))),
                    columns, "");
}

Json json(const explore::Significant& found, const Understood& query, const Understood* against) {
  Json out;
  out["format"] = json_format;
  out["type"] = "significant";
  out["query"] = query_json(query);
  if (against != nullptr) out["against"] = query_json(*against);
  out["passages"] = found.found.passages;
  out["articles"] = found.found.articles;
  out["other_passages"] = found.other.passages;
  out["other_articles"] = found.other.articles;
  out["left_out"] = found.left_out;
  out["words"] = Json::array();
  for (const explore::Telling& one : found.words) out["words"].push_back(telling_json(one));
  out["names"] = Json::object();
  for (const explore::TellingNames& field : found.names) {
    out["names"][field.field] = Json::array();
    for (const explore::Telling& one : field.names)
      out["names"][field.field].push_back(telling_json(one));
  }
  return out;
}

void print_rows(const explore::Significant& found) {
  put(csv_row({"field", "text", "passages", "articles", "other_passages", "other_articles", "g2",
               "log_ratio", "query"}));
  const auto rows = [](const std::string& field, const std::vector<explore::Telling>& all) {
    for (const explore::Telling& one : all) {
      put(csv_row({field, one.text, std::to_string(one.found.passages),
                   std::to_string(one.found.articles), std::to_string(one.other.passages),
                   std::to_string(one.other.articles), fmt::format("{:.3f}", one.g2),
                   fmt::format("{:.3f}", one.ratio), one.query}));
    }
  };
  rows("text", found.words);
  for (const explore::TellingNames& one : found.names) rows(one.field, one.names);
}

bool has_rows(const explore::Significant& found) {
  return !found.words.empty() || std::any_of(found.names.begin(), found.names.end(),
                                             [](const auto& one) { return !one.names.empty(); });
}

int run(const Arguments& arguments) {
  const auto& format = arguments.get<std::string>("format");
  require_choice("format", format, {"text", "json", "csv"});
  require_json_version(arguments);
  const Style style(use_color(arguments.get<std::string>("color")));
  const QueryOptions meaning = query_options(arguments);
  explore::SignificantOptions options;
  options.words = natural(arguments, "limit");
  options.names = natural(arguments, "names");
  options.fields = split_list(arguments.get<std::string>("field"));
  options.least_articles = static_cast<std::uint32_t>(
      std::min<std::size_t>(natural(arguments, "min-articles"), INT32_MAX));
  const std::string words =
      query_text(arguments, arguments.rest, "dateline significant -d DB QUERY…");
  const auto& against = arguments.get<std::string>("against");

  const auto opened = open_database(database_path(arguments));
  const store::Database& database = *opened;
  const Understood query = understand(words, database, meaning);
  std::optional<Understood> other_query;
  if (!against.empty())
    other_query = understand(against_query(against, meaning), database, meaning);
  if (format == "text") tell_query_notes(query, database);
  const search::MatchSet matches = search::match(query.plan, database);
  const search::MatchSet against_all = other_query ? search::match(other_query->plan, database)
                                                   : explore::everything(database, meaning.as_of);
  const search::MatchSet other = explore::without(against_all, matches);
  const explore::Significant found =
      explore::significant(query.plan, matches, other, database, options, query.names.get());
  if (found.found.passages > 0 && found.other.passages == 0)
    std::fputs(against.empty()
                   ? "note: the query finds everything: there is nothing to compare with\n"
                   : "note: --against finds nothing but what the query finds, if "
                     "anything: there is nothing to compare with\n",
               stderr);
  if (format == "json") {
    put(line(json(found, query, other_query ? &*other_query : nullptr)));
  } else if (format == "csv") {
    print_rows(found);
  } else {
    put_paged(text(found, against, against_all.passages() - other.passages(),
                   options.words + options.names > 0, style,
                   std::min<std::size_t>(terminal_columns(), 100)),
              !arguments.flag("no-pager"));
  }
  return has_rows(found) ? 0 : 1;
}

}  // namespace

const Command significant_command{
    "significant",
    "words and names that set what a query finds apart",
    "[-d DB] [OPTION…] QUERY…",
    "Compares how many passages hold a word or carry a name: of those found, and of the rest, or "
    "of\n"
    "another query or time. G2 is the log-likelihood ratio, corrected for passages of one "
    "article;\n"
    "15.1 is one chance in ten thousand. Words of the query itself are left out.\n"
    "\nExit status: 0 something sets it apart, 1 nothing does, 2 the query is wrong, 3 the "
    "database can't "
    "be "
    "used.\n\n"
    "  dateline significant -d news.db sanctions\n"
    "  dateline significant -d news.db --against 2021 'sanctions published:2022'\n",
    options,
    run};

}  // namespace dateline::cli
