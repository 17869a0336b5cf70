// One case of a suite against a database.
#pragma once

#include "eval/record.hh"
#include "eval/suite.hh"

#include <string>
#include <vector>

namespace dateline::eval {

/// What became of an expectation, a case, a suite; the worse the larger.
/// Better: passes, and what is expected should be rewritten;  Broken: could not be run
enum class Status { Pass, Better, Skipped, Fail, Broken };

/// A number of the suite that accepting the result rewrites.
struct Edit {
  std::string place;
  double value = 0;
};

/// An expectation and what there is instead.
/// edits:     empty if the suite states no number that could be rewritten
/// of_record: what was expected stands in the record, which accepting the result replaces
/// told:      to be shown although nothing fails
struct Finding {
  Status status = Status::Pass;
  std::string expected, got, place;
  std::vector<Edit> edits;
  bool of_record = false, told = false;
};

/// A case, or a judged topic, checked.
/// answer: to be recorded; of a query that was refused, without hits
/// others: hits that were recorded before and are not in `answer` now; to tell why
/// why:    what changed since it was accepted, a line each
/// moved:  the answer differs from the accepted one
struct Checked {
  std::string suite, id, query, note, place;
  Status status = Status::Pass;
  std::vector<Finding> findings;
  RecordedAnswer answer;
  std::vector<RecordedHit> others;
  std::vector<std::string> why;
  bool moved = false;
  double elapsed_ms = 0;

  void add(Finding finding);

  /// Whether a finding is to be shown although the case passes.
  bool told() const;
};

/// How many of the first hits are recorded.
inline constexpr std::size_t recorded_hits = 5;

/// Answer a case's query and hold the answer to what is expected. A case that finds nothing fails
/// unless it says so with a count.
/// in: before, the accepted answer; null if there is none
Checked check_case(const Case& one, const Suite& suite, const store::Database& database,
                   const RecordedAnswer* before);

/// Record the first hits of a ranking, and those asked for by rank, with the parts of their scores;
/// and apart from them those that were recorded before.
/// in: ranks, from 1, beyond the first; may be empty
void record_hits(const search::Plan& plan, const store::Database& database,
                 const search::RankOptions& options, const search::Ranking& ranking,
                 const std::vector<std::size_t>& ranks, const RecordedAnswer* before,
                 Checked& checked);

}  // namespace dateline::eval
