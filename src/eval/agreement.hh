// How far two judges agree.
#pragma once

#include "eval/judgments.hh"

#include <cstddef>
#include <map>
#include <optional>
#include <utility>

namespace dateline::eval {

/// Two judges on what both judged.
/// table:          (first's grade, second's grade) -> how often
/// both, only_first, only_second: items judged by both and by one alone
/// agreement:      share of the same grades
/// kappa:          Cohen's; nullopt where chance alone would agree fully
/// weighted_kappa: with weights of the squared distance of grades, nullopt likewise
/// source: Cohen 1960, 1968
struct Agreement {
  std::map<std::pair<int, int>, std::size_t> table;
  std::size_t both = 0, only_first = 0, only_second = 0;
  double agreement = 0;
  std::optional<double> kappa, weighted_kappa;
};

/// Items are the same if topic and id are, or topic, article, begin and end. Negative grades are no
/// judgments.
/// errors: Error{Code::Data} if the two are of different kinds or have nothing in common
Agreement agree(const Judgments& first, const Judgments& second);

}  // namespace dateline::eval
