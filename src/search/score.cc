#include "search/score.hh"

#include <algorithm>
#include <cmath>

namespace dateline::search {
namespace {

/// Whether the scorer is one stem, so that headlines that have it can be told.
bool has_titles(const Plan& plan, const Scorer& scorer) {
  const Leaf& leaf = plan.leaves[scorer.leaf];
  return leaf.terms.size() == 1 && leaf.expression.token.stems.size() == 1;
}

}  // namespace

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
      statistics_(statistics),
      weighting_(weighting),
      rows_(segment_.text.passages()),
      passages_(segment_.passage_count) {
  if (weighting.article > 0) articles_.resize(segment_.article_count);
  const bool titles = weighting.article > 0 || weighting.title != 1 || weighting.cover > 0;
  for (std::size_t i = 0; i < plan.scorers.size(); ++i) {
    const Scorer& scorer = plan.scorers[i];
    const Leaf& leaf = plan.leaves[scorer.leaf];
    const PostingList* title = nullptr;
    if (titles && has_titles(plan, scorer))
      title = &leaves.title_postings(leaf.expression.token.stems.front());
    add(leaves.list(scorer.leaf), title, statistics.idf[i]);
    if (!scorer.word || weighting.proximity <= 0) continue;
    const auto stem = segment_.forward.find(leaf.expression.token.stems.front());
    if (!stem || words_.size() == UINT8_MAX) continue;
    if (word_of_stem_.empty()) word_of_stem_.resize(segment_.forward.stem_count());
    words_.push_back(statistics.idf[i]);
    word_of_stem_[*stem] = static_cast<std::uint8_t>(words_.size());
  }
  double sum = 0;
  for (const double idf : statistics.idf) sum += idf;
  lead_ = weighting.lead * sum / static_cast<double>(std::max<std::size_t>(1, plan.scorers.size()));
  near_.resize(words_.size());
  if (words_.size() < 2) return;
  for (const double idf : words_)
    bound_ += weighting.proximity * std::min(1.0, idf) * (weighting.proximity_k1 + 1);
}

double SegmentScores::length_part(double length, double mean, double k1, double b) const {
  return k1 * (1 - b + b * std::max(length / mean, weighting_.min_length));
}

void SegmentScores::add(const PostingList& list, const PostingList* title, double idf) {
  const auto before = segment_.forward.tokens_before();
  const auto title_before = segment_.forward.title_tokens_before();
  const double mean = statistics_.mean_length;
  const double extra = weighting_.title - 1;
  std::size_t at_title = 0;
  std::uint32_t article = UINT32_MAX;
  double article_frequency = 0, title_length = 0;
  bool in_title = false;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::uint32_t ordinal = list.ordinals[i];
    const std::uint32_t mine = rows_[ordinal].article;
    if (mine != article) {
      if (article != UINT32_MAX) add_article(article, article_frequency, idf);
      article = mine;
      title_length = title_before[article + 1] - title_before[article];
      in_title = false;
      if (title != nullptr) {
        while (at_title < title->size() && title->ordinals[at_title] < ordinal) ++at_title;
        in_title = at_title < title->size() && title->ordinals[at_title] == ordinal;
      }
      article_frequency = in_title ? weighting_.article_title : 0;
    }
    double frequency = list.counts[i];
    if (!in_title || frequency > 1) passages_[ordinal] += idf * weighting_.cover;
    article_frequency += in_title ? frequency - 1 : frequency;
    if (in_title) frequency += extra;
    const double length = before[ordinal + 1] - before[ordinal] + title_length;
    passages_[ordinal] += idf * frequency * (weighting_.k1 + 1) /
                          (frequency + length_part(length, mean, weighting_.k1, weighting_.b));
  }
  if (article != UINT32_MAX) add_article(article, article_frequency, idf);
}

void SegmentScores::add_article(std::uint32_t article, double frequency, double idf) {
  if (articles_.empty()) return;
  const store::ArticleRow& row = segment_.text.articles()[article];
  const auto before = segment_.forward.tokens_before();
  const auto title_before = segment_.forward.title_tokens_before();
  const double length = before[row.first_passage + row.passage_count] - before[row.first_passage] +
                        title_before[article + 1] - title_before[article];
  const double k1 = weighting_.article_k1;
  articles_[article] +=
      weighting_.article * idf * frequency * (k1 + 1) /
      (frequency + length_part(length, statistics_.mean_article_length, k1, weighting_.article_b));
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
  const double rest = length_part(static_cast<double>(position), statistics_.mean_length,
                                  weighting_.proximity_k1, weighting_.b);
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
