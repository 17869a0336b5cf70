// dateline run: all topics of a file against a database.
#include "base/error.hh"
#include "cli/json.hh"
#include "cli/options.hh"
#include "cli/query.hh"
#include "cli/results.hh"
#include "eval/topic.hh"
#include "store/passage.hh"

#include <cstdio>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::cli {
namespace {

void options(po::options_description& options) {
  add_database_option(options);
  options.add_options()("format",
                        po::value<std::string>()->default_value("trec")->value_name("NAME"),
                        "trec (topic Q0 passage rank score tag) or jsonl")(
      "field", po::value<std::string>()->default_value("query")->value_name("NAME"),
      "what of a topic to search for: query (else its title), title, title+description")(
      "unit", po::value<std::string>()->default_value("passage")->value_name("UNIT"),
      "passage, or article: each article by its best passage")(
      "depth", po::value<std::int64_t>()->default_value(1000)->value_name("N"),
      "results for each topic")(
      "tag", po::value<std::string>()->default_value("dateline")->value_name("NAME"),
      "name of the run");
  add_rank_options(options);
}

std::string topic_query(const eval::Topic& topic, const std::string& field) {
  if (field == "query" && !topic.query.empty()) return topic.query;
  const std::string text =
      field == "title+description" ? topic.title + ' ' + topic.description : topic.title;
  const std::string query = eval::as_query(text);
  return query.empty() ? topic.query : query;
}

int run(const Arguments& arguments) {
  const auto& format = arguments.get<std::string>("format");
  const auto& field = arguments.get<std::string>("field");
  const auto& unit = arguments.get<std::string>("unit");
  const auto& tag = arguments.get<std::string>("tag");
  require_choice("format", format, {"trec", "jsonl"});
  require_choice("field", field, {"query", "title", "title+description"});
  require_choice("unit", unit, {"passage", "article"});
  if (arguments.rest.size() != 1)
    throw base::Error(base::Code::Usage, "run takes one file of topics",
                      "dateline run -d DB TOPICS");
  search::RankOptions rank = rank_options(arguments, unit == "article");
  rank.limit = natural(arguments, "depth");

  const std::vector<eval::Topic> topics = eval::read_topics(arguments.rest.front());
  const QueryOptions query = query_options(arguments);
  const store::Database database(database_path(arguments));
  std::vector<std::string> empty;
  for (const eval::Topic& topic : topics) {
    const std::string text = topic_query(topic, field);
    search::Ranking ranking;
    if (!text.empty()) ranking = search::rank(understand(text, database, query).plan, database, rank);
    if (ranking.hits.empty()) empty.push_back(topic.id);
    FallingScores scores;
    for (std::size_t i = 0; i < ranking.hits.size(); ++i) {
      const search::Hit& hit = ranking.hits[i];
      std::string out;
      if (format == "trec") {
        out = trec_line(topic.id,
                        rank.fold ? hit.article_id : store::passage_id(hit.article_id, hit.number),
                        i + 1, scores.next(hit.score), tag);
      } else {
        const store::PassageRow& row =
            database.segment(hit.passage.segment).text.passages()[hit.passage.ordinal];
        Json json;
        json["format"] = json_format;
        json["topic"] = topic.id;
        json["article"] = hit.article_id;
        json["passage"] = hit.number;
        json["begin"] = row.begin;
        json["end"] = row.end;
        json["rank"] = i + 1;
        json["score"] = hit.score;
        out = line(json);
      }
      std::fputs(out.c_str(), stdout);
    }
  }
  if (!empty.empty()) {
    std::fputs(fmt::format("warning: nothing was found for {} of {} topics: {}\n", empty.size(),
                           topics.size(), fmt::join(empty, ", "))
                   .c_str(),
               stderr);
  }
  return empty.size() == topics.size() ? 1 : 0;
}

}  // namespace

const Command run_command{
    "run",
    "search for all topics of a file",
    "[-d DB] [OPTION…] TOPICS",
    "TOPICS is a topic in TOML, a JSON array, TREC's <top> blocks, or lines of id, tab, title.\n\n"
    "  dateline run -d news.db --field title topics.json > titles.run\n",
    options,
    run};

}  // namespace dateline::cli
