// Everything the passes over one article share.
#pragma once

#include "entity/article_names.hh"
#include "entity/article_view.hh"
#include "entity/candidate.hh"
#include "entity/gazetteer.hh"

#include <vector>

namespace dateline::entity {

/// The state of one article; its buffers serve the next one too.
struct ArticleState {
  explicit ArticleState(const Gazetteer& names_known) : gazetteer(names_known) {}

  const Gazetteer& gazetteer;
  ArticleView title;
  ArticleView body;
  SeenWords seen;
  ArticleNames names;
  std::vector<Candidate> candidates;

  const ArticleView& view(Part part) const { return part == Part::Title ? title : body; }
};

}  // namespace dateline::entity
