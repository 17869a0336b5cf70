// First pass over a text: what rules and gazetteer say of each run of capitalised words by itself.
#pragma once

#include "entity/article_state.hh"

namespace dateline::entity {

/// Look at all sentences of a text that are written in sentence style.
/// out: state.candidates, appended in text order; state.names gets what they establish
void first_look(ArticleState& state, Part part);

/// Add a person's full name: a sure candidate, and its surname for later mentions.
void add_person(ArticleState& state, Part part, std::uint32_t begin, std::uint32_t end,
                std::uint32_t name_begin);

}  // namespace dateline::entity
