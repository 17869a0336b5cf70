#include "train/crf.hh"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

namespace dateline::train {

using namespace entity;

inline void Crf::update(float& weight, float& z, float& n, float gradient,
                        const CrfOptions& options, float l1) const {
  const float squares = n + gradient * gradient;
  const float sigma = (std::sqrt(squares) - std::sqrt(n)) / options.rate;
  z += gradient - sigma * weight;
  n = squares;
  const float beyond = std::max(std::fabs(z) - l1, 0.0f);
  weight = -std::copysign(beyond, z) / ((options.beta + std::sqrt(n)) / options.rate + options.l2);
}

// Wider vectors where the machine has them; the arithmetic is the same.
__attribute__((target_clones("avx2", "default"))) void Crf::learn(const Chains& chains,
                                                                  const Chains::Chain& chain,
                                                                  const CrfOptions& options) {
  const std::size_t length = chain.end - chain.begin;
  scores_.assign(length, Row{});
  forward_.resize(length);
  backward_.resize(length);
  scales_.resize(length + 1);
  for (std::size_t i = 0; i < length; ++i) {
    Row& score = scores_[i];
    const std::size_t position = chain.begin + i;
    for (std::uint64_t f = chains.first[position]; f < chains.first[position + 1]; ++f) {
      const Row& row = weights_[chains.features[f]];
      for (std::size_t l = 0; l < label_count; ++l) score[l] += row[l];
    }
    const float top = *std::max_element(score.begin(), score.end());
    for (float& s : score) s = std::exp(s - top);
  }
  std::array<float, step_count> step;
  for (std::size_t s = 0; s < step_count; ++s) step[s] = std::exp(step_[s]);

  for (std::size_t i = 0; i < length; ++i) {
    Row& now = forward_[i];
    now.fill(0);
    if (i == 0) {
      for (std::size_t s = 0; s < step_count; ++s)
        if (steps[s].from == outside) now[steps[s].to] += step[s];
    } else {
      for (std::size_t s = 0; s < step_count; ++s)
        now[steps[s].to] += forward_[i - 1][steps[s].from] * step[s];
    }
    float sum = 0;
    for (std::size_t l = 0; l < label_count; ++l) sum += now[l] *= scores_[i][l];
    scales_[i] = 1 / sum;
    for (float& value : now) value *= scales_[i];
  }
  Row last{};
  float end_sum = 0;
  for (std::size_t s = 0; s < step_count; ++s) {
    if (steps[s].to != outside) continue;
    last[steps[s].from] = step[s];
    end_sum += forward_[length - 1][steps[s].from] * step[s];
  }
  for (float& value : last) value /= end_sum;
  backward_[length - 1] = last;
  for (std::size_t i = length - 1; i-- > 0;) {
    Row& now = backward_[i];
    now.fill(0);
    for (std::size_t s = 0; s < step_count; ++s) {
      now[steps[s].from] += step[s] * scores_[i + 1][steps[s].to] * backward_[i + 1][steps[s].to];
    }
    for (float& value : now) value *= scales_[i + 1];
  }

  std::array<float, step_count> step_gradient{};
  for (std::size_t i = 0; i <= length; ++i) {
    for (std::size_t s = 0; s < step_count; ++s) {
      const float before =
          i == 0 ? (steps[s].from == outside ? 1.0f : 0.0f) : forward_[i - 1][steps[s].from];
      if (before == 0) continue;
      if (i == length) {
        if (steps[s].to == outside) step_gradient[s] += before * step[s] / end_sum;
      } else {
        step_gradient[s] +=
            before * step[s] * scores_[i][steps[s].to] * backward_[i][steps[s].to] * scales_[i];
      }
    }
    const Label from = i == 0 ? outside : chains.gold[chain.begin + i - 1];
    const Label to = i == length ? outside : chains.gold[chain.begin + i];
    for (std::size_t s = 0; s < step_count; ++s)
      if (steps[s].from == from && steps[s].to == to) step_gradient[s] -= 1;
  }
  for (std::size_t i = 0; i < length; ++i) {
    Row gradient;
    for (std::size_t l = 0; l < label_count; ++l) gradient[l] = forward_[i][l] * backward_[i][l];
    gradient[chains.gold[chain.begin + i]] -= 1;
    float largest = 0;
    for (float& g : gradient) largest = std::max(largest, std::fabs(g *= chain.weight));
    if (largest < options.least_gradient) continue;
    const std::size_t position = chain.begin + i;
    for (std::uint64_t f = chains.first[position]; f < chains.first[position + 1]; ++f) {
      const std::uint32_t feature = chains.features[f];
      Row& weight = weights_[feature];
      Row& z = z_[feature];
      Row& n = n_[feature];
      for (std::size_t l = 0; l < label_count; ++l)
        update(weight[l], z[l], n[l], gradient[l], options, options.l1);
    }
  }
  for (std::size_t s = 0; s < step_count; ++s) {
    update(step_[s], step_z_[s], step_n_[s], step_gradient[s] * chain.weight, options, 0);
  }
}

void Crf::train(const Chains& chains, const CrfOptions& options) {
  weights_.assign(chains.feature_count, Row{});
  z_.assign(chains.feature_count, Row{});
  n_.assign(chains.feature_count, Row{});
  std::vector<std::uint32_t> order;
  for (std::uint32_t c = 0; c < chains.chains.size(); ++c)
    if (chains.chains[c].weight > 0) order.push_back(c);
  std::uint64_t state = options.seed;
  for (unsigned epoch = 0; epoch < options.epochs; ++epoch) {
    for (std::size_t i = order.size(); i > 1; --i) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      std::swap(order[i - 1], order[(state >> 33) % i]);
    }
    for (std::uint32_t c : order) learn(chains, chains.chains[c], options);
  }
  z_.clear();
  n_.clear();
}

}  // namespace dateline::train
