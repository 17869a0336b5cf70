// What is most telling of one set of passages against another, without looking at all there is.
#pragma once

#include "explore/significance.hh"
#include "explore/significant.hh"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <queue>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::explore {

/// Judges counts, and keeps what is sure and strong enough.
class Judge {
 public:
  Judge(const Holding& found, const Holding& other, const SignificantOptions& options)
      : found_(found.passages), other_(other.passages), options_(options) {}

  /// Whether so many articles hold something that it may be kept.
  bool has_support(const Holding& found) const {
    return found.articles >= std::max(options_.least_articles, 1u);
  }

  /// Gives it its figures, too.
  bool keeps(Telling& one) const {
    if (!has_support(one.found)) return false;
    one.g2 = log_likelihood(one.found, found_, one.other, other_);
    one.ratio = log_ratio(Part{static_cast<double>(one.found.passages), found_},
                          Part{static_cast<double>(one.other.passages), other_});
    return one.g2 >= options_.least_g2 && one.ratio >= options_.least_ratio;
  }

  /// The greatest G2 that something may have: that of what nothing of the other set holds.
  double bound(const Holding& found) const { return log_likelihood(found, found_, {}, other_); }

  double least_g2() const { return options_.least_g2; }

 private:
  double found_, other_;
  const SignificantOptions& options_;
};

/// Something counted in the first set. text: a stem or the key of a name, which outlives this
struct Candidate {
  std::string_view text;
  Holding found;
  double bound = 0;  ///< Judge::bound()
};

/// Of so many passages of both sets those of the other.
inline std::uint32_t rest_of(std::uint64_t both, const Holding& found) {
  return static_cast<std::uint32_t>(both - std::min<std::uint64_t>(both, found.passages));
}

/// Order by G2, the greatest first, ties by stem and text.
inline bool is_more_telling(const Telling& a, const Telling& b) {
  if (a.g2 != b.g2) return a.g2 > b.g2;
  return a.stem != b.stem ? a.stem < b.stem : a.text < b.text;
}

/// The `limit` candidates with the greatest G2, their text as the candidates have it.
/// in: candidates, in any order, each with its bound
///     other(text, found): how many passages of the other set hold it; asked for no more of them than
///     can be among the best
///     skip(text): whether it is left out without a word
template <typename Other, typename Skip>
std::vector<Telling> most_telling(std::vector<Candidate> candidates, const Judge& judge,
                                  std::size_t limit, Other other, Skip skip) {
  const auto later = [](const Candidate& a, const Candidate& b) {
    return a.bound != b.bound ? a.bound < b.bound : a.text > b.text;
  };
  std::make_heap(candidates.begin(), candidates.end(), later);
  std::vector<Telling> kept;
  std::priority_queue<double, std::vector<double>, std::greater<>> best;
  for (; !candidates.empty() && limit > 0; candidates.pop_back()) {
    std::pop_heap(candidates.begin(), candidates.end(), later);
    const Candidate& candidate = candidates.back();
    if (candidate.bound < judge.least_g2()) break;
    if (best.size() == limit && candidate.bound < best.top()) break;
    if (skip(candidate.text)) continue;
    Telling one;
    one.text = candidate.text;
    one.found = candidate.found;
    one.other.passages = other(candidate.text, candidate.found);
    if (!judge.keeps(one)) continue;
    best.push(one.g2);
    if (best.size() > limit) best.pop();
    kept.push_back(std::move(one));
  }
  std::sort(kept.begin(), kept.end(), is_more_telling);
  if (kept.size() > limit) kept.resize(limit);
  return kept;
}

using Terms = std::set<std::string, std::less<>>;

/// Terms that a plan looks up, of stems and names alike, and the words of those names, as far as half of a name's
/// spellings have them: what is asked for tells nothing of what is found.
Terms terms_asked(const search::Plan& plan, const store::Database& database);

/// Two sets that share no passage: whether they make up the database, none of it deleted. What holds something
/// in the one is then known from what does in the other, and from the index.
bool are_all(const search::MatchSet& found, const search::MatchSet& other,
             const store::Database& database);

/// Articles of a set with a passage that has any of some terms.
std::uint32_t articles_with(const std::vector<std::string>& terms, const search::MatchSet& set,
                            const store::Database& database);

}  // namespace dateline::explore
