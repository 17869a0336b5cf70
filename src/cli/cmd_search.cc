// dateline search: rank passages for a query.
#include "base/error.hh"
#include "cli/columns.hh"
#include "cli/facet_options.hh"
#include "cli/json.hh"
#include "cli/options.hh"
#include "cli/query.hh"
#include "cli/results.hh"
#include "eval/topic.hh"
#include "store/passage.hh"

#include <cstdio>

#include <fmt/format.h>

namespace dateline::cli {
namespace {

void options(po::options_description& options) {
  add_database_option(options);
  options.add_options()("topic,t", po::value<std::string>()->value_name("NAME"),
                        "search for a saved topic; words given besides narrow it")(
      "limit,n", po::value<std::int64_t>()->default_value(10)->value_name("N"), "passages to show")(
      "offset", po::value<std::int64_t>()->default_value(0)->value_name("N"),
      "passages to pass over first")("all", po::bool_switch(), "show all passages")(
      "fold", po::bool_switch(), "show only the best passage of each article")(
      "format", po::value<std::string>()->default_value("text")->value_name("NAME"),
      "text, json, jsonl, csv, tsv, trec or ids")(
      "null,0", po::bool_switch(),
      "end ids with NUL instead of a line feed; chooses the format ids")(
      "fields", po::value<std::string>()->default_value("")->value_name("LIST"),
      "columns of csv and tsv: id,published,title,text,person, …")(
      "explain", po::bool_switch(), "say on standard error how the query was understood")(
      "color", po::value<std::string>()->default_value("auto")->value_name("WHEN"),
      "auto, always or never");
  add_facet_options(options);
  add_rank_options(options);
}

/// The words of the command line are one query; a topic is narrowed by them.
std::string query_text(const Arguments& arguments) {
  std::string words;
  for (const std::string& word : arguments.rest) words += (words.empty() ? "" : " ") + word;
  if (!arguments.given("topic")) {
    if (words.empty())
      throw base::Error(base::Code::Usage, "nothing to search for is given",
                        "dateline search -d DB QUERY…");
    return words;
  }
  const eval::Topic topic = eval::standard_topic(arguments.get<std::string>("topic"));
  const std::string query = topic.query.empty() ? eval::as_query(topic.title) : topic.query;
  return words.empty() ? query : fmt::format("({}) AND ({})", query, words);
}

void put(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) {
    throw base::Error(base::Code::Output, "cannot write the results");
  }
}

struct Answer {
  Understood query;
  search::Ranking ranking;
  std::uint64_t passages = 0, articles = 0;
  std::vector<search::Facet> facets;
};

class Printer {
 public:
  Printer(const Arguments& arguments, const store::Database& database, const Answer& answer,
          std::size_t offset)
      : arguments_(arguments),
        database_(database),
        answer_(answer),
        offset_(offset),
        highlighter_(answer.query.plan, database) {}

  void text(search::CountBy by) const {
    const Style style(use_color(arguments_.get<std::string>("color")));
    const std::size_t columns = std::min<std::size_t>(terminal_columns(), 100);
    for (std::size_t i = 0; i < answer_.ranking.hits.size(); ++i)
      put(result_text(result(i), style, columns) + '\n');
    put(facets_text(answer_.facets, by, style, columns));
    if (!answer_.facets.empty()) put("\n");
    const std::size_t shown = answer_.ranking.hits.size();
    std::string range = counted(answer_.passages, "passage");
    if (shown > 0 && shown < answer_.passages) {
      const std::string from = offset_ > 0 ? fmt::format("{} to ", offset_ + 1) : "";
      range = fmt::format("{}{} of {}", from, offset_ + shown, range);
    }
    put(fmt::format("{} in {}\n", range, counted(answer_.articles, "article")));
  }

  void json() const {
    Json out;
    out["format"] = json_format;
    out["query"] = {{"text", answer_.query.text}, {"understood", answer_.query.printed}};
    out["passages"] = answer_.passages;
    out["articles"] = answer_.articles;
    out["offset"] = offset_;
    out["results"] = Json::array();
    for (std::size_t i = 0; i < answer_.ranking.hits.size(); ++i) {
      out["results"].push_back(Json::parse(result_json(result(i), topic())));
    }
    if (!answer_.facets.empty()) out["facets"] = Json::array();
    for (const search::Facet& facet : answer_.facets)
      out["facets"].push_back(Json::parse(facet_json(facet)));
    put(line(out));
  }

  void jsonl() const {
    for (std::size_t i = 0; i < answer_.ranking.hits.size(); ++i)
      put(result_json(result(i), topic()));
    for (const search::Facet& facet : answer_.facets) put(facet_json(facet));
  }

  void trec() const {
    FallingScores scores;
    for (std::size_t i = 0; i < answer_.ranking.hits.size(); ++i) {
      const search::Hit& hit = answer_.ranking.hits[i];
      put(trec_line(topic().empty() ? "q" : topic(), store::passage_id(hit.article_id, hit.number),
                    offset_ + i + 1, scores.next(hit.score), "dateline"));
    }
  }

  void rows(const std::vector<std::string>& fields,
            std::string (*row)(const std::vector<std::string>&)) const {
    put(row(fields));
    for (std::size_t i = 0; i < answer_.ranking.hits.size(); ++i)
      put(row(cells(Json::parse(result_json(result(i), topic())), fields)));
  }

  void ids(char end) const {
    for (const search::Hit& hit : answer_.ranking.hits)
      put(store::passage_id(hit.article_id, hit.number) + end);
  }

 private:
  Result result(std::size_t i) const {
    return load_result(database_, answer_.ranking.hits[i], offset_ + i + 1, highlighter_);
  }
  std::string topic() const {
    return arguments_.given("topic") ? arguments_.get<std::string>("topic") : "";
  }

  const Arguments& arguments_;
  const store::Database& database_;
  const Answer& answer_;
  std::size_t offset_;
  mutable search::Highlighter highlighter_;
};

int run(const Arguments& arguments) {
  const bool nul = arguments.flag("null");
  const std::string format =
      nul && !arguments.given("format") ? "ids" : arguments.get<std::string>("format");
  require_choice("format", format, {"text", "json", "jsonl", "csv", "tsv", "trec", "ids"});
  const search::CountBy by = count_unit(arguments);
  const std::vector<search::FacetRequest> facets = facet_requests(arguments);
  use_color(arguments.get<std::string>("color"));  // a wrong choice is told before the work
  const bool table = format == "csv" || format == "tsv";
  if (nul && format != "ids")
    throw base::Error(base::Code::Usage, "-0 goes with --format ids only");
  if (arguments.given("fields") && !table)
    throw base::Error(base::Code::Usage, "--fields chooses columns of --format csv or tsv");
  if (arguments.given("facets") && (table || format == "trec" || format == "ids")) {
    throw base::Error(base::Code::Usage, fmt::format("--format {} has no place for facets", format),
                      "text, json and jsonl have");
  }
  const std::vector<std::string> columns = chosen_fields(arguments.get<std::string>("fields"));
  search::RankOptions rank = rank_options(arguments, arguments.flag("fold"));
  if (arguments.flag("all") && arguments.given("limit")) {
    throw base::Error(base::Code::Usage, "--all and --limit ask for different things");
  }
  rank.offset = natural(arguments, "offset");
  rank.limit = arguments.flag("all") ? SIZE_MAX / 16 : natural(arguments, "limit");
  const std::string text = query_text(arguments);

  const store::Database database(database_path(arguments));
  Answer answer;
  answer.query = understand(text, database, query_options(arguments));
  if (arguments.flag("explain")) {
    std::fputs(("query: " + answer.query.printed + '\n' + search::print(answer.query.plan)).c_str(),
               stderr);
  }
  answer.ranking = search::rank(answer.query.plan, database, rank);
  answer.passages = answer.ranking.matches->passages();
  answer.articles = answer.ranking.matches->articles(database);
  answer.facets = search::count_facets(*answer.ranking.matches, database,
                                       schema::Schema::standard(), facets, by);

  const Printer printer(arguments, database, answer, rank.offset);
  if (format == "json") {
    printer.json();
  } else if (format == "jsonl") {
    printer.jsonl();
  } else if (format == "trec") {
    printer.trec();
  } else if (table) {
    printer.rows(columns, format == "csv" ? csv_row : tsv_row);
  } else if (format == "ids") {
    printer.ids(nul ? '\0' : '\n');
  } else {
    printer.text(by);
  }
  return answer.passages > 0 ? 0 : 1;
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
    "published:2022, published:2022-03..2022-04. dateline info fields  lists them.\n"
    "Exit status: 0 something was found, 1 nothing, 2 the query is wrong, 3 the database can't be "
    "used.\n\n"
    "  dateline search -d news.db 'gas pipeline place:Germany published:2022-03..2022-04'\n"
    "  dateline search -d news.db --topic sanctions --facets person,org,place,year\n",
    options,
    run};

}  // namespace dateline::cli
