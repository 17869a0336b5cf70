#include "search/breakdown.hh"

#include "search/feedback.hh"
#include "search/formula.hh"
#include "search/score.hh"

#include <algorithm>
#include <optional>

namespace dateline::search {
namespace {

/// How often a list has a passage; 0 if it has not.
std::uint32_t count_of(const PostingList& list, std::uint32_t ordinal) {
  const auto found = std::lower_bound(list.ordinals.begin(), list.ordinals.end(), ordinal);
  if (found == list.ordinals.end() || *found != ordinal) return 0;
  return list.counts[static_cast<std::size_t>(found - list.ordinals.begin())];
}

/// A leaf as a person knows it: a single word as its stem, all else as `--explain` prints it.
std::string readable(const Leaf& leaf) {
  if (leaf.terms.size() != 1 || !is_plain_word(leaf.expression)) return print(leaf);
  const std::string& stem = leaf.expression.token.stems.front();
  return leaf.scope == Scope::Title ? stem + " in the headline" : stem;
}

/// Takes scores apart by the formula of SegmentScores.
class Parts {
 public:
  Parts(const Plan& plan, const store::Database& database, const RankOptions& options,
        std::int64_t reference_seconds)
      : plan_(plan),
        database_(database),
        weighting_(options.weighting),
        recency_(options.recency),
        reference_seconds_(reference_seconds) {
    for (const auto& segment : database.segments()) leaves_.emplace_back(plan, *segment);
    statistics_.emplace(plan, database, leaves_, weighting_);
    scores_.resize(leaves_.size());
  }

  Breakdown of(store::PassageRef passage) {
    Breakdown parts;
    const store::Segment& segment = database_.segment(passage.segment);
    const std::uint32_t article = segment.text.passages()[passage.ordinal].article;
    const store::ArticleRow& row = segment.text.articles()[article];
    parts.length = segment.lengths().passages[passage.ordinal];
    parts.article_length = segment.lengths().articles[article];
    double weights = 0;
    for (std::size_t i = 0; i < plan_.scorers.size(); ++i) {
      TermPart part = term(i, passage, row, parts);
      weights += part.weight;
      if (part.sum() > 0) parts.terms.push_back(std::move(part));
    }
    parts.recency = decay(row, recency_, reference_seconds_);
    if (parts.terms.empty()) return parts;
    if (passage.ordinal == row.first_passage)
      parts.lead = weighting_.lead * weights / static_cast<double>(plan_.scorers.size());
    const double share = static_cast<double>(segment.forward.prose(passage.ordinal)) / 255;
    parts.prose = 1 - weighting_.prose * (1 - share);
    if (weighting_.proximity > 0) parts.proximity = proximity(passage);
    return parts;
  }

 private:
  TermPart term(std::size_t i, store::PassageRef passage, const store::ArticleRow& row,
                const Breakdown& lengths) {
    const Scorer& scorer = plan_.scorers[i];
    SegmentLeaves& leaves = leaves_[passage.segment];
    TermPart part;
    part.term = readable(plan_.leaves[scorer.leaf]);
    part.weight = statistics_->idf[i];
    const PostingList& list = leaves.list(scorer.leaf);
    const bool titles = weighting_.article > 0 || weighting_.title != 1 || weighting_.cover > 0;
    if (titles && has_titles(plan_, scorer)) {
      const Leaf& leaf = plan_.leaves[scorer.leaf];
      part.in_title =
          count_of(leaves.title_postings(leaf.expression.token.stems.front()), passage.ordinal) > 0;
    }
    const double once = part.in_title ? 1 : 0, extra = part.in_title ? weighting_.title - 1 : 0;
    if (const std::uint32_t count = count_of(list, passage.ordinal); count > 0) {
      const double own = count - once;
      part.frequency = count + extra;
      const LengthPart rest(weighting_.k1, weighting_.b, weighting_.min_length,
                            statistics_->mean_length);
      part.passage = part.weight * (weighting_.k1 + 1) * part.frequency /
                     (part.frequency + rest.of(lengths.length));
      if (own > 0) part.cover = part.weight * weighting_.cover;
    }
    if (weighting_.article > 0) evidence(list, row, lengths.article_length, part);
    return part;
  }

  void evidence(const PostingList& list, const store::ArticleRow& row, std::uint32_t length,
                TermPart& part) const {
    const auto begin =
        std::lower_bound(list.ordinals.begin(), list.ordinals.end(), row.first_passage);
    const auto end =
        std::lower_bound(begin, list.ordinals.end(), row.first_passage + row.passage_count);
    if (begin == end) return;
    part.article_frequency = part.in_title ? weighting_.article_title : 0;
    for (auto one = begin; one != end; ++one) {
      const auto at = static_cast<std::size_t>(one - list.ordinals.begin());
      part.article_frequency += list.counts[at] - (part.in_title ? 1.0 : 0.0);
    }
    const LengthPart rest(weighting_.article_k1, weighting_.article_b, weighting_.min_length,
                          statistics_->mean_article_length);
    part.evidence = weighting_.article * part.weight * (weighting_.article_k1 + 1) *
                    part.article_frequency / (part.article_frequency + rest.of(length));
  }

  double proximity(store::PassageRef passage) {
    auto& scores = scores_[passage.segment];
    if (!scores) scores.emplace(plan_, leaves_[passage.segment], *statistics_, weighting_);
    return scores->proximity(passage.ordinal);
  }

  const Plan& plan_;
  const store::Database& database_;
  const Weighting& weighting_;
  const Recency& recency_;
  std::int64_t reference_seconds_;
  std::vector<SegmentLeaves> leaves_;
  std::optional<Statistics> statistics_;
  std::vector<std::optional<SegmentScores>> scores_;
};

}  // namespace

double Breakdown::score() const {
  double sum = 0;
  for (const TermPart& part : terms) sum += part.sum();
  if (sum <= 0) return 0;
  return rounded(recency * (prose * (lead + sum) + proximity));
}

std::vector<Breakdown> break_down(const Plan& plan, const store::Database& database,
                                  const RankOptions& options, const Ranking& ranking,
                                  const std::vector<store::PassageRef>& passages) {
  return store::with_xapian("explain scores", [&] {
    Plan expanded = plan;
    if (options.feedback) add_feedback(expanded, database, options);
    std::vector<Breakdown> all;
    if (expanded.scorers.empty()) {
      all.resize(passages.size());
      return all;
    }
    const std::int64_t reference =
        ranking.matches ? reference_instant(*ranking.matches, database, options.recency) : 0;
    Parts parts(expanded, database, options, reference);
    for (const store::PassageRef passage : passages) all.push_back(parts.of(passage));
    return all;
  });
}

std::vector<Condition> conditions(const Plan& plan, const store::Database& database,
                                  store::PassageRef passage) {
  return store::with_xapian("explain a condition", [&] {
    std::vector<Condition> all;
    const auto add = [&](const Clause& clause) {
      Plan one = plan;
      one.match = clause;
      SegmentLeaves leaves(one, database.segment(passage.segment));
      all.push_back({print(plan, clause), match(one, leaves).test(passage.ordinal)});
    };
    if (plan.match.kind == Clause::Kind::And) {
      for (const Clause& clause : plan.match.children) add(clause);
    } else {
      add(plan.match);
    }
    return all;
  });
}

}  // namespace dateline::search
