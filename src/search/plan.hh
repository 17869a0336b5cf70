// A query lowered to the terms of the engine: what must hold, and what counts for the score.
#pragma once

#include <string>
#include <vector>

namespace dateline::search {

/// A condition on a passage.
/// Term:   holds if the passage has any of `terms` (more than one for names and date ranges)
/// Phrase: holds if `stems` follow each other in its text or headline
/// All:    holds always;  None: never
struct Clause {
  enum class Kind { Term, Phrase, And, Or, Not, All, None };
  Kind kind = Kind::All;
  std::vector<std::string> terms;
  std::vector<std::string> stems;
  bool in_text = true;   ///< of a phrase: look in the passage
  bool in_title = true;  ///< of a phrase: look in the headline
  bool scored = false;   ///< a scorer adds to the score of just the passages it holds for
  std::vector<Clause> children;
};

/// Something that adds to the score of the passages that have it.
/// terms: one, or those of a phrase, which score only where the phrase holds
struct Scorer {
  std::vector<std::string> terms;
  unsigned times = 1;  ///< how often the query names it
  Clause phrase;       ///< Kind::All for a single term
};

/// A word or phrase to highlight, as stems; in the fields where it was asked for.
struct Highlight {
  std::vector<std::string> stems;
  bool in_text = true;
  bool in_title = true;
};

struct Plan {
  Clause match;
  std::vector<Scorer> scorers;
  bool extra_scorers = false;  ///< some scorers find passages that need not match (`+gas oil`)
  std::vector<Highlight> highlights;
  std::vector<std::string> dropped;  ///< stop words that neither match nor score
};

/// The plan's condition and scorers in a readable form, for `--explain`.
std::string print(const Plan& plan);

}  // namespace dateline::search
