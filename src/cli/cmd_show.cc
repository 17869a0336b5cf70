// dateline show: an article or passage, to be read.
#include "base/error.hh"
#include "cli/articles.hh"
#include "cli/opened.hh"
#include "cli/options.hh"
#include "cli/output.hh"
#include "cli/pager.hh"
#include "cli/query.hh"
#include "store/passage.hh"
#include "text/line.hh"
#include "text/paragraph.hh"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::cli {
namespace {

constexpr std::string_view margin = "  > ";  // of a passage that is marked in its article

void options(po::options_description& options) {
  add_database_option(options);
  options.add_options()("context", po::value<std::int64_t>()->default_value(1)->value_name("N"),
                        "passages to show before and after the one that is named")(
      "at", po::value<std::int64_t>()->default_value(0)->value_name("N"),
      "mark passage N of the article, and start the pager there")(
      "format", po::value<std::string>()->default_value("text")->value_name("NAME"),
      "text or json")("no-pager", po::bool_switch(),
                      "print long text as it is, also on a terminal");
  add_color_option(options);
  add_query_options(options);
  add_json_options(options);
}

/// The paragraphs of a text, a blank line after each.
/// in: marked, bytes of the text that begin and end a line and have a sign at the margin; may be empty
std::string paragraphs(const std::string& text, const std::vector<text::Span>& matches,
                       const Style& style, std::size_t columns, text::Span marked = {}) {
  std::vector<text::Span> spans;
  text::find_paragraphs(text, spans);
  std::string out;
  auto match = matches.begin();
  for (const text::Span span : spans) {
    std::uint32_t at = span.begin;
    for (const std::uint32_t cut : {marked.begin, marked.end, span.end}) {
      const std::uint32_t end = std::min(cut, span.end);
      if (end <= at) continue;
      std::vector<text::Span> inside;
      while (match != matches.end() && match->begin < end) inside.push_back(*match++);
      const bool in_marked = at >= marked.begin && at < marked.end;
      out +=
          wrap(highlighted(text, {at, end}, inside, style), columns, in_marked ? margin : "    ");
      at = end;
    }
    out += '\n';
  }
  return out;
}

std::string head(const Reading& reading, std::size_t at, const Style& style, std::size_t columns) {
  const corpus::Article& article = reading.article;
  const auto end = static_cast<std::uint32_t>(article.title.size());
  const std::string title =
      article.title.empty() ? "(no headline)"
                            : highlighted(article.title, {0, end}, reading.title_matches, style);
  std::string out = style.bold.empty() ? "" : std::string(style.bold);
  const std::string lines = wrap(title, columns, "");
  out += lines.substr(0, lines.size() - 1);
  out += fmt::format("{}\n", style.off);
  std::vector<std::string> parts;
  for (const std::string& part :
       {printable(article.source), reading.published, printable(article.dateline.place),
        printable(article.section), printable(article.id)}) {
    if (!part.empty()) parts.push_back(part);
  }
  const auto dim = [&](const std::string& text) {
    const std::string lines = wrap(text, columns, "");
    if (!lines.empty())
      out += fmt::format("{}{}{}\n", style.dim, lines.substr(0, lines.size() - 1), style.off);
  };
  dim(fmt::format("{}", fmt::join(parts, " · ")));
  dim(article.authors.empty() ? printable(article.byline)
                              : printable(fmt::format("{}", fmt::join(article.authors, ", "))));
  dim(printable(article.url));
  if (at > 0) dim(fmt::format("passage {} of {} is marked: >", at, reading.passage_count));
  return out + '\n';
}

std::string names_text(const Reading& reading, const Style& style, std::size_t columns) {
  std::string out;
  for (const char* field : {"person", "org", "place"}) {
    const std::vector<std::string> names = names_of(reading.entities, field);
    if (names.empty()) continue;
    const std::string list = fmt::format("{}: {}", field, fmt::join(names, ", "));
    const std::string lines = wrap(printable(list), columns, "");
    out += fmt::format("{}{}{}\n", style.dim, lines.substr(0, lines.size() - 1), style.off);
  }
  return out;
}

std::string text(const Reading& reading, std::size_t at, const Style& style, std::size_t columns) {
  if (reading.passage_count == 1) at = 0;  // all there is
  std::string out = head(reading, at, style, columns);
  if (reading.passage == 0) {
    text::Span marked;
    if (at > 0) marked = {reading.parts[at - 1].begin, reading.parts[at - 1].end};
    out += paragraphs(reading.body, reading.matches, style, columns, marked);
  } else {
    for (const Part& part : reading.parts) {
      const bool asked = part.number == reading.passage;
      out += fmt::format("{}{} passage {} of {}{}\n", asked ? style.bold : style.dim,
                         asked ? ">" : " ", part.number, reading.passage_count, style.off);
      out += paragraphs(part.text, part.matches, style, columns);
    }
  }
  return out + names_text(reading, style, columns);
}

/// The line at which the pager starts: that of the mark, with a little before it; the first if the mark is seen from
/// there.
std::size_t first_line(const std::string& text) {
  constexpr std::size_t before = 3;
  std::size_t number = 0, first = 0, last = 0;
  for (std::string_view rest = text; !rest.empty();) {
    ++number;
    if (!text::take_line(rest).starts_with(margin)) continue;
    if (first == 0) first = number;
    last = number;
  }
  return last < terminal_rows() ? 1 : std::max(first, before + 1) - before;
}

Json part_json(const Reading& reading, const Part& part) {
  Json out;
  out["id"] = store::passage_id(reading.article.id, part.number);
  out["passage"] = part.number;
  out["begin"] = part.begin;
  out["end"] = part.end;
  return out;
}

std::string json(const Reading& reading, std::size_t at) {
  const bool whole = reading.passage == 0;
  Json out;
  out["format"] = json_format;
  out["type"] = whole ? "article" : "passage";
  if (whole) {
    out["id"] = reading.article.id;
    if (at > 0) out["at"] = at;
    add_metadata(reading.article, reading.published, out);
    out["body"] = reading.body;
    out["matches"] = spans_json(reading.matches);
    out["title_matches"] = spans_json(reading.title_matches);
    out["passages"] = Json::array();
    for (const Part& part : reading.parts) out["passages"].push_back(part_json(reading, part));
  } else {
    Json context = Json::array();
    for (const Part& part : reading.parts) {
      Json one = part_json(reading, part);
      if (part.number == reading.passage) {
        one["article"] = reading.article.id;
        out.update(one);
        add_metadata(reading.article, reading.published, out);
      }
      Json& to = part.number == reading.passage ? out : one;
      to["text"] = part.text;
      to["matches"] = spans_json(part.matches);
      if (part.number != reading.passage) context.push_back(std::move(one));
    }
    out["title_matches"] = spans_json(reading.title_matches);
    out["passage_count"] = reading.passage_count;
    out["context"] = std::move(context);
  }
  add_entities(reading.entities, out);
  return line(out);
}

int run(const Arguments& arguments) {
  const auto& format = arguments.get<std::string>("format");
  require_choice("format", format, {"text", "json"});
  require_json_version(arguments);
  const bool color = use_color(arguments.get<std::string>("color"));
  const std::size_t context = natural(arguments, "context"), at = natural(arguments, "at");
  if (arguments.rest.empty())
    throw base::Error(base::Code::Usage, "no article or passage is named",
                      "dateline show -d DB ID [QUERY…]");
  const std::string& id = arguments.rest.front();
  std::string query;
  for (std::size_t i = 1; i < arguments.rest.size(); ++i)
    query += (i > 1 ? " " : "") + arguments.rest[i];

  const auto opened = open_database(database_path(arguments));
  const store::Database& database = *opened;
  Understood understood;
  const QueryOptions meaning = query_options(arguments);
  if (!query.empty()) understood = understand(query, database, meaning);
  const auto found = find_id(database, id);
  if (!found) {
    tell_unknown_id(database, id, arguments.flag("json-errors"));
    return 1;
  }
  search::Highlighter highlighter(understood.plan, database);
  const search::AliasGroups names(meaning.aliases, database);
  search::EntityReader entities(database, &names);
  const Reading reading = load_reading(database, *found, context, highlighter, &entities);
  const std::size_t columns = std::min<std::size_t>(terminal_columns(), 100);
  if (at > 0 && found->passage > 0)
    throw base::Error(base::Code::Usage, "--at goes with an article, not with one of its passages",
                      fmt::format("show --at {} {}", at, printable(reading.article.id)));
  if (at > reading.passage_count)
    throw base::Error(base::Code::Usage,
                      fmt::format("there is no passage {}; the article has {}", at,
                                  counted(reading.passage_count, "passage")));
  if (format == "json") {
    put(json(reading, at));
  } else {
    const std::string out = text(reading, at, Style(color), columns);
    put_paged(out, !arguments.flag("no-pager"), at > 0 ? first_line(out) : 1);
  }
  return 0;
}

}  // namespace

const Command show_command{
    "show",
    "an article or passage, to be read",
    "[-d DB] [OPTION…] ID [QUERY…]",
    "ID is the id of an article, or of a passage as search prints it; matches of the query are "
    "marked.\n"
    "\nExit status: 0 it is there, 1 it is not, 2 the query is wrong, 3 the database can't be "
    "used.\n\n"
    "  dateline show -d news.db 'web-20220308-repowereu#1' gas\n"
    "  dateline show -d news.db --at 2 web-20220308-repowereu gas\n",
    options,
    run};

}  // namespace dateline::cli
