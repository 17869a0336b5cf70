// How much the age of an article counts.
#pragma once

#include "search/match.hh"
#include "store/database.hh"

#include <cstdint>

namespace dateline::search {

/// How much the age of an article counts: a score halves with each half-life before `now`, or
/// before the newest article that matches if that is older, so that scores of an old corpus do not
/// vanish; undated articles score 0. Off while the half-life is 0.
struct Recency {
  double half_life_days = 0;
  std::int64_t now_seconds = 0;
};

/// The instant that ages count from.
std::int64_t reference_instant(const MatchSet& matches, const store::Database& database,
                               const Recency& recency);

/// The factor of an article's age, 0 to 1.
double decay(const store::ArticleRow& article, const Recency& recency,
             std::int64_t reference_seconds);

}  // namespace dateline::search
