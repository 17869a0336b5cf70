#include "cli/marks_file.hh"

#include "base/error.hh"
#include "cli/columns.hh"
#include "cli/output.hh"
#include "cli/report_html.hh"
#include "cli/results.hh"
#include "cli/terminal.hh"
#include "cli/words.hh"
#include "search/facet.hh"
#include "store/passage.hh"

#include <algorithm>
#include <map>
#include <memory>

#include <fmt/format.h>

namespace dateline::cli {
namespace {

/// Each with what its own query found in it: scores and matches of several queries stand side by side.
/// in: meaning, with the aliases applied to the database
std::vector<Result> load(const std::vector<Kept>& kept, const store::Database& database,
                         const QueryOptions& meaning) {
  std::map<std::string, Understood> queries;
  for (const Kept& one : kept) {
    if (queries.contains(one.query)) continue;
    Understood query;
    try {
      if (!one.query.empty()) query = understand(one.query, database, meaning);
    } catch (const base::Error&) {
      // A topic of it is gone since: the passage stays, without marks in its text.
    }
    queries.emplace(one.query, std::move(query));
  }
  std::map<std::string, search::Highlighter> highlighters;
  for (const auto& [text, query] : queries) highlighters.try_emplace(text, query.plan, database);
  search::EntityReader entities(database, meaning.names.get());
  std::vector<Result> results;
  for (const Kept& one : kept) {
    results.push_back(
        load_result(database, one.hit, results.size() + 1, highlighters.at(one.query), entities));
    results.back().note = one.note;
  }
  return results;
}

std::uint64_t articles(const std::vector<Kept>& kept) {
  std::vector<std::string> ids;
  for (const Kept& one : kept) ids.push_back(one.hit.article_id);
  std::sort(ids.begin(), ids.end());
  return static_cast<std::uint64_t>(std::unique(ids.begin(), ids.end()) - ids.begin());
}

std::string page(const std::vector<Kept>& kept, std::vector<Result> results,
                 const store::Database& database, const QueryOptions& meaning) {
  search::MatchSet set;
  for (const auto& segment : database.segments()) set.segments.emplace_back(segment->passage_count);
  for (const Kept& one : kept) set.segments[one.hit.passage.segment].set(one.hit.passage.ordinal);
  const auto facets = search::count_facets(
      set, database, schema::Schema::standard(),
      {{"person", 12, {}}, {"org", 12, {}}, {"place", 12, {}}, {"source", 20, {}}},
      search::CountBy::Passages, meaning.names.get());
  Report report;
  report.title = "Marked passages";
  report.made = page_time();
  report.passages = results.size();
  report.articles = articles(kept);
  report.results = std::move(results);
  report.names = {facets.begin(), facets.begin() + 3};
  report.sources = {facets.back()};
  explore::TimelineOptions dated;
  dated.as_of = meaning.as_of;
  report.timeline = explore::timeline(set, database, dated);
  std::vector<std::string> told;
  for (const Kept& one : kept) {
    report.found_by.push_back(one.how);
    if (one.query.empty() || std::find(told.begin(), told.end(), one.query) != told.end()) continue;
    told.push_back(one.query);
    report.repeat.emplace_back(
        "Command",
        command_line({"dateline", "search", "-d", database.folder().string(), "--", one.query}));
  }
  for (auto& line : origin(report.made, database)) report.repeat.push_back(std::move(line));
  return report_html(report);
}

}  // namespace

void put_kept(const std::vector<Kept>& kept, const store::Database& database,
              const QueryOptions& meaning, const std::string& format) {
  if (format == "ids") {
    for (const Kept& one : kept) put(store::passage_id(one.hit.article_id, one.hit.number) + '\n');
    return;
  }
  if (format == "trec") {
    FallingScores scores;
    for (std::size_t i = 0; i < kept.size(); ++i) {
      const search::Hit& hit = kept[i].hit;
      put(trec_line("q", store::passage_id(hit.article_id, hit.number), i + 1,
                    scores.next(hit.score), "dateline"));
    }
    return;
  }
  QueryOptions applied = meaning;
  applied.names = std::make_shared<const search::AliasGroups>(meaning.aliases, database);
  std::vector<Result> results = load(kept, database, applied);
  if (format == "html") return put(page(kept, std::move(results), database, applied));
  const auto row = format == "csv" ? csv_row : tsv_row;
  std::vector<std::string> fields = chosen_fields("");
  fields.emplace_back("note");
  const std::size_t own = fields.size();
  fields.emplace_back("query");
  if (format == "csv" || format == "tsv") put(row(fields));
  fields.resize(own);
  for (std::size_t i = 0; i < kept.size(); ++i) {
    Json object = result_json(results[i], "");
    if (format == "jsonl") {
      if (!kept[i].query.empty()) object["query"] = kept[i].query;
      put(line(object));
    } else if (format == "text") {
      put(result_text(results[i], Style(false), 80) +
          (kept[i].how.empty() ? "" : wrap(printable("found by: " + kept[i].how), 80, "    ")) +
          '\n');
    } else {
      std::vector<std::string> values = cells(object, fields);
      values.push_back(kept[i].query);
      put(row(values));
    }
  }
  if (format == "text") {
    put(fmt::format("{} in {}\n", counted(kept.size(), "passage"),
                    counted(articles(kept), "article")));
  }
}

}  // namespace dateline::cli
