#include "entity/finder.hh"

#include <algorithm>

namespace dateline::entity {

void Finder::add_rows(const FeatureList& features, std::array<std::int16_t, row_size>& sums) {
  lookups_ += features.size;
  for (std::uint32_t f = 0; f < features.size; ++f) model_.prefetch(features.hashes[f]);
  for (std::uint32_t f = 0; f < features.size; ++f) {
    const std::int8_t* row = model_.row(features.hashes[f]);
    if (row == nullptr) continue;
    for (std::size_t k = 0; k < row_size; ++k)
      sums[k] = static_cast<std::int16_t>(sums[k] + row[k]);
  }
}

void Finder::scores_of(const Sums& sums, std::size_t stage, Scores& out) const {
  const float scale = model_.scale(stage);
  for (std::size_t l = 0; l < label_count; ++l) out[l] = scale * sums[l];
}

void Finder::find(const Pieces& pieces, std::vector<Found>& out, std::size_t stages) {
  out.clear();
  evidence_.assign(pieces);
  labels_.assign(pieces.items.size(), outside);
  second_.clear();
  for (const Island& island : evidence_.islands()) {
    scores_.resize(island.end - island.begin);
    for (std::uint32_t i = island.begin; i < island.end; ++i) {
      evidence_.features(island, i, list_);
      std::array<std::int16_t, row_size> sums{};
      add_rows(list_, sums);
      Sums first;
      std::copy_n(sums.begin(), label_count, first.begin());
      scores_of(first, 0, scores_[i - island.begin]);
      std::copy_n(sums.begin() + label_count, label_count, second_.emplace_back().begin());
    }
    decoder_.decode(scores_, model_.step(0), labels_.data() + island.begin);
  }
  if (stages > 1) {
    majority_.assign(pieces, evidence_.islands(), labels_);
    std::vector<Label>& final = final_;
    final.assign(labels_.size(), outside);
    std::size_t at = 0;
    for (const Island& island : evidence_.islands()) {
      scores_.resize(island.end - island.begin);
      for (std::uint32_t i = island.begin; i < island.end; ++i, ++at) {
        majority_.features(island, i, list_);
        std::array<std::int16_t, row_size> sums{};
        add_rows(list_, sums);
        for (std::size_t l = 0; l < label_count; ++l)
          second_[at][l] = static_cast<std::int16_t>(second_[at][l] + sums[label_count + l]);
        scores_of(second_[at], 1, scores_[i - island.begin]);
      }
      decoder_.decode(scores_, model_.step(1), final.data() + island.begin);
    }
    labels_.swap(final_);
  }
  for (const Island& island : evidence_.islands())
    read_labels({labels_.data() + island.begin, island.end - island.begin}, island.begin, out);
}

}  // namespace dateline::entity
