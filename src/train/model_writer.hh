// Writing a model: tables of hashes, quantised weights.
#pragma once

#include "entity/model.hh"
#include "train/name_table.hh"
#include "train/word_table.hh"

#include <array>
#include <cstdint>
#include <filesystem>
#include <vector>

namespace dateline::train {

/// The weights of one feature, both stages.
struct FeatureRow {
  std::uint64_t hash = 0;
  std::array<float, entity::row_size> weights{};
};

/// What a model is made of.
struct ModelParts {
  const WordTable* words = nullptr;
  const NameTable* names = nullptr;
  std::vector<FeatureRow> rows;
  std::array<std::array<float, entity::step_count>, entity::stage_count> step{};
};

/// Write the model; a weight is stored as a multiple of a 127th of `largest`, larger ones as that.
/// errors: Error{Code::Input} if it cannot be written
void write_model(const std::filesystem::path& path, const ModelParts& parts, float largest);

}  // namespace dateline::train
