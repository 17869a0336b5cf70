// Counts of facet values over a set of passages, exact.
#pragma once

#include "schema/field.hh"
#include "search/match.hh"
#include "store/database.hh"

#include <cstdint>
#include <string>
#include <vector>

namespace dateline::search {

/// A value with the passages and articles of the set that carry it.
struct FacetCount {
  std::string value;
  std::uint64_t passages = 0;
  std::uint64_t articles = 0;
};

/// What a facet counts, and so orders, by.
enum class CountBy { Passages, Articles };

/// The counts of one field.
/// values:  the largest first, ties by value; as many as were asked for
/// total:   number of distinct values in the set
/// without: passages or articles of the set that carry no value
struct Facet {
  std::string field;
  std::vector<FacetCount> values;
  std::uint64_t total = 0;
  std::uint64_t without = 0;
};

/// Count the values of fields over a match set. Spellings of one name count as one, shown in the
/// spelling that most passages of the database have. Of years, months and days the most frequent
/// are kept, too, but come in order of time. in:     fields, names of facet fields errors:
/// Error{Code::Usage} for a field that is no facet, naming those there are
std::vector<Facet> count_facets(const MatchSet& matches, const store::Database& database,
                                const schema::Schema& schema,
                                const std::vector<std::string>& fields, std::size_t limit,
                                CountBy by);

}  // namespace dateline::search
