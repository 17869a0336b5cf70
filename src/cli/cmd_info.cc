// dateline info: what a database holds; the table of fields.
#include "base/digest.hh"
#include "base/error.hh"
#include "cli/config.hh"
#include "cli/json.hh"
#include "cli/opened.hh"
#include "cli/options.hh"
#include "cli/output.hh"
#include "cli/prose.hh"
#include "cli/terminal.hh"
#include "explore/published.hh"
#include "schema/field.hh"
#include "search/facet.hh"
#include "store/database.hh"
#include "store/digest.hh"

#include <cstdio>

#include <fmt/format.h>

namespace dateline::cli {
namespace {

void options(po::options_description& options) {
  add_database_option(options);
  options.add_options()("format",
                        po::value<std::string>()->default_value("text")->value_name("NAME"),
                        "text or json")(
      "digest", po::bool_switch(),
      "only a digest of all articles and their analysis, the same however they were indexed");
  add_json_options(options);
}

/// in: prefixes, with those of the terms in the database, which say nothing to who searches
std::string fields_text(bool prefixes) {
  std::string out =
      prefixes ? "| field | kind | prefix | facet | what it holds | example |\n| --- | --- | --- | "
                 "--- | --- | --- |\n"
               : "| field | kind | facet | what it holds | example |\n| --- | --- | --- | --- | "
                 "--- |\n";
  for (const schema::Field& field : schema::Schema::standard().fields()) {
    out += fmt::format("| {} | {} |{} {} | {} | `{}` |\n", field.name, schema::name(field.kind),
                       prefixes ? fmt::format(" {} |", field.prefix) : "",
                       field.facet ? "yes" : "no", field.description, field.example);
  }
  return out;
}

std::string fields_json() {
  Json out;
  out["format"] = json_format;
  out["type"] = "fields";
  out["fields"] = Json::array();
  for (const schema::Field& field : schema::Schema::standard().fields()) {
    Json one;
    one["name"] = field.name;
    one["kind"] = schema::name(field.kind);
    one["prefix"] = field.prefix;
    one["facet"] = field.facet;
    one["description"] = field.description;
    one["example"] = field.example;
    out["fields"].push_back(std::move(one));
  }
  return line(out);
}

struct Info {
  std::uint64_t articles = 0, passages = 0, deleted = 0, text_bytes = 0, size_bytes = 0,
                undated = 0;
  std::string first_day, last_day;
  std::vector<search::Facet> facets;
};

Info gather(const store::Database& database) {
  Info info;
  info.articles = database.live_articles();
  info.passages = database.live_passages();
  info.size_bytes = database.size_bytes();
  for (const auto& segment : database.segments()) {
    info.text_bytes += segment->text_bytes;
    info.deleted += segment->article_count - segment->live_articles();
    const auto rows = segment->text.articles();
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
      if (segment->is_deleted(i)) continue;
      if (rows[i].published_precision == 0) ++info.undated;
    }
  }
  if (const auto days = explore::published_days(database)) {
    info.first_day = days->first.iso();
    info.last_day = days->last.iso();
  }
  const search::Plan everything;
  info.facets = search::count_facets(search::match(everything, database), database,
                                     schema::Schema::standard(), {"source", "lang", "year"},
                                     SIZE_MAX, search::CountBy::Articles);
  return info;
}

/// Lines that are too long go on below their values.
std::string filled(std::string_view rows, std::size_t columns) {
  std::string out;
  while (!rows.empty()) {
    const std::size_t end = std::min(rows.find('\n'), rows.size());
    const std::string_view row = rows.substr(0, end);
    rows.remove_prefix(std::min(end + 1, rows.size()));
    const std::size_t value = row.starts_with("  at ") ? 5 : 13;
    if (display_columns(row) <= columns || row.size() < value) {
      out.append(row).push_back('\n');
    } else {
      out += wrap(row.substr(value), columns, std::string(value, ' '))
                 .replace(0, value, row.substr(0, value));
    }
  }
  return out;
}

std::string text(const store::Database& database, const Info& info) {
  const store::Fingerprint& fingerprint = database.manifest().fingerprint;
  std::string out = fmt::format("database     {}\n", database.folder().string());
  if (config_in_force().starts_with("In force"))
    out += fmt::format("defaults     {}\n", config_path().string());
  out += fmt::format("articles     {}\n", grouped(info.articles));
  if (info.deleted > 0)
    out += fmt::format("replaced     {} old versions still on disk\n", grouped(info.deleted));
  out += fmt::format("passages     {}\n", grouped(info.passages));
  out += fmt::format("published    {}; {} without date\n",
                     info.first_day.empty() ? "-" : info.first_day + " to " + info.last_day,
                     counted(info.undated, "article"));
  out += fmt::format("text         {:.1f} MB\n", static_cast<double>(info.text_bytes) / 1e6);
  out += fmt::format("on disk      {:.1f} MB", static_cast<double>(info.size_bytes) / 1e6);
  if (info.text_bytes > 0) {
    out += fmt::format(", {:.2f} bytes a byte of text",
                       static_cast<double>(info.size_bytes) / static_cast<double>(info.text_bytes));
  }
  out += fmt::format("\nsegments     {}\n", database.segments().size());
  for (const auto& segment : database.segments()) {
    if (!segment->remote.empty())
      out += fmt::format("  at {}    {} with {}\n", segment->remote,
                         counted(segment->live_articles(), "article"),
                         counted(segment->live_passages(), "passage"));
  }
  // Long lists are filled for a terminal; programs have a line each.
  const std::size_t columns =
      std::min<std::size_t>(columns_of(1).value_or(SIZE_MAX), is_terminal(1) ? 100 : SIZE_MAX);
  const auto row = [&](const std::string& name, const std::string& list) {
    constexpr std::size_t value = 13;
    out +=
        wrap(list, columns, std::string(value, ' ')).replace(0, value, fmt::format("{:<13}", name));
  };
  row("analysis", fmt::format("schema {}, tokenizer {}, stemmer {}, sentences {}, entities {}",
                              fingerprint.schema, fingerprint.tokenizer, fingerprint.stemmer,
                              fingerprint.sentences, fingerprint.entities));
  for (const search::Facet& facet : info.facets) {
    constexpr std::size_t most = 12;
    std::string list;
    // Years are in order, and the newest say most; all else has the largest first.
    const std::size_t spare = facet.values.size() - std::min(most, facet.values.size());
    const bool years = facet.field == "year";
    if (years && spare > 0) {
      std::uint64_t articles = 0;
      for (std::size_t i = 0; i < spare; ++i) articles += facet.values[i].articles;
      list +=
          fmt::format(" {} with {}", counted(spare, "earlier year"), counted(articles, "article"));
    }
    const std::size_t first = years ? spare : 0;
    for (std::size_t i = first; i < std::min(first + most, facet.values.size()); ++i) {
      const search::FacetCount& value = facet.values[i];
      list += fmt::format("{}{} {}", list.empty() ? "" : ", ", printable(value.value),
                          grouped(value.articles));
    }
    if (!years && spare > 0) list += fmt::format(", and {} more", grouped(spare));
    row(facet.field, list.empty() ? "-" : list);
  }
  return out;
}

std::string json(const store::Database& database, const Info& info) {
  const store::Fingerprint& fingerprint = database.manifest().fingerprint;
  Json out;
  out["format"] = json_format;
  out["type"] = "info";
  out["articles"] = info.articles;
  out["replaced"] = info.deleted;
  out["passages"] = info.passages;
  out["undated"] = info.undated;
  if (!info.first_day.empty())
    out["published"] = {{"first", info.first_day}, {"last", info.last_day}};
  out["text_bytes"] = info.text_bytes;
  out["size_bytes"] = info.size_bytes;
  out["segments"] = Json::array();
  for (const auto& segment : database.segments()) {
    out["segments"].push_back({{"name", segment->name},
                               {"articles", segment->live_articles()},
                               {"passages", segment->live_passages()}});
    if (!segment->remote.empty()) out["segments"].back()["remote"] = segment->remote;
  }
  out["analysis"] = {{"schema", fingerprint.schema},
                     {"tokenizer", fingerprint.tokenizer},
                     {"stemmer", fingerprint.stemmer},
                     {"sentences", fingerprint.sentences},
                     {"entities", fingerprint.entities}};
  for (const search::Facet& facet : info.facets) {
    for (const search::FacetCount& value : facet.values)
      out[facet.field][value.value] = value.articles;
  }
  return line(out);
}

int run(const Arguments& arguments) {
  const auto& format = arguments.get<std::string>("format");
  require_choice("format", format, {"text", "json"});
  require_json_version(arguments);
  if (!arguments.rest.empty()) {
    if (arguments.rest.size() != 1 || arguments.rest.front() != "fields") {
      throw base::Error(base::Code::Usage,
                        fmt::format("info knows nothing of '{}'", arguments.rest.front()),
                        "dateline info  tells of a database, dateline info fields  of the fields");
    }
    // Documents take the table as it is; a person is shown its columns.
    const bool reader = format != "json" && is_terminal(1);
    put(format == "json" ? fields_json()
        : reader         ? readable(fields_text(false), Style(use_color("auto")), reading_columns())
                         : fields_text(true));
    return 0;
  }
  const auto opened = open_database(database_path(arguments));
  const store::Database& database = *opened;
  if (arguments.flag("digest")) {
    const std::string digest = base::hex(store::logical_digest(database));
    if (format == "json") {
      Json out;
      out["format"] = json_format;
      out["type"] = "digest";
      out["digest"] = digest;
      put(line(out));
    } else {
      put(digest + '\n');
    }
    return 0;
  }
  const Info info = gather(database);
  if (format == "json") {
    put(json(database, info));
  } else {
    put(is_terminal(1) ? filled(text(database, info), reading_columns()) : text(database, info));
  }
  return 0;
}

}  // namespace

const Command info_command{"info",
                           "what a database holds; info fields: what can be searched",
                           "[-d DB] [fields]",
                           "",
                           options,
                           run};

}  // namespace dateline::cli
