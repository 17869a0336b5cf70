// Whether a difference between two rankings is more than chance.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace dateline::eval {

/// Two runs compared topic by topic.
/// difference:      mean of the second's values less the first's
/// randomisation_p: two-sided p-value of the paired randomisation test
/// t_p:             that of the paired t-test; nullopt for less than two topics
/// effect:          Cohen's d of the differences, their mean in standard deviations; nullopt where
///                  they do not differ among themselves
struct Comparison {
  std::size_t topics = 0;
  double difference = 0;
  std::size_t better = 0, worse = 0, same = 0;
  double randomisation_p = 1;
  std::optional<double> t_p;
  std::optional<double> effect;
};

/// Compare values of the same topics.
/// in:  pairs of (first, second), one a topic; seed, of the draws of the randomisation test
/// out: no p-value is below what the number of topics allows
/// source: Smucker, Allan and Carterette 2007 for the tests: the sign of each difference is drawn at
///         random, and the p-value is the share of the draws whose mean is at least as far from 0.
///         Up to 16 topics that differ, all signs are gone through, and it is exact; else so many
///         are drawn (10,000 to 100,000, fewer for more topics), the observed one counted among them
Comparison compare(std::span<const std::pair<double, double>> pairs, std::uint64_t seed = 1);

/// p-values corrected for their number, in the same order.
/// source: Holm 1979: the k-th smallest of n times n - k + 1, never below a smaller one's, at most 1
std::vector<double> holm(std::span<const double> p_values);

}  // namespace dateline::eval
