// dateline show: an article or passage, to be read.
#include "base/error.hh"
#include "cli/articles.hh"
#include "cli/opened.hh"
#include "cli/options.hh"
#include "cli/output.hh"
#include "cli/pager.hh"
#include "cli/query.hh"
#include "store/passage.hh"
#include "text/paragraph.hh"

#include <cstdio>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::cli {
namespace {

void options(po::options_description& options) {
  add_database_option(options);
  options.add_options()("context", po::value<std::int64_t>()->default_value(1)->value_name("N"),
                        "passages to show before and after the one that is named")(
      "format", po::value<std::string>()->default_value("text")->value_name("NAME"),
      "text or json")("no-pager", po::bool_switch(),
                      "print long text as it is, also on a terminal");
  add_color_option(options);
  add_query_options(options);
  add_json_options(options);
}

/// The paragraphs of a text, a blank line after each.
std::string paragraphs(const std::string& text, const std::vector<text::Span>& matches,
                       const Style& style, std::size_t columns) {
  std::vector<text::Span> spans;
  text::find_paragraphs(text, spans);
  std::string out;
  auto match = matches.begin();
  for (const text::Span span : spans) {
    std::vector<text::Span> inside;
    while (match != matches.end() && match->begin < span.end) inside.push_back(*match++);
    out += wrap(highlighted(text, span, inside, style), columns, "    ") + '\n';
  }
  return out;
}

std::string head(const Reading& reading, const Style& style, std::size_t columns) {
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
    if (!text.empty()) out += fmt::format("{}{}{}\n", style.dim, text, style.off);
  };
  dim(fmt::format("{}", fmt::join(parts, " · ")));
  dim(article.authors.empty() ? printable(article.byline)
                              : printable(fmt::format("{}", fmt::join(article.authors, ", "))));
  dim(printable(article.url));
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

std::string text(const Reading& reading, const Style& style, std::size_t columns) {
  std::string out = head(reading, style, columns);
  if (reading.passage == 0) {
    out += paragraphs(reading.body, reading.matches, style, columns);
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

Json part_json(const Reading& reading, const Part& part) {
  Json out;
  out["id"] = store::passage_id(reading.article.id, part.number);
  out["passage"] = part.number;
  out["begin"] = part.begin;
  out["end"] = part.end;
  return out;
}

std::string json(const Reading& reading) {
  const bool whole = reading.passage == 0;
  Json out;
  out["format"] = json_format;
  out["type"] = whole ? "article" : "passage";
  if (whole) {
    out["id"] = reading.article.id;
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
  const std::size_t context = natural(arguments, "context");
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
  const std::string out = format == "json" ? json(reading) : text(reading, Style(color), columns);
  const Pager pager(format == "text" && is_terminal(1) && !arguments.flag("no-pager"));
  put(out);
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
    "  dateline show -d news.db 'web-20220308-repowereu#1' gas\n",
    options,
    run};

}  // namespace dateline::cli
