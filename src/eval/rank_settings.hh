// How queries are ranked and their dates read, as people write it: on a command line, in a suite.
#pragma once

#include "eval/understand.hh"
#include "search/rank.hh"

#include <string>

namespace dateline::eval {

/// Each empty or a default where nothing was said.
/// weighting: `k1=1.5,b=0.6`;  feedback: `rm3:terms=10`;  half_life: `30d`, `2w`, `6m`, `1y`
/// as_of:     the last day of publication that counts;  now, tz: what `yesterday` is
/// sort:      score, newest or oldest
/// articles:  whether articles are ranked by their best passage
struct RankSettings {
  std::string weighting, feedback, half_life, as_of, now, tz = "UTC", sort = "score";
  bool articles = false;
};

/// errors: base::Error{Code::Usage} naming the setting as an option (`--now: …`)
QueryOptions query_options(const RankSettings& settings);
search::RankOptions rank_options(const RankSettings& settings);

}  // namespace dateline::eval
