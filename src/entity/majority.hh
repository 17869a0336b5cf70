// What the first stage found in the whole article, as features of the second.
#pragma once

#include "entity/decode.hh"
#include "entity/evidence.hh"

#include <cstdint>
#include <vector>

namespace dateline::entity {

/// Reused between articles.
class Majority {
 public:
  /// in: labels, of the first stage, one a piece of the article (outside beyond islands); they must live on
  void assign(const Pieces& pieces, const std::vector<Island>& islands,
              const std::vector<Label>& labels);

  /// The features of a piece of an island.
  void features(const Island& island, std::uint32_t i, FeatureList& out) const;

 private:
  static constexpr std::size_t kinds = class_count + 1;  ///< the last: outside

  /// How often something was labelled as what.
  struct Votes {
    std::uint64_t key = 0;
    std::uint32_t round = 0;
    std::uint16_t count[kinds] = {};
  };

  Votes& votes(std::uint64_t key);
  const Votes* find(std::uint64_t key) const;
  void grow();
  void vote(std::uint64_t key, std::size_t kind);
  std::uint64_t phrase(const Found& found) const;

  const Pieces* pieces_ = nullptr;
  const std::vector<Label>* labels_ = nullptr;
  std::vector<Found> found_;
  std::vector<std::uint32_t> covering_;  ///< for each piece the mention it is in, +1; 0: none
  std::vector<Votes> table_ = std::vector<Votes>(1024);
  std::size_t used_ = 0;
  std::uint32_t round_ = 0;
};

}  // namespace dateline::entity
