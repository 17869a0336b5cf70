// dateline run: all topics of a file against a database.
#include "base/error.hh"
#include "base/new_file.hh"
#include "cli/columns.hh"
#include "cli/opened.hh"
#include "cli/options.hh"
#include "cli/output.hh"
#include "cli/query.hh"
#include "cli/results.hh"
#include "eval/record.hh"
#include "eval/suite.hh"
#include "eval/topic.hh"
#include "store/passage.hh"

#include <chrono>
#include <cstdio>
#include <fstream>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::cli {
namespace {

void options(po::options_description& options) {
  add_database_option(options);
  options.add_options()("format",
                        po::value<std::string>()->default_value("trec")->value_name("NAME"),
                        "trec (topic Q0 passage rank score tag), jsonl, csv or tsv")(
      "field", po::value<std::string>()->default_value("query")->value_name("NAME"),
      "what of a topic to search for: query (else its title), title, description, "
      "title+description")("unit",
                           po::value<std::string>()->default_value("passage")->value_name("UNIT"),
                           "passage, or article: each article by its best passage")(
      "depth", po::value<std::int64_t>()->default_value(1000)->value_name("N"),
      "results for each topic")(
      "tag", po::value<std::string>()->default_value("dateline")->value_name("NAME"),
      "name of the run")("summary", po::value<std::string>()->default_value("")->value_name("FILE"),
                         "write counts of each topic to a file, as JSON")(
      "record", po::value<std::string>()->default_value("")->value_name("FILE"),
      "write a record of what was found, and where, for  dateline verify")(
      "quiet,q", po::bool_switch(), "no summary on standard error; warnings stay");
  add_rank_options(options);
  add_json_options(options);
}

/// Understand all topics before the first is searched for. Faulty ones are told, each by its id.
/// out: a plan a topic, none for a topic without words
/// errors: base::Error{Code::Query} if any is faulty
std::vector<std::optional<Understood>> understand_all(const std::vector<eval::Topic>& topics,
                                                      const std::string& field,
                                                      const store::Database& database,
                                                      const QueryOptions& query, bool json_errors) {
  std::vector<std::optional<Understood>> all;
  std::size_t faulty = 0;
  for (const eval::Topic& topic : topics) {
    all.emplace_back();
    try {
      const std::string text = eval::topic_query(topic, field);
      if (!text.empty()) all.back() = understand(text, database, query);
    } catch (const base::Error& failure) {
      if (failure.code() != base::Code::Query && failure.code() != base::Code::Usage) throw;
      const base::Error named(failure.code(),
                              fmt::format("topic '{}': {}", printable(topic.id), failure.what()),
                              failure.hint());
      print_error(named, json_errors);
      ++faulty;
    }
  }
  if (faulty > 0) {
    throw base::Error(base::Code::Query, fmt::format("{} of {} topics can't be searched for; "
                                                     "none was",
                                                     faulty, topics.size()));
  }
  return all;
}

/// Where and how results of a run are written.
struct Output {
  std::string format, tag;
  bool articles = false;

  void head() const {
    if (is_table())
      put(row({"topic", "rank", "score", "id", "article", "passage", "begin", "end"}));
  }

  void hit(const store::Database& database, const std::string& topic, std::size_t rank,
           double falling, const search::Hit& hit) const {
    const std::string id =
        articles ? hit.article_id : store::passage_id(hit.article_id, hit.number);
    if (format == "trec") {
      put(trec_line(topic, id, rank, falling, tag));
      return;
    }
    const store::PassageRow& place =
        database.segment(hit.passage.segment).text.passages()[hit.passage.ordinal];
    if (is_table()) {
      put(row({topic, std::to_string(rank), fmt::format("{}", hit.score), id, hit.article_id,
               std::to_string(hit.number), std::to_string(place.begin),
               std::to_string(place.end)}));
      return;
    }
    Json json;
    json["format"] = json_format;
    json["type"] = "hit";
    json["topic"] = topic;
    if (articles) json["unit"] = "article";
    json["article"] = hit.article_id;
    json["passage"] = hit.number;
    json["begin"] = place.begin;
    json["end"] = place.end;
    json["rank"] = rank;
    json["score"] = hit.score;
    put(line(json));
  }

 private:
  bool is_table() const { return format == "csv" || format == "tsv"; }
  std::string row(const std::vector<std::string>& cells) const {
    return format == "csv" ? csv_row(cells) : tsv_row(cells);
  }
};

/// What became of a topic.
struct Outcome {
  std::string topic;
  std::size_t results = 0;
  std::uint64_t passages = 0, articles = 0;
};

void write_summary(const std::string& path, const Arguments& arguments,
                   const std::vector<Outcome>& outcomes, double seconds) {
  Json out;
  out["format"] = json_format;
  out["type"] = "summary";
  for (const char* name : {"tag", "field", "unit"}) out[name] = arguments.get<std::string>(name);
  out["depth"] = natural(arguments, "depth");
  out["seconds"] = seconds;
  out["topics"] = Json::array();
  for (const Outcome& one : outcomes) {
    out["topics"].push_back({{"topic", one.topic},
                             {"results", one.results},
                             {"passages", one.passages},
                             {"articles", one.articles}});
  }
  std::ofstream file(path, std::ios::binary);
  file << line(out);
  file.close();
  if (!file)
    throw base::Error(base::Code::Output, fmt::format("cannot write the summary '{}'", path));
}

/// An answer with digests of its passages.
eval::RecordedAnswer recorded(const std::string& topic, const Understood& query,
                              const search::Ranking& ranking, const store::Database& database) {
  eval::RecordedAnswer answer{topic, query.text, query.printed, 0, 0, {}, {}};
  answer.passages = ranking.matches->passages();
  answer.articles = ranking.matches->articles(database);
  for (std::size_t i = 0; i < ranking.hits.size(); ++i)
    answer.hits.push_back(eval::record_hit(database, ranking.hits[i], i + 1));
  return answer;
}

/// Warnings and, unless it is to be quiet, the counts.
void tell(const std::vector<Outcome>& outcomes, double seconds, bool quiet) {
  std::vector<std::string> empty;
  std::size_t results = 0;
  for (const Outcome& one : outcomes) {
    results += one.results;
    if (one.passages == 0) empty.push_back(printable(one.topic));
  }
  std::string out;
  if (!empty.empty()) {
    out += fmt::format("warning: nothing was found for {} of {} topics: {}\n", empty.size(),
                       outcomes.size(), fmt::join(empty, ", "));
  }
  if (!quiet) {
    out += fmt::format("{}, {}, {:.2f} s\n", counted(outcomes.size(), "topic"),
                       counted(results, "result"), seconds);
  }
  std::fputs(out.c_str(), stderr);
}

int run(const Arguments& arguments) {
  const auto& field = arguments.get<std::string>("field");
  const auto& unit = arguments.get<std::string>("unit");
  const auto& summary = arguments.get<std::string>("summary");
  if (arguments.get<std::string>("tag").empty())
    throw base::Error(base::Code::Usage, "the tag of a run is not empty");
  const Output output{arguments.get<std::string>("format"), arguments.get<std::string>("tag"),
                      unit == "article"};
  require_choice("format", output.format, {"trec", "jsonl", "csv", "tsv"});
  require_choice("field", field, {"query", "title", "description", "title+description"});
  require_choice("unit", unit, {"passage", "article"});
  require_json_version(arguments);
  if (arguments.rest.size() != 1)
    throw base::Error(base::Code::Usage, "run takes one file of topics",
                      "dateline run -d DB TOPICS");
  search::RankOptions rank = rank_options(arguments, output.articles);
  rank.limit = natural(arguments, "depth");

  const auto start = std::chrono::steady_clock::now();
  const std::vector<eval::Topic> topics = eval::read_topics(arguments.rest.front());
  const auto opened = open_database(database_path(arguments));
  const store::Database& database = *opened;
  const auto understood = understand_all(topics, field, database, query_options(arguments),
                                         arguments.flag("json-errors"));
  std::vector<Outcome> outcomes;
  eval::Record record;
  const auto& record_file = arguments.get<std::string>("record");
  if (!record_file.empty())
    record.provenance = {database, rank_settings(arguments, output.articles)};
  std::uint64_t found = 0;
  output.head();
  for (std::size_t t = 0; t < topics.size(); ++t) {
    Outcome outcome{topics[t].id, 0, 0, 0};
    if (understood[t]) {
      const search::Ranking ranking = search::rank(understood[t]->plan, database, rank);
      FallingScores scores;
      for (std::size_t i = 0; i < ranking.hits.size(); ++i) {
        const search::Hit& hit = ranking.hits[i];
        output.hit(database, topics[t].id, i + 1, scores.next(hit.score), hit);
      }
      if (!record_file.empty())
        record.answers.push_back(recorded(topics[t].id, *understood[t], ranking, database));
      outcome.results = ranking.hits.size();
      outcome.passages = ranking.matches->passages();
      outcome.articles = ranking.matches->articles(database);
    }
    found += outcome.passages;
    outcomes.push_back(std::move(outcome));
  }
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  tell(outcomes, seconds, arguments.flag("quiet"));
  if (!summary.empty()) write_summary(summary, arguments, outcomes, seconds);
  if (!record_file.empty()) base::write_file(record_file, eval::print(record));
  return found > 0 ? 0 : 1;
}

}  // namespace

const Command run_command{
    "run",
    "search for all topics of a file",
    "[-d DB] [OPTION…] TOPICS",
    "TOPICS is a topic in TOML, a JSON array, JSON Lines, TREC's <top> blocks, or lines of id, "
    "tab, "
    "title,\n"
    "perhaps tab, description. All are understood before the first is searched for.\n"
    "\nExit status: 0 something was found, 1 nothing, 2 a topic is wrong, 3 the database can't be "
    "used.\n\n"
    "  dateline run -d news.db --field title topics.json > titles.run\n",
    options,
    run};

}  // namespace dateline::cli
