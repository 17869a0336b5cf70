// The tagger made of a gazetteer and rules.
#pragma once

#include "entity/gazetteer.hh"
#include "entity/tagger.hh"

#include <memory>

namespace dateline::entity {

/// Increase whenever the same article would give other mentions from the same gazetteer.
inline constexpr int rule_tagger_version = 1;

/// A tagger for one thread. The gazetteer is shared and must outlive it.
/// Reads the body, then the title, each sentence by itself (first_look), then settles what is left
/// with all the article's names (acronyms, second_look).
std::unique_ptr<Tagger> make_rule_tagger(const Gazetteer& gazetteer);

}  // namespace dateline::entity
