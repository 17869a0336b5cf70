// The weighting scheme and its parameters.
#pragma once

#include "store/xapian.hh"

#include <memory>
#include <string>

namespace dateline::search {

/// Parameters of BM25.
/// k1: how fast repeated occurrences saturate; b: how much length counts, 0 to 1; k3: the same as
/// k1 for
///     words repeated in the query; min_length: lengths below this share of the mean count as it
/// source: Robertson, Walker, Jones, Hancock-Beaulieu, Gatford: Okapi at TREC-3 (1995); min_length
/// is Xapian's addition
struct Weighting {
  double k1 = 1.2;
  double b = 0.75;
  double k3 = 8;
  double min_length = 0.5;

  /// `index/ranking.toml` of the data root, loaded at first use.
  /// errors: Error{Code::Data} with its place for a value out of range
  static const Weighting& standard();

  /// Read `k1=1.5,b=0.6`, the other parameters being those of `base`.
  /// errors: Error{Code::Usage} naming the parameters
  static Weighting parse(const std::string& text, const Weighting& base);

  std::unique_ptr<Xapian::Weight> scheme() const;

  /// `bm25 k1=1.2 b=0.75 k3=8 min_length=0.5`
  std::string describe() const;

 private:
  std::string complaint() const;  ///< what is out of range; empty if nothing
};

}  // namespace dateline::search
