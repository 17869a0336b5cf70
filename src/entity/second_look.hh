// Second pass: what the whole article says about names the first pass left open.
#pragma once

#include "entity/article_state.hh"

namespace dateline::entity {

/// Make unknown two- and three-word names with a cue for a person (`Foo Bar said`) persons, so that
/// their surnames link.
void accept_cues(ArticleState& state);

/// Settle all candidates: bare names by the article's names and the surnames the gazetteer knows,
/// pending ones by other mentions. Afterwards each is Sure or Dropped.
void link_candidates(ArticleState& state);

/// Find names in the headlines of a text (title case or all capitals): only what the gazetteer or
/// the rest of the article knows, since capitals tell nothing there.
void find_in_headlines(ArticleState& state, Part part);

}  // namespace dateline::entity
