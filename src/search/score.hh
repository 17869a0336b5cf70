// Scores of passages: BM25 of passage and article, and proximity.
#pragma once

#include "search/leaves.hh"
#include "search/weighting.hh"
#include "store/database.hh"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace dateline::search {

/// What weights are made of, over all segments of a database; the same however it is cut into
/// segments. Old versions of replaced articles are in it until a merge drops them.
struct Statistics {
  std::uint64_t passages = 0;
  double mean_length = 0;          ///< tokens of a passage and its headline
  double mean_article_length = 0;  ///< tokens of a text and its headline
  std::vector<double> idf;         ///< of each scorer of the plan, its weight in the query included

  /// in: leaves, of every segment
  Statistics(const Plan& plan, const store::Database& database, std::vector<SegmentLeaves>& leaves,
             const Weighting& weighting);
};

/// Scores of the passages of one segment.
class SegmentScores {
 public:
  SegmentScores(const Plan& plan, SegmentLeaves& leaves, const Statistics& statistics,
                const Weighting& weighting);

  /// Everything but proximity; 0 where no scorer occurs.
  double base(std::uint32_t ordinal) const {
    const std::uint32_t article = rows_[ordinal].article;
    double score = sums_.passages[ordinal];
    if (!sums_.articles.empty()) score += sums_.articles[article];
    if (score <= 0) return 0;
    const bool first = ordinal == 0 || rows_[ordinal - 1].article != article;
    if (first) score += lead_;
    return score * prose_[segment_.forward.prose(ordinal)];
  }

  /// What words standing near each other add: at most proximity_bound().
  double proximity(std::uint32_t ordinal);
  double proximity_bound() const { return bound_; }

  /// Give the sums' memory to the next query of this thread; base() can't be asked any more.
  void release(SegmentLeaves& leaves);

 private:
  /// Sums by passage and by article; 0 where nothing was added.
  struct Sums {
    std::vector<double> passages, articles;
  };

  static Sums& spare();
  void add(const PostingList& list, const PostingList* title, double idf);
  void prepare_proximity(const Statistics& statistics);

  const Plan& plan_;
  const store::Segment& segment_;
  const Weighting& weighting_;
  std::span<const store::PassageRow> rows_;
  double mean_length_, mean_article_length_;
  Sums sums_;
  double lead_ = 0;                ///< what an article's first passage gains
  std::array<double, 256> prose_;  ///< factor by share of running text

  double bound_ = 0;
  std::vector<std::uint8_t> word_of_stem_;  ///< 1 + index into words_; 0 for other stems
  std::vector<double> words_;               ///< idf of the words that count for proximity
  std::vector<double> near_;                ///< by word: what stands near it
};

}  // namespace dateline::search
