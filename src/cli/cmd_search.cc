// dateline search: rank passages for a query.
#include "base/error.hh"
#include "cli/columns.hh"
#include "cli/facet_options.hh"
#include "cli/opened.hh"
#include "cli/options.hh"
#include "cli/output.hh"
#include "cli/pager.hh"
#include "cli/printer.hh"
#include "cli/query.hh"
#include "eval/seen.hh"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <memory>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::cli {
namespace {

void options(po::options_description& options) {
  add_database_option(options);
  add_topic_option(options);
  options.add_options()("new-since", po::value<std::string>()->value_name("NAME"),
                        "show only articles that no earlier search of that name has shown, "
                        "whatever it was for, all of "
                        "them if -n is not given, and remember those that are shown")(
      "quiet,q", po::bool_switch(),
      "no notes on standard error, nor that --new-since finds nothing new: for cron")(
      "limit,n", po::value<std::int64_t>()->default_value(10)->value_name("N"), "passages to show")(
      "offset", po::value<std::int64_t>()->default_value(0)->value_name("N"),
      "passages to pass over first")("all", po::bool_switch(), "show all passages")(
      "fold", po::bool_switch(), "rank articles: each by its best passage, weighed for that")(
      "format", po::value<std::string>()->default_value("text")->value_name("NAME"),
      "text, json, jsonl, csv, tsv, trec or ids")(
      "null,0", po::bool_switch(),
      "end ids with NUL instead of a line feed; chooses the format ids")(
      "fields", po::value<std::string>()->default_value("")->value_name("LIST"),
      "columns of csv and tsv, keys of json and jsonl: id,published,title,text,person, …")(
      "explain", po::bool_switch(), "say on standard error how the query was understood")(
      "no-pager", po::bool_switch(), "print long text as it is, also on a terminal")(
      "partial", po::bool_switch(),
      "if servers of segments do not answer, answer without them, and say so")(
      "remote-timeout", po::value<double>()->default_value(10)->value_name("SECONDS"),
      "how long a server of a segment may take for one answer");
  add_color_option(options);
  add_facet_options(options);
  add_rank_options(options);
  add_json_options(options);
}

struct Format {
  std::string name;
  bool nul = false;  ///< ids end with NUL

  bool is_table() const { return name == "csv" || name == "tsv"; }
  bool is_json() const { return name == "json" || name == "jsonl"; }
};

/// The format asked for, and whether what else is asked for goes with it.
Format format_of(const Arguments& arguments) {
  Format format{arguments.get<std::string>("format"), arguments.flag("null")};
  if (format.nul && !arguments.given("format")) format.name = "ids";
  require_choice("format", format.name, {"text", "json", "jsonl", "csv", "tsv", "trec", "ids"});
  require_json_version(arguments);
  if (format.nul && format.name != "ids")
    throw base::Error(base::Code::Usage, "-0 goes with --format ids only");
  if (arguments.given("fields") && !format.is_table() && !format.is_json()) {
    throw base::Error(base::Code::Usage,
                      "--fields chooses what --format csv, tsv, json or jsonl holds");
  }
  if (!arguments.given("facets")) return format;
  const bool rows = arguments.flag("all") || arguments.get<std::int64_t>("limit") != 0;
  if (format.is_table() && rows) {
    throw base::Error(
        base::Code::Usage,
        fmt::format("--format {} has no place for facets beside passages", format.name),
        "-n 0 gives the facets alone");
  }
  if (format.name == "trec" || format.name == "ids") {
    throw base::Error(base::Code::Usage,
                      fmt::format("--format {} has no place for facets", format.name),
                      "text, json and jsonl have; csv and tsv with -n 0");
  }
  return format;
}

void print(Printer& printer, const Format& format, bool facets) {
  const Printer::Row row = format.name == "csv" ? csv_row : tsv_row;
  if (format.name == "json") {
    printer.json();
  } else if (format.name == "jsonl") {
    printer.jsonl();
  } else if (format.name == "trec") {
    printer.trec();
  } else if (format.is_table()) {
    facets ? printer.facet_rows(row) : printer.rows(row);
  } else if (format.name == "ids") {
    printer.ids(format.nul ? '\0' : '\n');
  } else {
    printer.text();
  }
}

/// What --new-since has seen.
std::optional<eval::Seen> seen_before(const Arguments& arguments) {
  if (!arguments.given("new-since")) return std::nullopt;
  if (natural(arguments, "offset") > 0)
    throw base::Error(base::Code::Usage, "--new-since shows what is new from the first on",
                      "leave out --offset");
  const std::string name = arguments.get<std::string>("new-since");
  return eval::Seen(eval::seen_file(name), [&] {
    if (!arguments.flag("quiet"))
      tell(fmt::format("note: waiting for another search of '{}'\n", printable(name)));
  });
}

/// The answer without what was seen: ranked as the whole, so that scores are the same.
Answer unseen(Understood query, const store::Database& database, search::RankOptions rank,
              const std::vector<search::FacetRequest>& facets, search::CountBy by,
              const eval::Seen& seen) {
  const std::size_t offset = rank.offset, limit = rank.limit;
  rank.offset = 0;
  rank.limit = SIZE_MAX / 16;
  auto fresh = std::make_shared<search::MatchSet>(
      seen.unseen(search::match(query.plan, database), database));
  // An alert mostly finds nothing new: then there is nothing to rank.
  if (fresh->passages() == 0) rank.limit = 0;
  Answer found = answer(std::move(query), database, rank, {}, by);
  std::vector<search::Hit>& hits = found.ranking.hits;
  std::erase_if(hits, [&](const search::Hit& hit) {
    return !fresh->segments[hit.passage.segment].test(hit.passage.ordinal);
  });
  hits.erase(hits.begin(),
             hits.begin() + static_cast<std::ptrdiff_t>(std::min(offset, hits.size())));
  hits.resize(std::min(limit, hits.size()));
  found.passages = fresh->passages();
  found.articles = fresh->articles(database);
  found.facets = search::count_facets(*fresh, database, schema::Schema::standard(), facets, by,
                                      found.query.names.get());
  found.ranking.matches = std::move(fresh);
  return found;
}

/// Of --new-since, that there is nothing.
void tell_nothing_new(const eval::Seen& seen, const std::string& name) {
  char when[32] = "";
  const std::time_t last = seen.last();
  std::tm local{};
  if (seen.before() && ::localtime_r(&last, &local) != nullptr)
    std::strftime(when, sizeof when, "%Y-%m-%d %H:%M", &local);
  tell(seen.before() ? fmt::format("nothing new since {} for '{}'\n", when, name)
                     : fmt::format("nothing found yet for '{}'\n", name));
}

/// The passages shown: what may be counted as seen.
search::MatchSet shown(const std::vector<search::Hit>& hits, const store::Database& database) {
  search::MatchSet set;
  for (const auto& segment : database.segments()) set.segments.emplace_back(segment->passage_count);
  for (const search::Hit& hit : hits) set.segments[hit.passage.segment].set(hit.passage.ordinal);
  return set;
}

store::RemoteOptions remote_options(const Arguments& arguments) {
  store::RemoteOptions remote;
  const auto seconds = arguments.get<double>("remote-timeout");
  if (!(seconds >= 0.001 && seconds <= 3600))
    throw base::Error(base::Code::Usage, "--remote-timeout lies between 0.001 and 3600 seconds");
  remote.timeout_ms = static_cast<unsigned>(seconds * 1000);
  remote.partial = arguments.flag("partial");
  return remote;
}

/// Say on standard error what a partial answer lacks.
void tell_missing(const store::Database& database) {
  for (const store::MissingSegment& one : database.missing()) {
    tell(
        printable(fmt::format("warning: this answer is partial: {} at {}, with {}, is left "
                              "out: {}",
                              one.name, one.server, counted(one.passages, "passage"), one.reason)) +
        '\n');
  }
}

/// One search, with the choices made.
struct Search {
  const Arguments& arguments;
  const Format& format;
  const Look& look;
  const search::RankOptions& rank;
  const std::vector<search::FacetRequest>& facets;
  const std::string& text;

  /// out: the exit status
  int run(const store::RemoteOptions& remote) const;
  int run(const store::RemoteOptions& remote, const store::Database& database) const;
};

int Search::run(const store::RemoteOptions& remote) const {
  const auto database = open_database(database_path(arguments), remote);
  try {
    return run(remote, *database);
  } catch (const store::ServerError& failure) {
    if (failure.server().empty()) database->require_servers();  // tells which one it is
    throw;
  }
}

int Search::run(const store::RemoteOptions& remote, const store::Database& database) const {
  Understood query = understand(text, database, query_options(arguments));
  const std::string understood = "query: " + query.printed + '\n' + search::print(query.plan);
  std::optional<eval::Seen> seen = seen_before(arguments);
  const Answer found = seen ? unseen(std::move(query), database, rank, facets, look.by, *seen)
                            : answer(std::move(query), database, rank, facets, look.by);
  Printer printer(database, found, look);
  if (remote.partial) printer.load();
  const bool explain = arguments.flag("explain"), quiet = arguments.flag("quiet");
  if (explain) std::fputs(understood.c_str(), stderr);
  if (format.name == "text" && !explain && !quiet) tell_query_notes(found.query, database);
  tell_missing(database);
  if (seen && found.passages == 0) {
    if (!quiet) tell_nothing_new(*seen, arguments.get<std::string>("new-since"));
    if (format.name == "text") return 1;
  }
  if (explain && !found.ranking.feedback.empty()) {
    std::fputs(fmt::format("feedback: {}\n", fmt::join(found.ranking.feedback, " ")).c_str(),
               stderr);
  }
  const bool terminal = format.name == "text" && is_terminal(1);
  {
    const Pager pager(terminal && !arguments.flag("no-pager"));
    print(printer, format, !facets.empty());
  }
  if (seen) {
    // Remembered once it is told, so that a failure shows it again rather than never; and nothing that -n cut off.
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0)
      throw base::Error(base::Code::Output, "cannot write the results");
    const search::MatchSet told = shown(found.ranking.hits, database);
    if (!found.ranking.hits.empty()) seen->keep(told, database);
    const std::uint64_t rest = found.articles - told.articles(database);
    if (rest > 0 && !quiet) {
      tell(fmt::format(
          "note: {} more {} new and not shown; the next search of this name shows {}\n",
          grouped(rest), rest == 1 ? "article is" : "articles are", rest == 1 ? "it" : "them"));
    }
  }
  return found.passages > 0 ? 0 : 1;
}

int run(const Arguments& arguments) {
  const Format format = format_of(arguments);
  Look look;
  look.by = count_unit(arguments);
  const std::vector<search::FacetRequest> facets = facet_requests(arguments);
  // A wrong choice is told before the work; what the terminal is must be seen before the pager.
  const bool terminal = format.name == "text" && is_terminal(1);
  look.style = Style(use_color(arguments.get<std::string>("color")));
  look.columns = std::min<std::size_t>(terminal_columns(), 100);
  look.hint = terminal;
  look.quiet = arguments.flag("quiet");
  look.fold = arguments.flag("fold");
  const auto& fields = arguments.get<std::string>("fields");
  if (format.is_table() || !fields.empty()) look.fields = chosen_fields(fields);
  look.topic = arguments.given("topic") ? arguments.get<std::string>("topic") : "";
  look.offset = natural(arguments, "offset");
  search::RankOptions rank = rank_options(arguments, look.fold);
  if (arguments.flag("all") && arguments.given("limit")) {
    throw base::Error(base::Code::Usage, "--all and --limit ask for different things");
  }
  rank.offset = look.offset;
  const bool all =
      arguments.flag("all") || (arguments.given("new-since") && !arguments.given("limit"));
  rank.limit = all ? SIZE_MAX / 16 : natural(arguments, "limit");
  const std::string text = query_text(arguments, arguments.rest, "dateline search -d DB QUERY…");

  store::RemoteOptions remote = remote_options(arguments);
  while (true) {
    try {
      const Search search{arguments, format, look, rank, facets, text};
      return search.run(remote);
    } catch (const store::ServerError& failure) {
      // Nothing of a partial answer has been printed yet: it is asked for again, of the others.
      const auto& without = remote.without;
      const bool tried =
          std::find(without.begin(), without.end(), failure.server()) != without.end();
      if (!remote.partial || tried) throw;
      remote.without.push_back(failure.server());
      remote.reasons.emplace_back(failure.what());
    }
  }
}

}  // namespace

const Command search_command{
    "search",
    "rank passages for a query",
    "[-d DB] [OPTION…] QUERY…",
    "Words rank; \"quoted phrases\" rank as one; AND, OR, NOT and brackets combine; +word must be "
    "there,\n"
    "-word must not. Fields narrow: title: person: org: place: dateline: source: section: author: "
    "lang:\n"
    "published:2022, published:2022-03..2022-04. `dateline info fields` lists them.\n"
    "\nExit status: 0 something was found, 1 nothing, 2 the query is wrong, 3 the database can't "
    "be "
    "used.\n\n"
    "  dateline search -d news.db 'gas place:Germany published:2022-03..2022-04'\n"
    "  dateline search -d news.db --topic sanctions --facets person,org,year\n"
    "  dateline search -d news.db -q --new-since mail --topic sanctions\n",
    options,
    run};

}  // namespace dateline::cli
