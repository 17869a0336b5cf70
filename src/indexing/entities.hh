// The entity data of the data root, shared by all threads of a run.
#pragma once

#include "entity/tagger.hh"

#include <cstdint>
#include <memory>

namespace dateline::indexing {

/// A tagger for one thread, over the data loaded at first use.
std::unique_ptr<entity::Tagger> make_tagger();

/// Digest of rules and data: part of the fingerprint of a database.
std::uint64_t entity_digest();

}  // namespace dateline::indexing
