#include "cli/query.hh"

#include "base/data.hh"
#include "base/error.hh"
#include "cli/output.hh"
#include "cli/terminal.hh"
#include "eval/rank_settings.hh"
#include "eval/topic.hh"
#include "search/nearby.hh"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::cli {

std::string query_text(const Arguments& arguments, const std::vector<std::string>& words,
                       const char* usage) {
  const std::string typed = fmt::format("{}", fmt::join(words, " "));
  if (!arguments.given("topic")) {
    if (typed.empty())
      throw base::Error(base::Code::Usage, "nothing to search for is given", usage);
    return typed;
  }
  const eval::Topic topic = eval::standard_topic(arguments.get<std::string>("topic"));
  const std::string query = topic.query.empty() ? eval::as_query(topic.title) : topic.query;
  return typed.empty() ? query : fmt::format("({}) AND ({})", query, typed);
}

std::string query_notes(const Understood& query, const store::Database& database) {
  std::string notes;
  const search::Aliases& aliases =
      query.names != nullptr ? query.names->aliases() : search::no_aliases();
  for (const std::string& one : query.plan.unknown) {
    notes += (notes.empty() ? "note: found nowhere: " : ", ") + one;
    if (const auto near = search::nearby(one, database, aliases))
      notes += fmt::format(" (near it: {}, {})", near->text, counted(near->passages, "passage"));
  }
  if (!notes.empty()) notes = printable(notes) + '\n';
  if (!query.plan.dropped.empty())
    notes += fmt::format("note: left out, too common: {}\n", fmt::join(query.plan.dropped, " "));
  return notes;
}

void tell_query_notes(const Understood& query, const store::Database& database) {
  tell(query_notes(query, database));
}

Json query_json(const Understood& query) {
  return {{"text", query.text},
          {"understood", query.printed},
          {"left_out", query.plan.dropped},
          {"found_nowhere", query.plan.unknown}};
}

eval::RankSettings rank_settings(const Arguments& arguments, bool articles) {
  eval::RankSettings settings;
  settings.articles = articles;
  const auto take = [&](const char* option, std::string& value) {
    if (arguments.values.count(option) > 0) value = arguments.get<std::string>(option);
  };
  take("weighting", settings.weighting);
  take("feedback", settings.feedback);
  take("half-life", settings.half_life);
  take("as-of", settings.as_of);
  take("now", settings.now);
  take("tz", settings.tz);
  take("sort", settings.sort);
  return settings;
}

void add_as_of_option(po::options_description& options) {
  options.add_options()("as-of", po::value<std::string>()->default_value("")->value_name("DAY"),
                        "answer as if nothing had been published after this day");
}

void add_query_options(po::options_description& options) {
  add_as_of_option(options);
  options.add_options()(
      "now", po::value<std::string>()->default_value("")->value_name("INSTANT"),
      "what 'yesterday' and the like are seen from: 2022-03-01 or 2022-03-01T06:15Z")(
      "tz", po::value<std::string>()->default_value("UTC")->value_name("ZONE"),
      "the zone of days: UTC, local, +02:00 or Europe/Berlin");
  add_alias_options(options);
}

void add_alias_options(po::options_description& options) {
  options.add_options()(
      "aliases", po::value<std::vector<std::string>>()->value_name("FILE"),
      "spellings that are one name, besides those of index/aliases.tsv; may be repeated")(
      "stop-names", po::value<std::vector<std::string>>()->value_name("FILE"),
      "names that are no values of facets, besides those of index/names-stop.tsv; may be repeated")(
      "no-aliases", po::bool_switch(),
      "leave out index/aliases.tsv and index/names-stop.tsv: every stored name is a name of its "
      "own");
}

std::shared_ptr<const search::Aliases> aliases(const Arguments& arguments) {
  const auto files = [&](const char* option) {
    return arguments.values.count(option) > 0 ? arguments.get<std::vector<std::string>>(option)
                                              : std::vector<std::string>();
  };
  const std::vector<std::string> spellings = files("aliases"), stops = files("stop-names");
  const bool standard = !arguments.flag("no-aliases");
  if (standard && spellings.empty() && stops.empty()) return search::standard_aliases();
  auto all = std::make_shared<search::Aliases>(
      search::load_aliases(standard, {spellings.begin(), spellings.end()}));
  for (const std::string& file : stops) all->add_stops(file, base::read_file(file));
  return all;
}

QueryOptions query_options(const Arguments& arguments) {
  QueryOptions options = eval::query_options(rank_settings(arguments, false));
  options.aliases = aliases(arguments);
  return options;
}

void add_rank_options(po::options_description& options) {
  options.add_options()("weighting",
                        po::value<std::string>()->default_value("")->value_name("LIST"),
                        "parameters of ranking other than those of index/ranking.toml: "
                        "k1=1.5,b=0.6")(
      "feedback", po::value<std::string>()->default_value("")->value_name("KIND"),
      "let words of the best passages count, too: rm3, or rm3:passages=10,terms=20,weight=0.5")(
      "half-life", po::value<std::string>()->default_value("")->value_name("TIME"),
      "let scores halve with age, each so often: 30d, 2w, 6m, 1y")(
      "sort", po::value<std::string>()->default_value("score")->value_name("ORDER"),
      "score, newest or oldest; undated articles come last");
  add_query_options(options);
}

search::RankOptions rank_options(const Arguments& arguments, bool articles) {
  return eval::rank_options(rank_settings(arguments, articles));
}

bool has_relative_date(std::string_view query) {
  for (const std::string_view field : {"published:", "mentions:"}) {
    for (std::size_t at = 0; (at = query.find(field, at)) != std::string_view::npos;) {
      at += field.size();
      const std::size_t end = std::min(query.find_first_of(" )", at), query.size());
      if (query.substr(at, end - at).find_first_not_of("0123456789-.") != std::string_view::npos)
        return true;
    }
  }
  return false;
}

}  // namespace dateline::cli
