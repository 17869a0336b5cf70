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
struct Observed {
  std::string query;
  RankSettings settings;
  std::uint64_t passages = 0, articles = 0;
  std::vector<search::Hit> hits;  ///< from the first rank
};

/// Add a case to a suite that expects what was found: the counts, and where the first three hits
/// rank. A suite that is not there is begun, for the given database and settings.
/// out:    the id of the case: the words of the query, with a number if there is such a case already
/// errors: base::Error{Code::Usage} if the suite ranks by other settings; what read_suite() throws for
///         a file that is no suite; base::Error{Code::Output}. The file then is as it was
std::string save_case(const std::filesystem::path& suite, const Observed& observed,
                      const std::filesystem::path& database);

}  // namespace dateline::eval
