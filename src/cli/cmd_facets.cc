// dateline facets: facet counts alone.
#include "base/error.hh"
#include "cli/columns.hh"
#include "cli/facet_options.hh"
#include "cli/opened.hh"
#include "cli/options.hh"
#include "cli/output.hh"
#include "cli/pager.hh"
#include "cli/printer.hh"
#include "cli/query.hh"
#include "cli/results.hh"

#include <fmt/format.h>

namespace dateline::cli {
namespace {

void options(po::options_description& options) {
  add_database_option(options);
  add_topic_option(options);
  options.add_options()("format",
                        po::value<std::string>()->default_value("text")->value_name("NAME"),
                        "text, json, jsonl, csv or tsv");
  add_color_option(options);
  add_pager_option(options);
  add_facet_options(options, "field", "person,org,place,year");
  add_query_options(options);
  add_json_options(options);
}

int run(const Arguments& arguments) {
  const auto& format = arguments.get<std::string>("format");
  require_choice("format", format, {"text", "json", "jsonl", "csv", "tsv"});
  require_json_version(arguments);
  const Style style(use_color(arguments.get<std::string>("color")));
  const std::vector<search::FacetRequest> requests = facet_requests(arguments, "field");
  if (requests.empty()) throw base::Error(base::Code::Usage, "--field names no field to count");
  const search::CountBy by = count_unit(arguments);
  const std::string words = query_text(arguments, arguments.rest, "dateline facets -d DB QUERY…");

  const auto opened = open_database(database_path(arguments));
  const store::Database& database = *opened;
  const Understood query = understand(words, database, query_options(arguments));
  if (format == "text") tell_query_notes(query, database);
  const search::MatchSet matches = search::match(query.plan, database);
  const std::vector<search::Facet> facets = search::count_facets(
      matches, database, schema::Schema::standard(), requests, by, query.names.get());
  const std::uint64_t passages = matches.passages();
  if (format == "text") {
    put_paged(facets_text(facets, by, style, terminal_columns()) +
                  fmt::format("\n{} in {}\n", counted(passages, "passage"),
                              counted(matches.articles(database), "article")),
              !arguments.flag("no-pager"));
  } else if (format == "json") {
    Json out;
    out["format"] = json_format;
    out["type"] = "facets";
    out["query"] = query_json(query);
    out["passages"] = passages;
    out["articles"] = matches.articles(database);
    out["facets"] = Json::array();
    for (const search::Facet& facet : facets) out["facets"].push_back(facet_json(facet));
    put(line(out));
  } else if (format == "jsonl") {
    for (const search::Facet& facet : facets) put(line(facet_json(facet)));
  } else {
    put_facet_rows(facets, format == "csv" ? csv_row : tsv_row);
  }
  return passages > 0 ? 0 : 1;
}

}  // namespace

const Command facets_command{
    "facets",
    "count the values of fields over what a query finds",
    "[-d DB] [OPTION…] QUERY…",
    "The counts of `dateline search --facets` without the passages.\n"
    "\nExit status: 0 something was found, 1 nothing, 2 the query is wrong, 3 the database can't "
    "be "
    "used.\n\n"
    "  dateline facets -d news.db --field person:5,mentioned-year sanctions\n",
    options,
    run};

}  // namespace dateline::cli
