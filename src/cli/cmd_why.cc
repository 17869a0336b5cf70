// dateline why: why a passage is found at its rank, or is not found.
#include "base/error.hh"
#include "cli/articles.hh"
#include "cli/columns.hh"
#include "cli/opened.hh"
#include "cli/options.hh"
#include "cli/output.hh"
#include "cli/pager.hh"
#include "cli/query.hh"
#include "cli/session_view.hh"
#include "cli/terminal.hh"
#include "explore/stems.hh"
#include "explore/why.hh"
#include "store/passage.hh"
#include "store/terms.hh"
#include "text/tokenize.hh"

#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::cli {
namespace {

using explore::ClauseReport;
using explore::Why;

void options(po::options_description& options) {
  add_database_option(options);
  add_topic_option(options);
  options.add_options()("format",
                        po::value<std::string>()->default_value("text")->value_name("NAME"),
                        "text, json or csv");
  add_color_option(options);
  add_pager_option(options);
  add_rank_options(options);
  add_json_options(options);
}

/// Words for stems, for reading: as the query has them, else as the passage does.
class Words {
 public:
  Words(const std::string& query, const store::Database& database, store::PassageRef passage)
      : database_(database) {
    const store::Stemmer stemmer(database.manifest().fingerprint.stemmer);
    text::Tokens tokens;
    text::tokenize(query, tokens);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      typed_.try_emplace(stemmer.stem(tokens.text(i)),
                         query.substr(tokens[i].begin, tokens[i].end - tokens[i].begin));
    }
    for (const auto& segment : database.segments())
      itself_.segments.emplace_back(segment->passage_count);
    itself_.segments[passage.segment].set(passage.ordinal);
  }

  std::string of(std::string term) const {
    constexpr std::string_view title = " in the headline";
    if (term.ends_with(title)) return of(term.substr(0, term.size() - title.size())).append(title);
    const auto typed = typed_.find(term);
    if (typed != typed_.end()) return typed->second;
    const bool word = term.find_first_of(" \"()*=:") == std::string::npos;
    return word ? explore::spelling(term, itself_, database_) : term;
  }

 private:
  const store::Database& database_;
  std::map<std::string, std::string> typed_;
  search::MatchSet itself_;
};

std::string score_text(search::Breakdown score, const Words& words, std::size_t columns) {
  if (score.terms.empty()) return "";
  constexpr std::size_t narrow = 76;
  std::size_t width = 4;
  for (search::TermPart& one : score.terms) {
    one.term = printable(words.of(one.term));
    width = std::max(width, display_columns(one.term));
  }
  const auto notes = [](const search::TermPart& one) {
    return fmt::format("rarity {:.2f}, {:g}× here, {:g}× in the article{}", one.weight,
                       one.frequency, one.article_frequency,
                       one.in_title ? ", in the headline" : "");
  };
  std::string out;
  if (columns < narrow) {
    for (const search::TermPart& one : score.terms) {
      const std::string sum =
          fmt::format("{:.3f}: {:.3f} passage, {:.3f} itself, {:.3f} article; {}", one.sum(),
                      one.passage, one.cover, one.evidence, notes(one));
      out += hanging(one.term, sum, width + 4, columns);
    }
  } else {
    out = fmt::format("  {:<{}}  {:>7}  {:>7}  {:>7}  {:>7}\n", "term", width, "passage", "itself",
                      "article", "sum");
    for (const search::TermPart& one : score.terms) {
      const std::string row = fmt::format("{}{}  {:7.3f}  {:7.3f}  {:7.3f}  {:7.3f}", one.term,
                                          std::string(width - display_columns(one.term), ' '),
                                          one.passage, one.cover, one.evidence, one.sum());
      out += hanging(row, notes(one), width + 41, std::max(columns, width + 41 + 24));
    }
  }
  // The sums end where those of the terms do.
  const auto part = [&](std::string_view name, double value, bool shown) {
    const std::size_t room = columns < narrow ? 8 : width + 36 - display_columns(name);
    if (shown) out += fmt::format("  {}{:>{}.3f}\n", name, value, room);
  };
  part("opens the article", score.lead, score.lead != 0);
  part("× running text", score.prose, score.prose != 1);
  part("words near each other", score.proximity, score.proximity != 0);
  part("× age", score.recency, score.recency != 1);
  return out;
}

std::string clause_lines(const ClauseReport& one, std::size_t columns) {
  std::string out = hanging(
      one.holds ? "yes" : "no",
      fmt::format("{} {}({})", printable(one.text), whole_blank, counted(one.passages, "passage")),
      7, columns);
  for (const std::string& miss : one.misses) out += wrap(printable(miss), columns, "         ");
  return out;
}

std::string text(const Why& why, const Words& words, const std::string& id,
                 const std::string& title, const Style& style, std::size_t columns) {
  std::string out =
      wrap(fmt::format("{}{}{} {}{}", style.bold, printable(id), style.off, whole_blank,
                       title.empty() ? "(no headline)" : printable(title)),
           columns, "");
  if (why.found) {
    out += wrap(fmt::format("found: rank {} of {}, score {:.4f}", grouped(why.rank.value_or(0)),
                            counted(why.of, "passage"), why.score.score()),
                columns, "") +
           '\n';
    out += score_text(why.score, words, columns);
  } else {
    std::string told = "not found";
    if (why.rank) {
      told += fmt::format("; without what fails it would have rank {} of {}, score {:.4f}",
                          grouped(*why.rank), counted(why.of, "passage"), why.score.score());
    }
    out += wrap(told, columns, "");
  }
  out += "\nconditions:\n";
  for (const ClauseReport& one : why.clauses) out += clause_lines(one, columns);
  if (why.passages == 0) out += '\n' + removals_text(why.removals, columns);
  return out;
}

Json json(const Why& why, const Understood& query, const std::string& id,
          const std::string& article) {
  Json out;
  out["format"] = json_format;
  out["type"] = "why";
  out["query"] = query_json(query);
  out["id"] = id;
  out["article"] = article;
  out["passage"] = why.number;
  out["found"] = why.found;
  if (why.rank) {
    out["rank"] = *why.rank;
    out["of"] = why.of;
  }
  out["passages"] = why.passages;
  out["articles"] = why.articles;
  out["score"] = why.score.score();
  out["parts"] = Json::array();
  for (const search::TermPart& one : why.score.terms) {
    out["parts"].push_back({{"term", one.term},
                            {"weight", one.weight},
                            {"frequency", one.frequency},
                            {"article_frequency", one.article_frequency},
                            {"in_title", one.in_title},
                            {"passage", one.passage},
                            {"cover", one.cover},
                            {"evidence", one.evidence}});
  }
  out["lead"] = why.score.lead;
  out["prose"] = why.score.prose;
  out["proximity"] = why.score.proximity;
  out["recency"] = why.score.recency;
  out["conditions"] = Json::array();
  for (const ClauseReport& one : why.clauses) {
    out["conditions"].push_back({{"condition", one.text},
                                 {"holds", one.holds},
                                 {"passages", one.passages},
                                 {"misses", one.misses}});
  }
  out["removals"] = Json::array();
  for (const explore::Removal& one : why.removals) {
    out["removals"].push_back(
        {{"condition", one.clause}, {"passages", one.passages}, {"articles", one.articles}});
  }
  return out;
}

void print_rows(const Why& why) {
  put(csv_row({"kind", "what", "value", "note"}));
  for (const search::TermPart& one : why.score.terms)
    put(csv_row({"term", one.term, fmt::format("{:.9f}", one.sum()), ""}));
  for (const auto& [name, value] : {std::pair("lead", why.score.lead),
                                    {"prose", why.score.prose},
                                    {"proximity", why.score.proximity},
                                    {"recency", why.score.recency},
                                    {"score", why.score.score()}})
    put(csv_row({"score", name, fmt::format("{:.9f}", value), ""}));
  for (const ClauseReport& one : why.clauses) {
    put(csv_row({"condition", one.text, one.holds ? "yes" : "no",
                 fmt::format("{}", fmt::join(one.misses, "; "))}));
  }
  for (const explore::Removal& one : why.removals)
    put(csv_row({"removal", one.clause, std::to_string(one.passages), ""}));
}

int run(const Arguments& arguments) {
  const auto& format = arguments.get<std::string>("format");
  require_choice("format", format, {"text", "json", "csv"});
  require_json_version(arguments);
  const Style style(use_color(arguments.get<std::string>("color")));
  if (arguments.rest.empty())
    throw base::Error(base::Code::Usage, "no article or passage is named",
                      "dateline why -d DB ID QUERY…");
  const std::string words =
      query_text(arguments, {arguments.rest.begin() + 1, arguments.rest.end()},
                 "dateline why -d DB ID QUERY…");
  const search::RankOptions rank = rank_options(arguments, false);
  const QueryOptions meaning = query_options(arguments);

  const auto opened = open_database(database_path(arguments));
  const store::Database& database = *opened;
  const Understood query = understand(words, database, meaning);
  if (format == "text") tell_query_notes(query, database);
  const auto ref = find_id(database, arguments.rest.front());
  if (!ref) {
    tell_unknown_id(database, arguments.rest.front(), arguments.flag("json-errors"));
    return 1;
  }
  const store::ArticleRow& article = database.segment(ref->segment).text.articles()[ref->article];
  const Words by_article(query.text, database, {ref->segment, article.first_passage});
  const Why why = explore::why({query.plan, query.text, meaning.clock, meaning.as_of,
                                [&](const std::string& stem) { return by_article.of(stem); }},
                               database, *ref, rank);
  const store::ArticleRecord record = database.segment(ref->segment).text.record(ref->article);
  const std::string id = store::passage_id(record.article.id, why.number);
  if (format == "json") {
    put(line(json(why, query, id, record.article.id)));
  } else if (format == "csv") {
    print_rows(why);
  } else {
    const Words spelled(query.text, database, why.passage);
    put_paged(text(why, spelled, id, record.article.title, style,
                   std::min<std::size_t>(terminal_columns(), 100)),
              !arguments.flag("no-pager"));
  }
  return why.found ? 0 : 1;
}

}  // namespace

const Command why_command{
    "why",
    "why a passage is found at its rank, or is not found",
    "[-d DB] [OPTION…] ID QUERY…",
    "ID is the id of a passage as search prints it, or of an article, which stands for its best "
    "passage.\n"
    "Tells what each term adds to the score, and of each condition whether it holds, for how many\n"
    "passages, and where it fails, how near it comes. Of a query that finds nothing, tells which\n"
    "condition to leave out.\n\n"
    "Columns of a score: what a term adds for standing in the passage and its headline (passage), "
    "in "
    "the passage itself (itself), and in the rest of the article (article).\n"
    "\nExit status: 0 the query finds it, 1 it does not, or there is no such id, 2 the query is "
    "wrong,\n"
    "3 the database can't be used.\n\n"
    "  dateline why 'web-20220308-repowereu#1' 'gas published:2022-03'\n",
    options,
    run};

}  // namespace dateline::cli
