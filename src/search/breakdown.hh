// Why a passage has the score it has, exactly; and which conditions of a query it keeps.
#pragma once

#include "search/plan.hh"
#include "search/rank.hh"
#include "store/database.hh"

#include <cstdint>
#include <string>
#include <vector>

namespace dateline::search {

/// What one scorer of the plan adds, before the factors of prose and recency.
/// term:      a word as its stem, all else as `--explain` prints it
/// weight:    its rarity times its weight in the query
/// frequency: in the passage, a headline's word counted `title` times
/// passage:   for its frequency in the passage;  cover: for standing in the passage itself
/// evidence:  for its frequency in the article
struct TermPart {
  std::string term;
  double weight = 0;
  double frequency = 0;
  double article_frequency = 0;
  bool in_title = false;
  double passage = 0, cover = 0, evidence = 0;

  double sum() const { return passage + cover + evidence; }
};

/// The score of a passage in its parts: `recency * (prose * (lead + sum of terms) + proximity)`.
/// terms:  those that add something, in the order of the plan
/// length: tokens of the passage and its headline; article_length: of the article
struct Breakdown {
  std::vector<TermPart> terms;
  double lead = 0;
  double prose = 1;
  double proximity = 0;
  double recency = 1;
  std::uint32_t length = 0, article_length = 0;

  /// The score, rounded as results are.
  double score() const;
};

/// Break down the scores of some passages of a ranking, in the order given. Feedback is worked out
/// again.
/// in: plan and options, those that `ranking` was made with
std::vector<Breakdown> break_down(const Plan& plan, const store::Database& database,
                                  const RankOptions& options, const Ranking& ranking,
                                  const std::vector<store::PassageRef>& passages);

/// A condition of a query, as `--explain` prints it, and whether a passage keeps it.
struct Condition {
  std::string text;
  bool holds = false;
};

/// The plan's condition, cut at its outermost ANDs.
std::vector<Condition> conditions(const Plan& plan, const store::Database& database,
                                  store::PassageRef passage);

}  // namespace dateline::search
