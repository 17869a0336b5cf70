// A plan into ranked passages.
#pragma once

#include "search/match.hh"
#include "search/plan.hh"
#include "search/recency.hh"
#include "search/weighting.hh"
#include "store/database.hh"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dateline::search {

/// How RM3 feedback works: the words of so many best passages are weighed, the best so many of them
/// join the query, `weight` being their share in it.
struct Feedback {
  std::size_t passages = 10;
  std::size_t terms = 20;
  double weight = 0.5;
};

/// What results are ordered by first: score, or date, undated articles last in both directions.
enum class Order { Score, Newest, Oldest };

struct RankOptions {
  std::size_t offset = 0;
  std::size_t limit = 10;
  bool fold = false;  ///< only the best passage of each article
  Weighting weighting = Weighting::for_passages();
  Order order = Order::Score;
  Recency recency = {};
  std::optional<Feedback> feedback = {};
};

/// A ranked passage.
/// score:  rounded to 9 decimal places, as it was compared; 0 where nothing ranks
/// number: of the passage in its article, from 1
struct Hit {
  store::PassageRef passage;
  double score = 0;
  std::int64_t published_seconds = 0;
  std::string article_id;
  std::uint32_t number = 0;
};

/// Hits offset to offset + limit of the total order: score, then newer publication (undated last),
/// then article id, then passage number; ordered by date, the date comes first and the score
/// second. The order does not depend on segments.
/// matches:  all passages the condition holds for
/// feedback: the stems that feedback added, the weightiest first
struct Ranking {
  std::vector<Hit> hits;
  std::shared_ptr<const MatchSet> matches;
  std::vector<std::string> feedback;
};

Ranking rank(const Plan& plan, const store::Database& database, const RankOptions& options);

}  // namespace dateline::search
