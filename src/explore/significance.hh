// How much more often something is in one set of passages than in another, and how sure that is.
#pragma once

#include "explore/stems.hh"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace dateline::explore {

/// Of `size` passages `with` hold something.
struct Part {
  double with = 0, size = 0;
};

/// The log-likelihood ratio of two binomial shares against one shared by both: G2 = 2 sum O ln(O / E) over the
/// four cells of holding and not holding. Below 0 if the first share is the smaller one. Asymptotically chi
/// squared with one degree of freedom: 10.83 is p < 0.001, 15.13 p < 0.0001.
/// source: Dunning: Accurate methods for the statistics of surprise and coincidence, Computational Linguistics
///         19 (1993), equation for -2 log lambda of the binomial case; signed as in Rayson, Garside: Comparing
///         corpora using frequency profiling (2000)
inline double log_likelihood(const Part& a, const Part& b) {
  const double with = a.with + b.with, size = a.size + b.size;
  if (a.size <= 0 || b.size <= 0 || with <= 0 || with >= size) return 0;
  const auto cell = [](double observed, double expected) {
    return observed > 0 ? observed * std::log(observed / expected) : 0.0;
  };
  const double g2 = 2 * (cell(a.with, a.size * with / size) + cell(b.with, b.size * with / size) +
                         cell(a.size - a.with, a.size * (size - with) / size) +
                         cell(b.size - b.with, b.size * (size - with) / size));
  return a.with * b.size >= b.with * a.size ? std::max(g2, 0.0) : -std::max(g2, 0.0);
}

/// The effect: log2 of how many times the second share the first one is, half a passage added to both counts,
/// so that it is finite where the second is zero. 1 is twice as often, 3 eight times.
/// source: Hardie: Log Ratio, an informal introduction (2014); the halves are Haldane's (1956)
inline double log_ratio(const Part& a, const Part& b) {
  return std::log2((a.with + 0.5) / (a.size + 1)) - std::log2((b.with + 0.5) / (b.size + 1));
}

/// G2 of passages, divided by how many passages an article of the first set that holds the thing has on average:
/// passages of one article are no independent witnesses.
/// source: Rao, Scott: On simple adjustments to chi-square tests with sample survey data, Annals of Statistics
///         15 (1987), first-order correction, the design effect taken at its greatest, the size of the clusters
inline double log_likelihood(const Holding& a, double a_size, const Holding& b, double b_size) {
  const double cluster = std::max(
      1.0, static_cast<double>(a.passages) / std::max(1.0, static_cast<double>(a.articles)));
  return log_likelihood(Part{static_cast<double>(a.passages), a_size},
                        Part{static_cast<double>(b.passages), b_size}) /
         cluster;
}

}  // namespace dateline::explore
