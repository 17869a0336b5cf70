// Pseudo-relevance feedback: words of the best passages added to the score.
#pragma once

#include "search/plan.hh"
#include "search/rank.hh"
#include "store/database.hh"

#include <string>
#include <vector>

namespace dateline::search {

/// Read `rm3`, or `rm3:passages=5,terms=10,weight=0.3`.
/// errors: Error{Code::Usage} naming what can be given
Feedback parse_feedback(const std::string& text);

/// Add feedback words to a plan's scorers. What the plan matches stays the same, so that counts and
/// facets do; only the order changes. A plan without scorers, or without matches, stays as it is.
/// in:     options, of the ranking; its feedback must be set; offset and limit are not used
/// out:    the stems added, the weightiest first
/// source: Lavrenko, Croft: Relevance-based language models (2001); Abdul-Jaleel et al.: UMass at
///         TREC 2004 (RM3). Passages are weighed by their BM25 scores instead of query likelihood.
std::vector<std::string> add_feedback(Plan& plan, const store::Database& database,
                                      RankOptions options);

}  // namespace dateline::search
