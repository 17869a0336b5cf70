#include "search/score.hh"

#include "search/formula.hh"

#include <algorithm>
#include <cmath>
#include <utility>

namespace dateline::search {
Statistics::Statistics(const Plan& plan, const store::Database& database,
                       std::vector<SegmentLeaves>& leaves, const Weighting& weighting) {
  std::uint64_t tokens = 0, articles = 0;
  for (const auto& segment : database.segments()) {
    passages += segment->passage_count;
    articles += segment->article_count;
    tokens += segment->forward.tokens_before().back();
    tokens += segment->forward.title_tokens_before().back();
  }
  if (passages == 0) return;
  mean_length = std::max(1.0, database.terms().get_avlength());
  mean_article_length = std::max(1.0, static_cast<double>(tokens) / static_cast<double>(articles));
  const auto total = static_cast<double>(passages);
  for (const Scorer& scorer : plan.scorers) {
    std::uint64_t count = 0;
    for (SegmentLeaves& one : leaves) count += one.list(scorer.leaf).size();
    const auto with = static_cast<double>(count);
    // Never negative, as Lucene has it: a word that most passages have still counts a little.
    const double rarity = std::log(1 + (total - with + 0.5) / (with + 0.5));
    const double times = (weighting.k3 + 1) * scorer.weight / (weighting.k3 + scorer.weight);
    idf.push_back(rarity * times);
  }
}

SegmentScores::SegmentScores(const Plan& plan, SegmentLeaves& leaves, const Statistics& statistics,
                             const Weighting& weighting)
    : plan_(plan),
      segment_(leaves.segment()),
      weighting_(weighting),
      rows_(segment_.text.passages()),
      mean_length_(statistics.mean_length),
      mean_article_length_(statistics.mean_article_length),
      sums_(std::move(spare())) {
  // What is kept from the query before is all zero.
  sums_.passages.resize(segment_.passage_count);
  sums_.articles.resize(weighting.article > 0 ? segment_.article_count : 0);
  const bool titles = weighting.article > 0 || weighting.title != 1 || weighting.cover > 0;
  double sum = 0;
  for (std::size_t i = 0; i < plan.scorers.size(); ++i) {
    const Scorer& scorer = plan.scorers[i];
    const PostingList* title = nullptr;
    if (titles && has_titles(plan, scorer)) {
      title = &leaves.title_postings(plan.leaves[scorer.leaf].expression.token.stems.front());
    }
    add(leaves.list(scorer.leaf), title, statistics.idf[i]);
    sum += statistics.idf[i];
  }
  lead_ = weighting.lead * sum / static_cast<double>(std::max<std::size_t>(1, plan.scorers.size()));
  for (std::size_t i = 0; i < prose_.size(); ++i)
    prose_[i] = 1 - weighting.prose * (1 - static_cast<double>(i) / 255);
  if (weighting.proximity > 0) prepare_proximity(statistics);
}

SegmentScores::Sums& SegmentScores::spare() {
  thread_local Sums sums;
  return sums;
}

void SegmentScores::release(SegmentLeaves& leaves) {
  // Only what was touched is cleared: less than all of a large segment.
  for (const Scorer& scorer : plan_.scorers) {
    for (const std::uint32_t ordinal : leaves.list(scorer.leaf).ordinals) {
      sums_.passages[ordinal] = 0;
      if (!sums_.articles.empty()) sums_.articles[rows_[ordinal].article] = 0;
    }
  }
  Sums& kept = spare();
  if (kept.passages.capacity() < sums_.passages.capacity()) kept.passages.swap(sums_.passages);
  if (kept.articles.capacity() < sums_.articles.capacity()) kept.articles.swap(sums_.articles);
}

void SegmentScores::prepare_proximity(const Statistics& statistics) {
  for (std::size_t i = 0; i < plan_.scorers.size(); ++i) {
    const Scorer& scorer = plan_.scorers[i];
    if (!scorer.word || words_.size() == UINT8_MAX) continue;
    const Leaf& leaf = plan_.leaves[scorer.leaf];
    const auto stem = segment_.forward.find(leaf.expression.token.stems.front());
    if (!stem) continue;
    if (word_of_stem_.empty()) word_of_stem_.resize(segment_.forward.stem_count());
    words_.push_back(statistics.idf[i]);
    word_of_stem_[*stem] = static_cast<std::uint8_t>(words_.size());
  }
  near_.resize(words_.size());
  if (words_.size() < 2) return;
  for (const double idf : words_)
    bound_ += weighting_.proximity * std::min(1.0, idf) * (weighting_.proximity_k1 + 1);
}

void SegmentScores::add(const PostingList& list, const PostingList* title, double idf) {
  const store::Lengths& lengths = segment_.lengths();
  const LengthPart passage_part(weighting_.k1, weighting_.b, weighting_.min_length, mean_length_);
  const LengthPart article_part(weighting_.article_k1, weighting_.article_b, weighting_.min_length,
                                mean_article_length_);
  const double most = idf * (weighting_.k1 + 1), cover = idf * weighting_.cover;
  const double article_most = weighting_.article * idf * (weighting_.article_k1 + 1);
  const bool articles = !sums_.articles.empty();
  std::size_t at_title = 0;
  const std::size_t size = list.size(), titles = title != nullptr ? title->size() : 0;
  for (std::size_t i = 0; i < size;) {
    const std::uint32_t article = rows_[list.ordinals[i]].article;
    while (at_title < titles && title->ordinals[at_title] < list.ordinals[i]) ++at_title;
    const bool in_title = at_title < titles && title->ordinals[at_title] == list.ordinals[i];
    // A posting counts the headline's word once with the passage's own.
    const double once = in_title ? 1 : 0, extra = in_title ? weighting_.title - 1 : 0;
    double article_frequency = in_title ? weighting_.article_title : 0;
    for (; i < size && rows_[list.ordinals[i]].article == article; ++i) {
      const std::uint32_t ordinal = list.ordinals[i];
      const double own = list.counts[i] - once, frequency = list.counts[i] + extra;
      article_frequency += own;
      sums_.passages[ordinal] +=
          most * frequency / (frequency + passage_part.of(lengths.passages[ordinal])) +
          (own > 0 ? cover : 0);
    }
    if (articles) {
      sums_.articles[article] += article_most * article_frequency /
                                 (article_frequency + article_part.of(lengths.articles[article]));
    }
  }
}

double SegmentScores::proximity(std::uint32_t ordinal) {
  if (bound_ <= 0) return 0;
  std::fill(near_.begin(), near_.end(), 0.0);
  const store::TokenStream stream = segment_.forward.passage(ordinal);
  std::size_t last_word = 0, last_position = 0, position = 0;
  bool any = false;
  for (std::size_t at = 0; at < stream.tokens.size(); ++position) {
    const std::uint64_t stem = store::read_varint(stream.tokens, at);
    const std::size_t word = stem < word_of_stem_.size() ? word_of_stem_[stem] : 0;
    if (word == 0) continue;
    if (last_word != 0 && last_word != word) {
      const auto distance = static_cast<double>(position - last_position);
      const double closeness = 1 / (distance * distance);
      near_[word - 1] += words_[last_word - 1] * closeness;
      near_[last_word - 1] += words_[word - 1] * closeness;
      any = true;
    }
    last_word = word;
    last_position = position;
  }
  if (!any) return 0;
  const double rest =
      LengthPart(weighting_.proximity_k1, weighting_.b, weighting_.min_length, mean_length_)
          .of(static_cast<std::uint32_t>(position));
  double sum = 0;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (near_[i] > 0) {
      sum +=
          std::min(1.0, words_[i]) * near_[i] * (weighting_.proximity_k1 + 1) / (near_[i] + rest);
    }
  }
  return weighting_.proximity * sum;
}

}  // namespace dateline::search
