// Measures of ranked lists.
#pragma once

#include "eval/judgments.hh"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::eval {

enum class MeasureKind {
  AveragePrecision,
  Ndcg,     ///< a result's gain is its grade
  NdcgExp,  ///< it is 2^grade - 1
  Precision,
  Recall,
  ReciprocalRank,
  Success,
  Bpref,
  Rbp,
  RPrecision,
  Judged,
};

/// A measure.
/// depth:       only so many results count; all if nullopt
/// persistence: of RBP
struct Measure {
  MeasureKind kind = MeasureKind::AveragePrecision;
  std::optional<std::size_t> depth = {};
  double persistence = 0.8;
  bool operator==(const Measure&) const = default;

  /// Its name: `map`, `ndcg@10`, `rbp(0.8)`.
  std::string name() const;
};

/// Read a name: `map`, `ndcg`, `ndcg_exp`, `P`, `R`, `mrr`, `success`, `bpref`, `rbp`, `rprec`,
/// `judged`, with `@k` where a depth makes sense, or trec_eval's (`P_10`, `ndcg_cut_10`, `recall_5`,
/// `recip_rank`, `map_cut_100`, `success_1`, `Rprec`). `P`, `R`, `success` and `judged` need a depth.
/// errors: Error{Code::Usage}, with the nearest name
Measure parse_measure(std::string_view name);

/// How lists are looked at.
/// level:     the least grade that is relevant, where a measure asks for relevant or not; at least 1
/// condensed: results that nobody judged are left out of the list first (Sakai 2007)
struct MeasureOptions {
  int level = 1;
  bool condensed = false;
};

/// A measure of one list. A topic without anything relevant has 0, and so has an empty list.
///
/// map      mean over the relevant items of the precision at each one's rank, 0 for those not found
/// ndcg     sum of gain / log2(rank + 1), as a share of that of the best order of all judged items.
///          source: Järvelin and Kekäläinen 2002; the exponential gain: Burges et al. 2005
/// P@k      relevant ones among the first k, divided by k even if the list is shorter
/// R@k      relevant ones among the first k, divided by all relevant
/// mrr      1 / rank of the first relevant
/// success  1 if there is a relevant one
/// bpref    1/R sum over relevant ones found of 1 - min(n, R) / min(N, R); n of the N ones judged not
///          relevant stand above. source: Buckley and Voorhees 2004, as trec_eval has it
/// rbp      (1 - p) sum over relevant ones of p^(rank - 1). source: Moffat and Zobel 2008
/// rprec    P@R, R being the number of relevant ones
/// judged   share of the first k that somebody judged (of the list, if it is shorter)
double measure(const Measure& measure, const GradedList& list, const MeasureOptions& options = {});

/// A measure of a ranking in memory.
/// in: ranking, best first
double measure(const Measure& measure, const Judgments& judgments, const std::string& topic,
               std::span<const Result> ranking, const MeasureOptions& options = {});

}  // namespace dateline::eval
