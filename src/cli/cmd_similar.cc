// dateline similar: articles related to one, before and after it.
#include "base/error.hh"
#include "cli/articles.hh"
#include "cli/columns.hh"
#include "cli/json.hh"
#include "cli/opened.hh"
#include "cli/options.hh"
#include "cli/output.hh"
#include "cli/pager.hh"
#include "cli/query.hh"
#include "cli/similar.hh"
#include "cli/terminal.hh"
#include "explore/similar.hh"

#include <charconv>
#include <cstdio>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::cli {
namespace {

using explore::Related;
using explore::Side;

void options(po::options_description& options) {
  add_database_option(options);
  options.add_options()("limit,n", po::value<std::int64_t>()->default_value(10)->value_name("N"),
                        "articles to show")("earlier", po::bool_switch(),
                                            "background alone: what was published before")(
      "later", po::bool_switch(), "follow-ups alone: what was published after")(
      "within", po::value<std::string>()->default_value("")->value_name("TIME"),
      "published at most so long before or after: 30d, 2w")(
      "format", po::value<std::string>()->default_value("text")->value_name("NAME"),
      "text, json or csv");
  add_color_option(options);
  add_pager_option(options);
  add_as_of_option(options);
  add_alias_options(options);
  add_json_options(options);
}

/// `30d`, `2w`; at most some 2,700 years.
std::optional<unsigned> within(const Arguments& arguments) {
  const auto& text = arguments.get<std::string>("within");
  if (text.empty()) return std::nullopt;
  unsigned number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view unit(read.ptr,
                              static_cast<std::size_t>(text.data() + text.size() - read.ptr));
  if (read.ec != std::errc() || number > 999'999 || (unit != "d" && unit != "w")) {
    throw base::Error(base::Code::Usage, fmt::format("'{}' is no time for --within", text),
                      "write days or weeks: 30d, 2w");
  }
  return unit == "w" ? number * 7 : number;
}

constexpr std::pair<Side, const char*> sides[] = {{Side::Earlier, "earlier"},
                                                  {Side::Same, "same-day"},
                                                  {Side::Later, "later"},
                                                  {Side::Undated, "undated"}};

const char* side_name(Side side) {
  for (const auto& [one, name] : sides) {
    if (one == side) return name;
  }
  return "";
}

/// in: number, from 1, of an article in the order in which they stand
std::string related_text(const Related& one, std::size_t number, const Style& style,
                         std::size_t columns) {
  const std::string title = one.title.empty() ? "(no headline)" : printable(one.title);
  const std::string tag = fmt::format("{:>3} ", fmt::format("s{}", number));
  std::string out = wrap(title, columns, std::string(tag.size(), ' '));
  out.replace(0, tag.size(), tag);
  const std::string details = printable(fmt::format(
      "{}{}{} · {:.0f}% · {}", one.published.substr(0, 10), one.published.empty() ? "" : " · ",
      one.id, one.score * 100, fmt::join(one.shared, ", ")));
  const std::string lines = wrap(details, columns, "    ");
  out += fmt::format("{}{}{}\n", style.dim, lines.substr(0, lines.size() - 1), style.off);
  if (!one.copies.empty()) {
    out += wrap(printable(fmt::format("copies: {}", fmt::join(one.copies, ", "))), columns, "    ");
  }
  return out;
}

/// What was asked about: an article, or a passage of one.
struct Subject {
  std::string id, article, title;
  std::uint32_t passage = 0;
};

/// in, out: listed, as show_similar() gives them; may be null
std::string text(const explore::Similar& found, const Subject& subject, const Style& style,
                 std::size_t columns, std::vector<std::string>* listed) {
  constexpr std::pair<Side, const char*> headings[] = {{Side::Earlier, "background, earlier"},
                                                       {Side::Same, "at the same time"},
                                                       {Side::Later, "follow-ups, later"},
                                                       {Side::Undated, "not known when"}};
  std::string out =
      wrap(fmt::format("related to {} {}: {}", subject.passage > 0 ? "passage" : "article",
                       printable(subject.id),
                       subject.title.empty() ? "(no headline)" : printable(subject.title)),
           columns, "") +
      '\n';
  std::size_t number = 0;
  for (const auto& [side, heading] : headings) {
    bool first = true;
    for (const Related& one : found.related) {
      if (one.side != side) continue;
      if (first) out += fmt::format("{}{}{}\n", style.bold, heading, style.off);
      first = false;
      out += related_text(one, ++number, style, columns);
      if (listed != nullptr) listed->push_back(one.passage);
    }
    if (!first) out += '\n';
  }
  if (!found.copies.empty())
    out += wrap(printable(fmt::format("copies of the article: {}", fmt::join(found.copies, ", "))),
                columns, "");
  out += wrap(printable(fmt::format("looked for: {}", fmt::join(found.terms, ", "))), columns, "");
  return out + counted(found.related.size(), "related article") + '\n';
}

Json json(const explore::Similar& found, const Subject& subject) {
  Json out;
  out["format"] = json_format;
  out["type"] = "similar";
  out["id"] = subject.id;
  out["article"] = subject.article;
  if (subject.passage > 0) out["passage"] = subject.passage;
  out["terms"] = found.terms;
  out["copies"] = found.copies;
  out["related"] = Json::array();
  for (const Related& one : found.related) {
    Json object;
    object["article"] = one.id;
    object["passage"] = one.passage;
    if (!one.title.empty()) object["title"] = one.title;
    if (!one.published.empty()) object["published"] = one.published;
    object["side"] = side_name(one.side);
    object["score"] = one.score;
    object["shared"] = one.shared;
    object["copies"] = one.copies;
    out["related"].push_back(std::move(object));
  }
  return out;
}

int run(const Arguments& arguments) {
  return show_similar(arguments, nullptr);
}

}  // namespace

bool is_similar_name(std::string_view word) {
  return word.size() > 1 && word.size() < 10 && word.front() == 's' &&
         word.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

int show_similar(const Arguments& arguments, std::vector<std::string>* listed) {
  const auto& format = arguments.get<std::string>("format");
  require_choice("format", format, {"text", "json", "csv"});
  require_json_version(arguments);
  const Style style(use_color(arguments.get<std::string>("color")));
  explore::SimilarOptions options;
  options.earlier = arguments.flag("earlier");
  options.later = arguments.flag("later");
  options.within_days = within(arguments);
  options.limit = natural(arguments, "limit");
  options.as_of = query_options(arguments).as_of;
  if (arguments.rest.size() != 1)
    throw base::Error(base::Code::Usage, "one article or passage is to be named",
                      "dateline similar -d DB ID");
  const std::string& id = arguments.rest.front();
  const auto opened = open_database(database_path(arguments));
  const store::Database& database = *opened;
  const auto article = find_id(database, id);
  if (!article) {
    tell_unknown_id(database, id, arguments.flag("json-errors"));
    return 1;
  }
  const search::AliasGroups names(aliases(arguments), database);
  const explore::Similar found = explore::similar(database, *article, options, &names);
  const corpus::Article about =
      database.segment(article->segment).text.record(article->article).article;
  const Subject subject{id, about.id, about.title, article->passage};
  if (format == "json") {
    put(line(json(found, subject)));
  } else if (format == "csv") {
    put(csv_row({"article", "passage", "title", "published", "side", "score", "copies"}));
    for (const Related& one : found.related) {
      put(csv_row({one.id, one.passage, one.title, one.published, side_name(one.side),
                   fmt::format("{:.4f}", one.score),
                   fmt::format("{}", fmt::join(one.copies, "; "))}));
    }
  } else {
    put_paged(text(found, subject, style, std::min<std::size_t>(terminal_columns(), 100), listed),
              !arguments.flag("no-pager"));
  }
  return found.related.empty() && found.copies.empty() ? 1 : 0;
}

const Command similar_command{
    "similar",
    "articles related to one, before and after it",
    "[-d DB] [OPTION…] ID",
    "ID is the id of an article, or of a passage as search prints it, whose words and names alone "
    "are then looked for. Looks for the words and "
    "names "
    "that\n"
    "tell the article from others; a percentage is the share of the score the article itself has.\n"
    "Near copies are folded into one. In `dateline shell` the numbers `s1`, `s2` name what is "
    "listed: `open "
    "s2`.\n"
    "\nExit status: 0 something was found, 1 nothing, or there is no such id, 2 the options are "
    "wrong,\n"
    "3 the database can't be used.\n\n"
    "  dateline similar -d news.db web-20220308-repowereu --earlier --within 30d\n",
    options,
    run};

}  // namespace dateline::cli
