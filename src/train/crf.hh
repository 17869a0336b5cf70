// Training the linear-chain conditional random field: log-likelihood, one chain at a time, FTRL-proximal.
#pragma once

#include "entity/labels.hh"

#include <array>
#include <cstdint>
#include <vector>

namespace dateline::train {

/// Labelled chains, their features as numbers. A chain is an island: outside stands on both sides.
struct Chains {
  struct Chain {
    std::uint32_t begin = 0, end = 0;  ///< positions
    float weight = 1;                  ///< how much it counts; 0: left out
  };
  std::vector<Chain> chains;
  std::vector<std::uint64_t> first;     ///< of each position, and one more: into features
  std::vector<std::uint32_t> features;  ///< numbers of features
  std::vector<entity::Label> gold;      ///< of each position
  std::uint32_t feature_count = 0;
};

/// How to train.
struct CrfOptions {
  unsigned epochs = 10;
  float rate = 0.12f;  ///< alpha of FTRL
  float beta = 1.0f;
  float l1 = 0.25f;
  float l2 = 0.5f;
  float least_gradient = 0.002f;  ///< a piece whose labels are surer than this teaches nothing
  std::uint32_t seed = 1;
};

/// The weights.
class Crf {
 public:
  /// Learn from chains.
  void train(const Chains& chains, const CrfOptions& options);

  using Row = std::array<float, entity::label_count>;
  const Row& row(std::uint32_t feature) const { return weights_[feature]; }
  const std::array<float, entity::step_count>& step() const { return step_; }

 private:
  void learn(const Chains& chains, const Chains::Chain& chain, const CrfOptions& options);
  void update(float& weight, float& z, float& n, float gradient, const CrfOptions& options,
              float l1) const;

  std::vector<Row> weights_, z_, n_;
  std::array<float, entity::step_count> step_{}, step_z_{}, step_n_{};
  std::vector<Row> scores_, forward_, backward_, gradients_;
  std::vector<float> scales_;
};

}  // namespace dateline::train
