// Acronyms an article defines: `Long Name (LN)` and `LN (Long Name)`.
#pragma once

#include "entity/article_state.hh"

namespace dateline::entity {

/// Find the definitions in a text after the first look at it.
/// out: state.names knows the acronyms; a long name no rule knew becomes a candidate, if at least
/// three
///      letters agree. The gazetteer's name stays where it has the acronym for a name that begins
///      with the same word.
void find_acronyms(ArticleState& state, Part part);

}  // namespace dateline::entity
