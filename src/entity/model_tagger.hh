// The tagger made of a trained model; names by the gazetteer.
#pragma once

#include "entity/gazetteer.hh"
#include "entity/model.hh"
#include "entity/tagger.hh"

#include <memory>

namespace dateline::entity {

/// Increase whenever the same article would give other mentions from the same model and gazetteer.
inline constexpr int tagger_version = 2;

/// A tagger for one thread. Model and gazetteer are shared and must outlive it.
/// in: stages, 1 leaves out the second (faster, less right)
std::unique_ptr<Tagger> make_tagger(const Model& model, const Gazetteer& gazetteer,
                                    std::size_t stages = stage_count);

}  // namespace dateline::entity
