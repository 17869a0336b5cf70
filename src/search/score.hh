// Scores of passages: BM25 of passage and article, and proximity.
#pragma once

#include "search/leaves.hh"
#include "search/weighting.hh"
#include "store/database.hh"

#include <cstdint>
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
    double score = passages_[ordinal];
    if (!articles_.empty()) score += articles_[article];
    if (score <= 0) return 0;
    if (segment_.text.articles()[article].first_passage == ordinal) score += lead_;
    return score * (1 - weighting_.prose * (1 - segment_.forward.prose(ordinal) / 255.0));
  }

  /// What words standing near each other add: at most proximity_bound().
  double proximity(std::uint32_t ordinal);
  double proximity_bound() const { return bound_; }

 private:
  void add(const PostingList& list, const PostingList* title, double idf);
  void add_article(std::uint32_t article, double frequency, double idf);
  double length_part(double length, double mean, double k1, double b) const;

  const Plan& plan_;
  const store::Segment& segment_;
  const Statistics& statistics_;
  const Weighting& weighting_;
  std::span<const store::PassageRow> rows_;
  std::vector<double> passages_, articles_;

  double lead_ = 0;  ///< what an article's first passage gains
  double bound_ = 0;
  std::vector<std::uint8_t> word_of_stem_;  ///< 1 + index into words_; 0 for other stems
  std::vector<double> words_;               ///< idf of the words that count for proximity
  std::vector<double> near_;                ///< by word: what stands near it
};

}  // namespace dateline::search
