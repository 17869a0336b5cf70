#include "eval/significance.hh"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <random>

#include <boost/math/distributions/students_t.hpp>

namespace dateline::eval {
namespace {

/// Differences that rounding alone makes are none.
constexpr double no_difference = 1e-12;

/// Exact: all signs, one flipped from each step to the next (Gray code).
double all_signs(std::span<const double> differences, double least) {
  double sum = std::accumulate(differences.begin(), differences.end(), 0.0);
  std::vector<double> signs(differences.begin(), differences.end());
  const std::uint64_t ways = std::uint64_t{1} << differences.size();
  std::uint64_t as_far = 0;
  for (std::uint64_t way = 1;; ++way) {
    as_far += std::abs(sum) >= least ? 1 : 0;
    if (way == ways) break;
    double& flipped = signs[static_cast<std::size_t>(std::countr_zero(way))];
    sum -= 2 * flipped;
    flipped = -flipped;
  }
  return static_cast<double>(as_far) / static_cast<double>(ways);
}

double drawn_signs(std::span<const double> differences, double least, std::uint64_t seed) {
  const std::uint64_t rounds =
      std::clamp<std::uint64_t>(20'000'000 / differences.size(), 10'000, 100'000);
  std::mt19937_64 draw(seed);  // the same numbers on every machine
  std::uint64_t as_far = 1;
  for (std::uint64_t round = 1; round < rounds; ++round) {
    double sum = 0;
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < differences.size(); ++i, bits >>= 1) {
      if (i % 64 == 0) bits = draw();
      sum += (bits & 1) != 0 ? differences[i] : -differences[i];
    }
    as_far += std::abs(sum) >= least ? 1 : 0;
  }
  return static_cast<double>(as_far) / static_cast<double>(rounds);
}

double randomisation(std::span<const double> all, std::uint64_t seed) {
  constexpr std::size_t most_exact = 16;
  std::vector<double> differences;  // a topic without difference has no sign
  double size = 0;
  for (const double difference : all) {
    if (std::abs(difference) <= no_difference) continue;
    differences.push_back(difference);
    size += std::abs(difference);
  }
  if (differences.empty()) return 1;
  const double observed = std::accumulate(differences.begin(), differences.end(), 0.0);
  const double least = std::abs(observed) - 1e-9 * size;  // equal sums in another order
  return differences.size() <= most_exact ? all_signs(differences, least)
                                          : drawn_signs(differences, least, seed);
}

}  // namespace

Comparison compare(std::span<const std::pair<double, double>> pairs, std::uint64_t seed) {
  Comparison result;
  result.topics = pairs.size();
  if (pairs.empty()) return result;
  std::vector<double> differences;
  for (const auto& [first, second] : pairs) {
    const double difference = second - first;
    differences.push_back(difference);
    if (std::abs(difference) <= no_difference) {
      ++result.same;
    } else {
      ++(difference > 0 ? result.better : result.worse);
    }
  }
  const auto count = static_cast<double>(pairs.size());
  result.difference = std::accumulate(differences.begin(), differences.end(), 0.0) / count;
  result.randomisation_p = randomisation(differences, seed);
  if (pairs.size() < 2) return result;
  double squares = 0;
  for (const double difference : differences)
    squares += (difference - result.difference) * (difference - result.difference);
  const double deviation = std::sqrt(squares / (count - 1));
  if (deviation <= no_difference) {
    result.t_p = std::abs(result.difference) <= no_difference ? 1 : 0;
    return result;
  }
  result.effect = result.difference / deviation;
  const double t = std::abs(*result.effect) * std::sqrt(count);
  const boost::math::students_t_distribution<double> distribution(count - 1);
  result.t_p = std::min(1.0, 2 * boost::math::cdf(boost::math::complement(distribution, t)));
  return result;
}

std::vector<double> holm(std::span<const double> p_values) {
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) {
    return p_values[one] < p_values[other];
  });
  std::vector<double> corrected(p_values.size());
  double least = 0;
  for (std::size_t k = 0; k < order.size(); ++k) {
    const double times = static_cast<double>(order.size() - k);
    least = std::max(least, std::min(1.0, times * p_values[order[k]]));
    corrected[order[k]] = least;
  }
  return corrected;
}

}  // namespace dateline::eval
