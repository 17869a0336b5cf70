#include "cli/printer.hh"

#include "base/error.hh"
#include "cli/columns.hh"
#include "cli/output.hh"
#include "cli/write_progress.hh"
#include "store/passage.hh"

#include <cstdio>

#include <fmt/format.h>

namespace dateline::cli {

Answer answer(Understood query, const store::Database& database, const search::RankOptions& rank,
              const std::vector<search::FacetRequest>& facets, search::CountBy by) {
  Answer answer;
  answer.query = std::move(query);
  answer.ranking = search::rank(answer.query.plan, database, rank);
  answer.passages = answer.ranking.matches->passages();
  answer.articles = answer.ranking.matches->articles(database);
  answer.facets =
      search::count_facets(*answer.ranking.matches, database, schema::Schema::standard(), facets,
                           by, answer.query.names.get());
  return answer;
}

void put_facet_rows(const std::vector<search::Facet>& facets, Row row) {
  put(row({"field", "value", "passages", "articles", "query"}));
  for (const search::Facet& facet : facets) {
    for (const search::FacetCount& value : facet.values) {
      put(row({facet.field, value.value, std::to_string(value.passages),
               std::to_string(value.articles), value.query}));
    }
  }
}

Printer::Printer(const store::Database& database, const Answer& answer, Look look)
    : database_(database),
      answer_(answer),
      look_(std::move(look)),
      highlighter_(answer.query.plan, database),
      entities_(database, answer.query.names.get()) {}

void Printer::load() {
  std::vector<Result> all;
  for (std::size_t i = 0; i < size(); ++i) all.push_back(result(i));
  loaded_ = std::move(all);
}

/// What a partial answer lacks.
Json Printer::missing() const {
  Json all = Json::array();
  for (const store::MissingSegment& one : database_.missing())
    all.push_back({{"segment", one.name}, {"remote", one.server}, {"passages", one.passages}});
  return all;
}

Result Printer::result(std::size_t i) {
  if (i < loaded_.size()) return loaded_[i];
  return load_result(database_, answer_.ranking.hits[i], look_.offset + i + 1, highlighter_,
                     entities_);
}

/// Do something with each result, and tell who waits how far it has come.
void Printer::for_each(const std::function<void(const Result&)>& work) {
  WriteProgress progress(look_.quiet ? 0 : size());
  for (std::size_t i = 0; i < size(); ++i) {
    work(result(i));
    progress.show(i + 1);
  }
}

void Printer::text() {
  for_each([&](const Result& one) { put(result_text(one, look_.style, look_.columns) + '\n'); });
  put(facets_text(answer_.facets, look_.by, look_.style, look_.columns));
  if (!answer_.facets.empty()) put("\n");
  const std::string passages = counted(answer_.passages, "passage");
  const std::string articles = counted(answer_.articles, "article");
  const std::uint64_t all = look_.fold ? answer_.articles : answer_.passages;
  std::string shown;
  if (size() > 0 && size() < all) {
    const std::string from = look_.offset > 0 ? fmt::format("{} to ", look_.offset + 1) : "";
    shown = fmt::format("{}{} of ", from, look_.offset + size());
  }
  const bool more = size() > 0 && look_.offset + size() < all;
  put(fmt::format("{}{} {} {}{}\n", shown, look_.fold ? articles : passages,
                  look_.fold ? "with" : "in", look_.fold ? passages : articles,
                  more && look_.hint ? "; --all or -n N shows more" : ""));
}

void Printer::json() {
  Json head;
  head["format"] = json_format;
  head["type"] = "answer";
  head["query"] = query_json(answer_.query);
  if (!database_.missing().empty()) head["partial"] = missing();
  head["passages"] = answer_.passages;
  head["articles"] = answer_.articles;
  head["offset"] = look_.offset;
  std::string text = line(head);
  text.resize(text.rfind('}'));
  put(text + ",\"results\":[");
  bool first = true;
  for_each([&](const Result& one) {
    text = line(chosen(result_json(one, look_.topic), look_.fields));
    text.pop_back();
    put((first ? "" : ",") + text);
    first = false;
  });
  put("]");
  if (!answer_.facets.empty()) {
    Json facets = Json::array();
    for (const search::Facet& facet : answer_.facets) facets.push_back(facet_json(facet));
    text = line(facets);
    text.pop_back();
    put(",\"facets\":" + text);
  }
  put("}\n");
}

void Printer::jsonl() {
  const auto put_line = [](const Json& object) {
    put(line(object));
    // A reader has each as soon as it is there. What failed to be written is gone from the buffer:
    // nobody would notice later.
    if (std::fflush(stdout) != 0) throw base::Error(base::Code::Output, "cannot write the results");
  };
  for_each(
      [&](const Result& one) { put_line(chosen(result_json(one, look_.topic), look_.fields)); });
  for (const search::Facet& facet : answer_.facets) put_line(facet_json(facet));
  if (database_.missing().empty()) return;
  Json partial;
  partial["format"] = json_format;
  partial["type"] = "partial";
  partial["partial"] = missing();
  put_line(partial);
}

void Printer::trec() {
  FallingScores scores;
  for (std::size_t i = 0; i < size(); ++i) {
    const search::Hit& hit = answer_.ranking.hits[i];
    put(trec_line(look_.topic.empty() ? "q" : look_.topic,
                  store::passage_id(hit.article_id, hit.number), look_.offset + i + 1,
                  scores.next(hit.score), "dateline"));
  }
}

void Printer::rows(Row row) {
  put(row(look_.fields));
  for_each(
      [&](const Result& one) { put(row(cells(result_json(one, look_.topic), look_.fields))); });
}

void Printer::facet_rows(Row row) {
  put_facet_rows(answer_.facets, row);
}

void Printer::ids(char end) {
  for (const search::Hit& hit : answer_.ranking.hits)
    put(store::passage_id(hit.article_id, hit.number) + end);
}

}  // namespace dateline::cli
