// The answer to a query in all formats that search prints.
#pragma once

#include "cli/query.hh"
#include "cli/results.hh"

#include <functional>
#include <string>
#include <vector>

namespace dateline::cli {

/// What a search found.
/// passages, articles: all that match, shown or not
struct Answer {
  Understood query;
  search::Ranking ranking;
  std::uint64_t passages = 0, articles = 0;
  std::vector<search::Facet> facets;
};

/// Rank and count.
Answer answer(Understood query, const store::Database& database, const search::RankOptions& rank,
              const std::vector<search::FacetRequest>& facets, search::CountBy by);

/// Makes a line of cells: CSV or TSV.
using Row = std::string (*)(const std::vector<std::string>&);

/// Print facets as rows below a row of names.
void put_facet_rows(const std::vector<search::Facet>& facets, Row row);

/// How an answer is printed.
/// topic:  the id of the topic searched for; may be empty
/// fields: of csv, tsv, json and jsonl; empty: all of JSON
/// fold:   results are one an article
/// hint:   say how to see more, where the list was cut
/// quiet:  do not tell on standard error how far writing has come
struct Look {
  std::size_t offset = 0;
  std::string topic;
  std::vector<std::string> fields;
  Style style{false};
  std::size_t columns = 80;
  search::CountBy by = search::CountBy::Passages;
  bool fold = false;
  bool hint = false;
  bool quiet = false;
};

/// Prints to standard output. Results are read and written one by one, so that any number of them
/// can be printed. The answer and the database must outlive it.
/// errors: base::Error{Code::Output}
class Printer {
 public:
  Printer(const store::Database& database, const Answer& answer, Look look);

  /// Read all results before any is printed: what fails then leaves nothing half printed.
  void load();

  void text();
  void json();
  void jsonl();
  void trec();

  /// CSV or TSV: results, or facets, below a row of names.
  using Row = cli::Row;
  void rows(Row row);
  void facet_rows(Row row);

  /// in: end, what comes behind each id
  void ids(char end);

 private:
  std::size_t size() const { return answer_.ranking.hits.size(); }
  Result result(std::size_t i);
  void for_each(const std::function<void(const Result&)>& work);
  Json missing() const;

  const store::Database& database_;
  const Answer& answer_;
  Look look_;
  search::Highlighter highlighter_;
  search::EntityReader entities_;
  std::vector<Result> loaded_;
};

}  // namespace dateline::cli
