// Pseudo-relevance feedback: words of the best passages added to the score.
#pragma once

#include "search/plan.hh"
#include "search/rank.hh"
#include "store/database.hh"
#include "text/stopwords.hh"

#include <cstddef>
#include <string>

namespace dateline::search {

/// How RM3 works: the words of so many best passages are weighed, the best so many of them join the
/// query, `weight` being their share in it.
struct Feedback {
  std::size_t passages = 10;
  std::size_t terms = 20;
  double weight = 0.5;

  /// Read `rm3`, or `rm3:passages=5,terms=10,weight=0.3`.
  /// errors: Error{Code::Usage} naming what can be given
  static Feedback parse(const std::string& text);
};

/// Add feedback words to a plan's scorers. What the plan matches stays the same, so that counts and
/// facets do; only the order changes. A plan without scorers, or without matches, stays as it is.
/// in:     options, of the first ranking; its offset and limit are not used
/// source: Lavrenko, Croft: Relevance-based language models (2001); Abdul-Jaleel et al.: UMass at
///         TREC 2004 (RM3). Passages are weighed by their BM25 scores instead of query likelihood.
void add_feedback(Plan& plan, const store::Database& database, const text::Stopwords& stopwords,
                  RankOptions options, const Feedback& feedback);

}  // namespace dateline::search
