// Articles related to an article: what came before it, what followed, copies folded.
#pragma once

#include "search/alias_groups.hh"
#include "store/database.hh"
#include "store/find.hh"
#include "temporal/day.hh"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dateline::explore {

/// Where a related article stands in time to the one it is related to.
/// Same: the same day, neither known to be earlier by the minute
enum class Side { Earlier, Same, Later, Undated };

/// earlier, later: keep that side alone; both: both, without what is undated or of the same moment
/// within_days:    keep what was published at most so many days before or after
/// as_of:          keep what was published up to this day
/// limit:          articles to give, of all sides together, copies not counted
/// least:          share of the article's own score that a related one must have
struct SimilarOptions {
  bool earlier = false, later = false;
  std::optional<unsigned> within_days = {};
  std::optional<temporal::Day> as_of = {};
  std::size_t limit = 10;
  double least = 0.1;
};

/// An article, its own copies behind it.
/// score:     share of the score that the article it is related to has itself, 0 to 1
/// published: ISO 8601, may be empty;  passage: the id of its best passage
/// shared:    stems and names of both, those that count most first
struct Related {
  store::ArticleRef article;
  std::string id, title, published, passage;
  double score = 0;
  Side side = Side::Undated;
  std::vector<std::string> shared;
  std::vector<std::string> copies;  ///< ids
};

/// terms:   what was looked for, the weightiest first
/// copies:  ids of near copies of the article itself
/// related: the best first
struct Similar {
  std::vector<std::string> terms;
  std::vector<std::string> copies;
  std::vector<Related> related;
};

/// Look for articles with the words and names that tell an article from others: up to 25 stems by frequency
/// (headline words twice) times rarity, words in more than a tenth of all passages left out, and up to 12 names,
/// ranked as articles are. Of a passage, the words of the passage and its headline.
/// in:     names, the aliases of the database, which make several spellings one name
/// source: Salton, Buckley: Term-weighting approaches in automatic text retrieval (1988)
Similar similar(const store::Database& database, const store::ArticleRef& article,
                const SimilarOptions& options, const search::AliasGroups* names = nullptr);

}  // namespace dateline::explore
