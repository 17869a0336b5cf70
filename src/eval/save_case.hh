// The present answer to a query as a case of a suite.
#pragma once

#include "eval/rank_settings.hh"
#include "search/rank.hh"
#include "store/database.hh"

#include <cstdint>
#include <filesystem>
#include <string>

namespace dateline::eval {

/// What a case is made of.
/// query: with the queries of its topics in their place: a topic of one's own is none of a colleague's
/// typed: as it was typed, which the case is named after; the query itself, if empty
struct Observed {
  std::string query;
  std::string typed = {};
  RankSettings settings;
  std::uint64_t passages = 0, articles = 0;
  std::vector<search::Hit> hits;  ///< from the first rank
};

/// The case that a result is in.
/// added: false if the suite had it already, as it is now
struct SavedCase {
  std::string id;
  bool added = true;
};

/// Add a case to a suite that expects what was found: the counts, and where the first three hits
/// rank. A suite that is not there is begun, for the given database and settings.
/// out:    with the id of the case: the words of the query, with a number if another query has them.
///         A case that expects the same of the same query is added once
/// errors: base::Error{Code::Usage} if the suite ranks by other settings, or expects something else of the
///         query; what read_suite() throws for
///         a file that is no suite; base::Error{Code::Output}. The file then is as it was
SavedCase save_case(const std::filesystem::path& suite, const Observed& observed,
                    const std::filesystem::path& database);

}  // namespace dateline::eval
