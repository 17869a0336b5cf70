// The two stages over one article: pieces in, mentions out.
#pragma once

#include "entity/decode.hh"
#include "entity/evidence.hh"
#include "entity/majority.hh"
#include "entity/model.hh"

#include <array>
#include <cstdint>
#include <vector>

namespace dateline::entity {

/// Reused between articles; for one thread.
class Finder {
 public:
  explicit Finder(const Model& model) : model_(model), evidence_(model) {}

  /// out: replaced; in order, not overlapping, classes as the model knows them
  /// stages: 1 leaves out the second stage
  void find(const Pieces& pieces, std::vector<Found>& out, std::size_t stages = stage_count);

  /// Features looked up so far: the work done, to tell that it grows with the text and no faster.
  std::uint64_t lookups() const { return lookups_; }

 private:
  using Sums = std::array<std::int16_t, label_count>;

  void add_rows(const FeatureList& features, std::array<std::int16_t, row_size>& sums);
  void scores_of(const Sums& sums, std::size_t stage, Scores& out) const;

  const Model& model_;
  Evidence evidence_;
  Majority majority_;
  Decoder decoder_;
  FeatureList list_;
  std::vector<Scores> scores_;
  std::vector<Sums> second_;  ///< sums of the second stage, one for each piece of an island
  std::vector<Label> labels_;
  std::vector<Label> final_;
  std::uint64_t lookups_ = 0;
};

}  // namespace dateline::entity
