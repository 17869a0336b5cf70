#include "explore/peaks.hh"

#include "explore/significance.hh"
#include "explore/telling_words.hh"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <tuple>
#include <unordered_map>

namespace dateline::explore {
namespace {

using search::MatchSet;

constexpr double least_g2 = 10.83;  // p < 0.001
constexpr std::uint64_t least_articles = 3;

/// Periods that stand out, the greatest first, none beside a greater one.
std::vector<Peak> find_peaks(const Timeline& timeline, std::size_t limit) {
  Count found, corpus;
  for (const Period& period : timeline.periods) {
    found.articles += period.found.articles;
    corpus.articles += period.corpus.articles;
  }
  std::vector<Peak> all;
  for (std::size_t i = 0; i < timeline.periods.size(); ++i) {
    const Period& period = timeline.periods[i];
    if (period.found.articles < least_articles) continue;
    const Part here{static_cast<double>(period.found.articles),
                    static_cast<double>(period.corpus.articles)};
    const Part rest{static_cast<double>(found.articles) - here.with,
                    static_cast<double>(corpus.articles) - here.size};
    // In the only period there is nothing to stand out from.
    const double g2 = log_likelihood(here, rest);
    if (g2 >= least_g2) all.push_back({i, g2, {}, {}, {}, {}});
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Peak& a, const Peak& b) { return a.g2 > b.g2; });
  std::vector<Peak> kept;
  for (Peak& one : all) {
    if (kept.size() == limit) break;
    const bool beside = std::any_of(kept.begin(), kept.end(), [&](const Peak& other) {
      return one.index + 1 == other.index || other.index + 1 == one.index;
    });
    if (!beside) kept.push_back(std::move(one));
  }
  std::sort(kept.begin(), kept.end(),
            [](const Peak& a, const Peak& b) { return a.index < b.index; });
  return kept;
}

/// Weights of stems by their number in one segment.
using Weights = std::unordered_map<std::uint32_t, double>;

/// What the distinct weighed stems of a stream are worth; those met are noted.
double worth(std::string_view tokens, const Weights& weights, std::vector<std::uint32_t>& met) {
  double sum = 0;
  for (std::size_t at = 0; at < tokens.size();) {
    const auto found = weights.find(static_cast<std::uint32_t>(store::read_varint(tokens, at)));
    if (found == weights.end()) continue;
    if (std::find(met.begin(), met.end(), found->first) != met.end()) continue;
    met.push_back(found->first);
    sum += found->second;
  }
  return sum;
}

/// Gives a peak its article: words of the headline count fully, those of the passages a quarter.
class Namer {
 public:
  Namer(const search::Plan& plan, const store::Database& database)
      : plan_(plan), database_(database) {}

  void name(const MatchSet& members, const std::vector<Telling>& words, Peak& peak) const {
    double best = -1;
    for (std::uint32_t i = 0; i < members.segments.size(); ++i) {
      const store::Segment& segment = database_.segment(i);
      const Weights weights = weights_in(segment, words);
      const auto passages = segment.text.passages();
      const search::Bitmap& set = members.segments[i];
      for (std::uint32_t at = set.next(0); at < set.size();) {
        const std::uint32_t article = passages[at].article;
        met_.clear();
        double score = worth(segment.forward.title(article).tokens, weights, met_);
        met_.clear();
        for (; at < set.size() && passages[at].article == article; at = set.next(at + 1))
          score += 0.25 * worth(segment.forward.passage(at).tokens, weights, met_);
        if (score < best) continue;
        std::string id = segment.text.article_id(article);
        if (score == best && id >= peak.article) continue;
        best = score;
        peak.article = std::move(id);
        const store::ArticleRecord record = segment.text.record(article);
        peak.title = record.article.title;
        peak.published = record.published;
      }
    }
  }

 private:
  Weights weights_in(const store::Segment& segment, const std::vector<Telling>& words) const {
    Weights weights;
    double sum = 0;
    for (const Telling& word : words) {
      sum += std::sqrt(word.g2);
      if (const auto stem = segment.forward.find(word.stem)) weights[*stem] = std::sqrt(word.g2);
    }
    // What was asked for counts as much as a telling word of middle weight, so that the headline is on the
    // subject.
    const double middle = words.empty() ? 1 : sum / static_cast<double>(words.size());
    for (const search::Scorer& scorer : plan_.scorers) {
      for (const std::string& wanted : plan_.leaves[scorer.leaf].expression.token.stems) {
        if (const auto stem = segment.forward.find(wanted)) weights.try_emplace(*stem, middle);
      }
    }
    return weights;
  }

  const search::Plan& plan_;
  const store::Database& database_;
  mutable std::vector<std::uint32_t> met_;
};

}  // namespace

std::vector<Peak> peaks(const Timeline& timeline, const search::Plan& plan, const MatchSet& matches,
                        const store::Database& database, std::size_t limit, std::size_t words) {
  std::vector<Peak> found = find_peaks(timeline, limit);
  if (found.empty()) return found;
  const Namer namer(plan, database);
  SignificantOptions options;
  options.words = std::max<std::size_t>(words, 20);
  options.least_articles = 2;
  options.least_g2 = least_g2;
  StemCounts whole(database);
  whole.count(matches);
  TellingWords telling(plan, database, options);
  for (Peak& peak : found) {
    const MatchSet members = in_period(matches, database, timeline.of, timeline.unit,
                                       timeline.periods[peak.index].number);
    const MatchSet others = without(matches, members);
    peak.words = telling.find(members, others, &whole);
    namer.name(members, peak.words, peak);
    if (peak.words.size() > words) peak.words.resize(words);
    telling.spell(peak.words, members, others);
  }
  return found;
}

}  // namespace dateline::explore
