// The weighting scheme and its parameters.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline::search {

/// Parameters of the score of a passage; `index/ranking.toml` says what each is worth.
///
/// The score is `prose * (lead + sum over what the query asks for of idf * (passage + cover +
/// article * evidence))` plus proximity: `passage` is BM25's saturated frequency in the passage and
/// its headline, `evidence` the same in the article as a whole, `cover` is due to words that stand
/// in the passage itself, `lead` to an article's first passage, and `prose` is less than 1 where a
/// passage is made of headings, captions and links.
/// source: Robertson, Walker, Jones, Hancock-Beaulieu, Gatford: Okapi at TREC-3 (1995), for BM25;
///         Robertson, Zaragoza, Taylor: Simple BM25 extension to multiple weighted fields (2004),
///         for headline words counted into one frequency; Büttcher, Clarke, Lushman: Term proximity
///         scoring for ad-hoc retrieval on very large text collections (2006), for proximity; the
///         rest is ours, by measurement
struct Weighting {
  double k1 = 1.2;          ///< how fast repeated occurrences saturate
  double b = 0.5;           ///< how much length counts, 0 to 1
  double k3 = 8;            ///< as k1, for words repeated in the query
  double min_length = 0.5;  ///< lengths below this share of the mean count as it
  double title = 1;         ///< occurrences that a word of the headline is worth in a passage
  double cover = 0;         ///< for each word that stands in the passage itself
  double lead = 0;          ///< words that being an article's first passage is worth
  double prose = 0;         ///< share that a passage without running text loses
  double article = 0;       ///< weight of the article's evidence
  double article_k1 = 1.2;
  double article_b = 0.5;
  double article_title = 1;  ///< as title, in the article's frequency
  double proximity = 0;      ///< weight of words standing near each other
  double proximity_k1 = 1.2;

  /// `index/ranking.toml` of the data root, loaded at first use: what ranks passages best, and what
  /// ranks articles by their best passage.
  /// errors: Error{Code::Data} with its place for a value out of range
  static const Weighting& for_passages();
  static const Weighting& for_articles();

  /// Read `k1=1.5,b=0.6`, the other parameters being those of `base`.
  /// errors: Error{Code::Usage} naming the parameters
  static Weighting parse(const std::string& text, const Weighting& base);

  /// `bm25 k1=1.2 b=0.75 …`, all parameters in the order above.
  std::string describe() const;

  /// All parameters by name, in the order above.
  std::vector<std::pair<std::string_view, double>> values() const;

 private:
  static Weighting load(std::string_view table);
  std::string complaint() const;  ///< what is out of range; empty if nothing
};

}  // namespace dateline::search
