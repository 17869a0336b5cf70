#include "search/rank.hh"

#include "search/feedback.hh"
#include "search/score.hh"

#include <algorithm>
#include <cmath>

namespace dateline::search {
namespace {

/// Scores are compared after rounding, so that the last bits of a sum decide nothing.
double rounded(double score) {
  return std::round(score * 1e9) / 1e9;
}

class Ranker {
 public:
  Ranker(const Plan& plan, const store::Database& database, const RankOptions& options)
      : plan_(plan), database_(database), options_(options) {}

  Ranking run() {
    Ranking ranking;
    auto matches = std::make_shared<MatchSet>();
    for (const auto& segment : database_.segments()) leaves_.emplace_back(plan_, *segment);
    for (SegmentLeaves& one : leaves_) matches->segments.push_back(match(plan_, one));
    ranking.matches = matches;
    matches_ = matches.get();
    const std::uint64_t total = matches->passages();
    if (options_.offset >= total || options_.limit == 0) return ranking;
    const std::size_t wanted =
        options_.offset + std::min<std::size_t>(options_.limit, total - options_.offset);
    std::vector<Hit> hits = plan_.scorers.empty() ? unscored() : scored(wanted);
    keep_best(hits, wanted);
    ranking.hits = page(ordered(std::move(hits)));
    return ranking;
  }

 private:
  const store::ArticleRow& article(store::PassageRef passage) const {
    const store::TextFile& text = database_.segment(passage.segment).text;
    return text.articles()[text.passages()[passage.ordinal].article];
  }

  Hit hit(store::PassageRef passage, double score) const {
    const store::ArticleRow& row = article(passage);
    return {passage, score, row.published_seconds, {}, passage.ordinal - row.first_passage + 1};
  }

  /// Without scorers: an article's best passage is its first that matches.
  std::vector<Hit> unscored() const {
    std::vector<Hit> hits;
    for (std::uint32_t i = 0; i < matches_->segments.size(); ++i) {
      const Bitmap& bitmap = matches_->segments[i];
      bitmap.each([&](std::uint32_t ordinal) {
        const Hit found = hit({i, ordinal}, 0);
        const std::uint32_t first = ordinal - (found.number - 1);
        if (!options_.fold || bitmap.next(first) == ordinal) hits.push_back(found);
      });
    }
    return hits;
  }

  /// Every passage that can be among the `wanted` first, with its score, and maybe more.
  ///
  /// Proximity is worth its bound at most: passages whose base score lies further than that below
  /// the last one wanted need no look at their tokens.
  std::vector<Hit> scored(std::size_t wanted) {
    const Statistics statistics(plan_, database_, leaves_, options_.weighting);
    std::vector<SegmentScores> scores;
    std::vector<Candidate> all;
    double bound = 0;
    for (std::uint32_t i = 0; i < leaves_.size(); ++i) {
      scores.emplace_back(plan_, leaves_[i], statistics, options_.weighting);
      bound = std::max(bound, scores.back().proximity_bound());
      matches_->segments[i].each([&](std::uint32_t ordinal) {
        all.push_back({{i, ordinal}, scores.back().base(ordinal)});
      });
    }
    age(all);
    const double enough = bound > 0 ? last_wanted(all, wanted, scores) - bound : 0;
    if (options_.fold) std::erase_if(all, [&](const Candidate& one) { return one.score < enough; });
    std::vector<Hit> hits;
    if (!options_.fold && bound <= 0) drop_low(all, wanted);
    for (const Candidate& one : all) {
      if (one.score < enough) continue;
      hits.push_back(hit(one.passage, rounded(full(one, scores))));
    }
    if (options_.fold) keep_best_of_articles(hits);
    return hits;
  }

  struct Candidate {
    store::PassageRef passage;
    double score = 0;
  };

  double full(const Candidate& one, std::vector<SegmentScores>& scores) const {
    const double near = scores[one.passage.segment].proximity(one.passage.ordinal);
    return near > 0 ? one.score + near * decay(one.passage) : one.score;
  }

  double decay(store::PassageRef passage) const {
    if (options_.recency.half_life_days <= 0) return 1;
    const store::ArticleRow& row = article(passage);
    if (row.published_seconds == store::ArticleRow::no_instant) return 0;
    const double days =
        static_cast<double>(options_.recency.now_seconds - row.published_seconds) / 86400;
    return std::exp2(-std::max(0.0, days) / options_.recency.half_life_days);
  }

  void age(std::vector<Candidate>& all) const {
    if (options_.recency.half_life_days <= 0) return;
    for (Candidate& one : all) one.score *= decay(one.passage);
  }

  /// A score that `wanted` results reach: the last full score of those with the best base scores.
  double last_wanted(const std::vector<Candidate>& all, std::size_t wanted,
                     std::vector<SegmentScores>& scores) const {
    std::vector<Candidate> best = all;
    if (options_.fold) keep_best_of_articles(best);
    if (best.size() <= wanted) return 0;
    const auto end = best.begin() + static_cast<std::ptrdiff_t>(wanted);
    std::nth_element(best.begin(), end - 1, best.end(),
                     [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
    double last = INFINITY;
    for (auto at = best.begin(); at != end; ++at) last = std::min(last, full(*at, scores));
    return last;
  }

  /// Leave out what is surely not among the `wanted` first.
  static void drop_low(std::vector<Candidate>& all, std::size_t wanted) {
    if (all.size() <= wanted) return;
    const auto last = all.begin() + static_cast<std::ptrdiff_t>(wanted) - 1;
    std::nth_element(all.begin(), last, all.end(),
                     [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
    const double least = rounded(last->score);
    std::erase_if(all, [&](const Candidate& one) { return rounded(one.score) < least; });
  }

  std::uint64_t article_key(store::PassageRef passage) const {
    const store::TextFile& text = database_.segment(passage.segment).text;
    return static_cast<std::uint64_t>(passage.segment) << 32 |
           text.passages()[passage.ordinal].article;
  }

  /// in: entries, passages of an article side by side; out: the best of each, the first of equals
  template <typename Entry>
  void keep_best_of_articles(std::vector<Entry>& entries) const {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const bool same =
          kept > 0 && article_key(entries[kept - 1].passage) == article_key(entries[i].passage);
      if (!same) {
        entries[kept++] = entries[i];
      } else if (entries[i].score > entries[kept - 1].score) {
        entries[kept - 1] = entries[i];
      }
    }
    entries.resize(kept);
  }

  static bool better(const Hit& a, const Hit& b) {
    return a.score != b.score ? a.score > b.score : a.published_seconds > b.published_seconds;
  }

  /// The `wanted` best and all that tie with the last in score and date.
  static void keep_best(std::vector<Hit>& hits, std::size_t wanted) {
    if (hits.size() <= wanted) return;
    const auto last = hits.begin() + static_cast<std::ptrdiff_t>(wanted) - 1;
    std::nth_element(hits.begin(), last, hits.end(), better);
    const Hit least = *last;
    std::erase_if(hits, [&](const Hit& one) { return better(least, one); });
  }

  std::vector<Hit> ordered(std::vector<Hit> hits) const {
    // Ids are compressed: read them only where score and date tie, or where they are shown.
    const auto id = [&](Hit& one) -> const std::string& {
      if (one.article_id.empty()) {
        const store::TextFile& text = database_.segment(one.passage.segment).text;
        one.article_id = text.article_id(text.passages()[one.passage.ordinal].article);
      }
      return one.article_id;
    };
    std::sort(hits.begin(), hits.end(), [&](const Hit& a, const Hit& b) {
      if (better(a, b) || better(b, a)) return better(a, b);
      const std::string& left = id(const_cast<Hit&>(a));
      const std::string& right = id(const_cast<Hit&>(b));
      if (left != right) return left < right;
      return a.number < b.number;
    });
    for (std::size_t i = options_.offset; i < page_end(hits.size()); ++i) id(hits[i]);
    return hits;
  }

  /// Where the page ends in a list of so many hits.
  std::size_t page_end(std::size_t size) const {
    const std::size_t begin = std::min(options_.offset, size);
    return begin + std::min(options_.limit, size - begin);
  }

  std::vector<Hit> page(std::vector<Hit> hits) const {
    const std::size_t begin = std::min(options_.offset, hits.size());
    const std::size_t end = page_end(hits.size());
    return {std::make_move_iterator(hits.begin() + static_cast<std::ptrdiff_t>(begin)),
            std::make_move_iterator(hits.begin() + static_cast<std::ptrdiff_t>(end))};
  }

  const Plan& plan_;
  const store::Database& database_;
  const RankOptions& options_;
  const MatchSet* matches_ = nullptr;
  std::vector<SegmentLeaves> leaves_;
};

}  // namespace

Ranking rank(const Plan& plan, const store::Database& database, const RankOptions& options) {
  return store::with_xapian("rank passages", [&] {
    if (!options.feedback) return Ranker(plan, database, options).run();
    Plan expanded = plan;
    std::vector<std::string> added = add_feedback(expanded, database, options);
    Ranking ranking = Ranker(expanded, database, options).run();
    ranking.feedback = std::move(added);
    return ranking;
  });
}

}  // namespace dateline::search
