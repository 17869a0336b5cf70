// Queries to time, of several classes, drawn from what a database holds.
#pragma once

#include "store/database.hh"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace dateline::bench {

/// Queries of one kind.
/// facets: names to count for each; load: read all that is shown of the first ten results
struct QueryClass {
  std::string name;
  std::vector<std::string> queries;
  std::vector<std::string> facets = {};
  bool load = false;
};

/// Draw `count` queries a class:
/// - `words N`, N = 1 to 8: words of a headline in a row, no stop words, of two headlines if one has
///   too few; `mix` is equal parts of these, and so are the classes with facets, results and dates
/// - phrases: words in a row of a passage that begin and end with no stop word; frequent ones are the
///   most frequent pairs in `count` * 100 passages
/// - NEAR, /s, AND: words of one passage for which the operator holds; wildcards: four letters
/// The draw is by article id, so it does not depend on how the database was divided into segments.
/// in: seed; the same seed and articles give the same queries
std::vector<QueryClass> draw_queries(const store::Database& database, std::size_t count,
                                     std::uint64_t seed);

}  // namespace dateline::bench
