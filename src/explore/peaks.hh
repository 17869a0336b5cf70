// The periods of a timeline in which most happened, and what it was.
#pragma once

#include "explore/significant.hh"
#include "explore/timeline.hh"
#include "search/plan.hh"

#include <cstdint>
#include <string>
#include <vector>

namespace dateline::explore {

/// A period with more of a set than the corpus makes one expect.
/// index:    in Timeline::periods
/// g2:       log_likelihood() of the period's share against that of all other periods; of passages, corrected for
///           articles
/// article:  the one whose headline and matching passages hold most of the words that tell the period from the
///           other matches and of what was asked for, ties by id; its headline, which may be empty
/// words:    those words, the most telling first; may be empty
struct Peak {
  std::size_t index = 0;
  double g2 = 0;
  std::string article, title, published;
  std::vector<Telling> words;
};

/// limit: peaks to give
/// words: to give of each
/// by:    what is counted, as the bars are
/// share: whether bars are shares of the corpus
struct PeakOptions {
  std::size_t limit = 5;
  std::size_t words = 5;
  search::CountBy by = search::CountBy::Passages;
  bool share = false;
};

/// The peaks of a timeline in order of time: the periods with the greatest G2, at least 10.83 (p < 0.001), with
/// three articles or more, none beside another such with a taller bar.
std::vector<Peak> peaks(const Timeline& timeline, const search::Plan& plan,
                        const search::MatchSet& matches, const store::Database& database,
                        const PeakOptions& options);

}  // namespace dateline::explore
