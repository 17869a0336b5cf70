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

/// G2 of what a period has against what all others have.
double stands_out(const Count& found, const Count& corpus, const Count& all_found,
                  const Count& all_corpus, search::CountBy by) {
  const auto size = [&](const Count& count) { return static_cast<double>(count.of(by)); };
  const double here = size(corpus), rest = size(all_corpus) - size(corpus);
  // In the only period there is nothing to stand out from.
  if (by == search::CountBy::Articles)
    return log_likelihood(Part{size(found), here}, Part{size(all_found) - size(found), rest});
  const auto holding = [](std::uint64_t passages, std::uint64_t articles) {
    return Holding{static_cast<std::uint32_t>(passages), static_cast<std::uint32_t>(articles)};
  };
  return log_likelihood(holding(found.passages, found.articles), here,
                        holding(all_found.passages - found.passages, 0), rest);
}

/// Periods that stand out, those that do most, none beside one with a taller bar.
std::vector<Peak> find_peaks(const Timeline& timeline, const PeakOptions& options) {
  const std::vector<Period>& periods = timeline.periods;
  Count found, corpus;
  for (const Period& period : periods) {
    found.passages += period.found.passages;
    found.articles += period.found.articles;
    corpus.passages += period.corpus.passages;
    corpus.articles += period.corpus.articles;
  }
  std::vector<double> g2(periods.size());
  for (std::size_t i = 0; i < periods.size(); ++i) {
    if (periods[i].found.articles >= least_articles)
      g2[i] = stands_out(periods[i].found, periods[i].corpus, found, corpus, options.by);
  }
  const auto is_shorter = [&](std::size_t a, std::size_t b) {
    return options.share ? periods[a].share(options.by) < periods[b].share(options.by)
                         : periods[a].found.of(options.by) < periods[b].found.of(options.by);
  };
  const auto is_level = [&](std::size_t a, std::size_t b) {
    return !is_shorter(a, b) && !is_shorter(b, a);
  };
  // Of bars of one height the first is the peak.
  const auto is_beside_taller = [&](std::size_t i) {
    if (i > 0 && g2[i - 1] >= least_g2 && !is_shorter(i - 1, i)) return true;
    std::size_t next = i + 1;
    while (next < periods.size() && g2[next] >= least_g2 && is_level(i, next)) ++next;
    return next < periods.size() && g2[next] >= least_g2 && is_shorter(i, next);
  };
  std::vector<Peak> all;
  for (std::size_t i = 0; i < periods.size(); ++i) {
    if (g2[i] < least_g2) continue;
    if (is_beside_taller(i)) continue;
    all.push_back({i, g2[i], {}, {}, {}, {}});
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Peak& a, const Peak& b) { return a.g2 > b.g2; });
  if (all.size() > options.limit) all.resize(options.limit);
  std::sort(all.begin(), all.end(), [](const Peak& a, const Peak& b) { return a.index < b.index; });
  return all;
}

constexpr std::size_t no_word = SIZE_MAX;

/// A stem that counts for the name of a peak. word: which of the words asked for it is; no_word: none
struct Weighed {
  double weight = 0;
  std::size_t word = no_word;
};

/// By number of the stem in one segment.
using Weights = std::unordered_map<std::uint32_t, Weighed>;

/// The words that a query ranks by: of each the stems, any of which is that word.
using AskedWords = std::vector<std::vector<std::string>>;

void collect_words(const search::Expression& expression, AskedWords& words) {
  using Kind = search::Expression::Kind;
  if (!expression.token.stems.empty()) words.push_back(expression.token.stems);
  AskedWords of_choice;
  for (const search::Expression& child : expression.children) {
    collect_words(child, expression.kind == Kind::Any ? of_choice : words);
    if (expression.kind == Kind::Near && expression.negated) break;  // the rest must not be there
  }
  if (of_choice.empty()) return;
  std::vector<std::string>& any = words.emplace_back();
  for (const std::vector<std::string>& one : of_choice)
    any.insert(any.end(), one.begin(), one.end());
}

/// What the distinct weighed stems of a stream are worth; those met are noted, words asked for counted.
double worth(std::string_view tokens, const Weights& weights, std::vector<std::uint32_t>& met,
             std::vector<std::uint32_t>& counts) {
  double sum = 0;
  for (std::size_t at = 0; at < tokens.size();) {
    const auto found = weights.find(static_cast<std::uint32_t>(store::read_varint(tokens, at)));
    if (found == weights.end()) continue;
    if (found->second.word != no_word) ++counts[found->second.word];
    if (std::find(met.begin(), met.end(), found->first) != met.end()) continue;
    met.push_back(found->first);
    sum += found->second.weight;
  }
  return sum;
}

/// How much of what was asked for an article has: of each word all if its headline has it, else the more the oftener
/// its matching passages do. A little is added, so that what is found by names alone is told apart by telling words.
double share_met(const std::vector<std::uint32_t>& in_title,
                 const std::vector<std::uint32_t>& in_text) {
  constexpr double half = 3, little = 0.2;  // occurrences that count half
  double sum = little;
  for (std::size_t i = 0; i < in_title.size(); ++i)
    sum += in_title[i] > 0 ? 1 : in_text[i] / (in_text[i] + half);
  return sum / (little + static_cast<double>(in_title.size()));
}

/// Gives a peak its article: words of the headline count fully, those of the passages a quarter, all by how much of
/// what was asked for the article has: a long list of other news holds telling words, too.
class Namer {
 public:
  Namer(const search::Plan& plan, const store::Database& database) : database_(database) {
    for (const search::Scorer& scorer : plan.scorers)
      collect_words(plan.leaves[scorer.leaf].expression, asked_);
  }

  void name(const MatchSet& members, const std::vector<Telling>& words, Peak& peak) const {
    double best = -1;
    std::vector<std::uint32_t> met, in_title, in_text;
    for (std::uint32_t i = 0; i < members.segments.size(); ++i) {
      const store::Segment& segment = database_.segment(i);
      const Weights weights = weights_in(segment, words);
      const auto passages = segment.text.passages();
      const search::Bitmap& set = members.segments[i];
      for (std::uint32_t at = set.next(0); at < set.size();) {
        const std::uint32_t article = passages[at].article;
        in_title.assign(asked_.size(), 0);
        in_text.assign(asked_.size(), 0);
        met.clear();
        double score = worth(segment.forward.title(article).tokens, weights, met, in_title);
        met.clear();
        for (; at < set.size() && passages[at].article == article; at = set.next(at + 1))
          score += 0.25 * worth(segment.forward.passage(at).tokens, weights, met, in_text);
        score *= share_met(in_title, in_text);
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
      if (const auto stem = segment.forward.find(word.stem))
        weights[*stem].weight = std::sqrt(word.g2);
    }
    // What was asked for counts as much as a telling word of middle weight, so that the headline is on the
    // subject.
    const double middle = words.empty() ? 1 : sum / static_cast<double>(words.size());
    for (std::size_t word = 0; word < asked_.size(); ++word) {
      for (const std::string& one : asked_[word]) {
        if (const auto stem = segment.forward.find(one))
          weights.try_emplace(*stem, Weighed{middle, no_word}).first->second.word = word;
      }
    }
    return weights;
  }

  const store::Database& database_;
  AskedWords asked_;
};

}  // namespace

std::vector<Peak> peaks(const Timeline& timeline, const search::Plan& plan, const MatchSet& matches,
                        const store::Database& database, const PeakOptions& options) {
  std::vector<Peak> found = find_peaks(timeline, options);
  if (found.empty()) return found;
  const Namer namer(plan, database);
  SignificantOptions telling;
  telling.words = std::max<std::size_t>(options.words, 20);
  telling.least_articles = 2;
  telling.least_g2 = least_g2;
  StemCounts whole(database);
  whole.count(matches);
  TellingWords words(plan, database, telling);
  for (Peak& peak : found) {
    const MatchSet members = in_period(matches, database, timeline.of, timeline.unit,
                                       timeline.periods[peak.index].number);
    const MatchSet others = without(matches, members);
    peak.words = words.find(members, others, &whole);
    namer.name(members, peak.words, peak);
    if (peak.words.size() > options.words) peak.words.resize(options.words);
    words.spell(peak.words, members, others);
  }
  return found;
}

}  // namespace dateline::explore
