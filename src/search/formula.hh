// The pieces of the score's formula, shared by what scores and what explains scores.
#pragma once

#include "search/plan.hh"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace dateline::search {

/// Scores are compared after rounding, so that the last bits of a sum decide nothing.
inline double rounded(double score) {
  return std::round(score * 1e9) / 1e9;
}

/// Whether the scorer is one stem, so that headlines that have it can be told.
inline bool has_titles(const Plan& plan, const Scorer& scorer) {
  const Leaf& leaf = plan.leaves[scorer.leaf];
  return leaf.terms.size() == 1 && leaf.expression.token.stems.size() == 1;
}

/// BM25's `k1 (1 - b + b length / mean)`.
class LengthPart {
 public:
  LengthPart(double k1, double b, double min_length, double mean)
      : least_(min_length * mean), constant_(k1 * (1 - b)), slope_(k1 * b / mean) {}

  double of(std::uint32_t length) const {
    return constant_ + slope_ * std::max(static_cast<double>(length), least_);
  }

 private:
  double least_, constant_, slope_;
};

}  // namespace dateline::search
