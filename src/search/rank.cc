#include "search/rank.hh"

#include "search/feedback.hh"
#include "search/formula.hh"
#include "search/score.hh"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

namespace dateline::search {
namespace {

class Ranker {
 public:
  Ranker(const Plan& plan, const store::Database& database, const RankOptions& options)
      : plan_(plan), database_(database), options_(options) {}

  Ranking run() {
    Ranking ranking;
    auto matches = std::make_shared<MatchSet>();
    for (const auto& segment : database_.segments()) leaves_.emplace_back(plan_, *segment);
    matches->segments.resize(leaves_.size());
    each_segment(database_, [&](std::size_t i) {
      matches->segments[i] = match(plan_, leaves_[i]);
      for (const Scorer& scorer : plan_.scorers) leaves_[i].list(scorer.leaf);
    });
    ranking.matches = matches;
    matches_ = matches.get();
    const std::uint64_t total = matches->passages();
    if (options_.offset >= total || options_.limit == 0) return ranking;
    const std::size_t wanted =
        options_.offset + std::min<std::size_t>(options_.limit, total - options_.offset);
    reference_seconds_ = reference_instant(*matches_, database_, options_.recency);
    // By date every score may be wanted.
    const std::size_t scored_wanted = options_.order == Order::Score ? wanted : total;
    std::vector<Hit> hits = plan_.scorers.empty() ? unscored() : scored(scored_wanted);
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
    std::vector<std::optional<SegmentScores>> scores(leaves_.size());
    std::vector<std::vector<Candidate>> parts(leaves_.size());  // by segment
    each_segment(database_, [&](std::size_t i) {
      SegmentScores& mine = scores[i].emplace(plan_, leaves_[i], statistics, options_.weighting);
      parts[i] = best_of(static_cast<std::uint32_t>(i), mine, wanted);
      mine.release(leaves_[i]);
    });
    std::vector<Candidate> best;
    double bound = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      best.insert(best.end(), parts[i].begin(), parts[i].end());
      bound = std::max(bound, scores[i]->proximity_bound());
    }
    drop_low(best, wanted, bound);
    std::vector<Hit> hits;
    for (const Candidate& one : best)
      hits.push_back(hit(one.passage, rounded(full(one, *scores[one.passage.segment]))));
    if (options_.fold) keep_best_of_articles(hits);
    return hits;
  }

  struct Candidate {
    store::PassageRef passage;
    double score = 0;
  };

  /// Of one segment, every passage that can be among the `wanted` first, and maybe more.
  std::vector<Candidate> best_of(std::uint32_t segment, const SegmentScores& scores,
                                 std::size_t wanted) const {
    std::vector<Candidate> best;
    double enough = -INFINITY;  // a base score that `wanted` results reach, less the bound
    std::size_t room = 2 * wanted + 4096;
    matches_->segments[segment].each([&](std::uint32_t ordinal) {
      const double score = scores.base(ordinal) * decay({segment, ordinal});
      if (score < enough) return;
      best.push_back({{segment, ordinal}, score});
      if (best.size() < room) return;
      enough = drop_low(best, wanted, scores.proximity_bound());
      room = std::max(room, 2 * best.size());  // many may tie
    });
    return best;
  }

  /// Leave out what is surely not among the `wanted` first, once proximity, worth `bound` at most,
  /// is added. Ties and what rounding could make one are kept.
  /// out: the least score that is enough
  double drop_low(std::vector<Candidate>& best, std::size_t wanted, double bound) const {
    std::vector<double> scores;
    scores.reserve(best.size());
    for (std::size_t i = 0; i < best.size(); ++i) {
      const bool same = options_.fold && i > 0 &&
                        article_key(best[i - 1].passage) == article_key(best[i].passage);
      if (same) {
        scores.back() = std::max(scores.back(), best[i].score);
      } else {
        scores.push_back(best[i].score);
      }
    }
    constexpr double rounding = 1e-8;
    double enough = -INFINITY;
    if (scores.size() > wanted) {
      const auto last = scores.begin() + static_cast<std::ptrdiff_t>(wanted) - 1;
      std::nth_element(scores.begin(), last, scores.end(), std::greater<>());
      enough = *last - bound - rounding;
      std::erase_if(best, [&](const Candidate& one) { return one.score < enough; });
    }
    return enough;
  }

  double full(const Candidate& one, SegmentScores& scores) const {
    const double near = scores.proximity(one.passage.ordinal);
    return near > 0 ? one.score + near * decay(one.passage) : one.score;
  }

  double decay(store::PassageRef passage) const {
    if (options_.recency.half_life_days <= 0) return 1;
    return search::decay(article(passage), options_.recency, reference_seconds_);
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

  bool better(const Hit& a, const Hit& b) const {
    const bool newer = a.published_seconds > b.published_seconds;
    const bool same_date = a.published_seconds == b.published_seconds;
    if (options_.order == Order::Score) return a.score != b.score ? a.score > b.score : newer;
    if (same_date) return a.score > b.score;
    const bool undated = b.published_seconds == store::ArticleRow::no_instant ||
                         a.published_seconds == store::ArticleRow::no_instant;
    return options_.order == Order::Newest || undated ? newer : !newer;
  }

  /// The `wanted` best and all that tie with the last in score and date.
  void keep_best(std::vector<Hit>& hits, std::size_t wanted) const {
    if (hits.size() <= wanted) return;
    const auto last = hits.begin() + static_cast<std::ptrdiff_t>(wanted) - 1;
    std::nth_element(hits.begin(), last, hits.end(),
                     [&](const Hit& a, const Hit& b) { return better(a, b); });
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
  std::int64_t reference_seconds_ = 0;
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
