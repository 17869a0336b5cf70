// Suites checked: all their cases in parallel, in the order they are written.
#pragma once

#include "base/error.hh"
#include "eval/check_case.hh"
#include "eval/record.hh"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace dateline::eval {

/// database:  instead of what suites name; empty: theirs
/// weighting: parameters other than the suites', `k1=2.4`
/// filter:    only cases whose suite and id, `suite/id`, hold this text; if it is one whole, that one
/// accept:    results will be accepted, so that a record that cannot be read is no hindrance
/// exact:     what is better or merely other than accepted fails, too
/// jobs:      threads; 0: one a core
struct CheckOptions {
  std::filesystem::path database;
  std::string weighting;
  std::string filter;
  bool accept = false, exact = false;
  unsigned jobs = 0;
};

/// What became of a suite.
/// name:    of its file without `.toml`; the whole path if another suite is called the same
/// message: why it was skipped or could not be run
/// failure: that it could not be run for
/// notes:   to be told, but no failure
/// changes: of what results come from, since they were accepted
/// accepted: whether there is a record to compare with
struct SuiteResult {
  std::filesystem::path path;
  std::string name, title;
  Status status = Status::Pass;
  std::string message, notes;
  std::optional<base::Error> failure;
  std::vector<std::string> changes;
  std::vector<Checked> cases;
  Record record;  ///< of the present results
  bool accepted = false;
  std::size_t left_out = 0;  ///< cases that the filter leaves out

  std::size_t count(Status status) const;
  std::size_t moved() const;
};

/// `NAME.accepted.json` beside a suite.
std::filesystem::path record_path(const std::filesystem::path& suite);

/// Check suites. One that cannot be read or has no index is Broken, and the others are checked
/// nevertheless.
std::vector<SuiteResult> check(const std::vector<std::filesystem::path>& suites,
                               const CheckOptions& options);

/// Make what there is what is expected: rewrite the numbers of a suite that do not hold, or are
/// better, and its record. What failed for want of another number still fails, and of it the record
/// keeps what it had.
/// out: what was rewritten, `file:line:column: old -> new` each
std::vector<std::string> accept(SuiteResult& result);

}  // namespace dateline::eval
