// Counts of facet values over a set of passages, exact.
#pragma once

#include "schema/field.hh"
#include "search/alias_groups.hh"
#include "search/match.hh"
#include "store/database.hh"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::search {

/// A value with the passages and articles of the set that carry it.
/// query: the clause that narrows a search to them (`org:="European Union"`, `published:2022-03`);
///        with a `-` before it, to the others
struct FacetCount {
  std::string value;
  std::uint64_t passages = 0;
  std::uint64_t articles = 0;
  std::string query = {};
};

/// What a facet counts, and so orders, by.
enum class CountBy { Passages, Articles };

/// A facet asked for.
/// field: its name
/// limit: values to give
/// match: texts; only values are given that hold, in one of their spellings, for each of their
///        words a word that begins with it, folded as names are
/// count_all: whether Facet::total is wanted; if not, values of names that do not match are passed over
///        early, and `total` counts those that do
struct FacetRequest {
  std::string field;
  std::size_t limit = SIZE_MAX;
  std::vector<std::string> match = {};
  bool count_all = true;
};

/// The counts of one field.
/// values:   the largest first, ties by folded value; as many as were asked for
/// total:    number of distinct values in the set
/// without:  passages or articles of the set that carry no value
/// matching: distinct values that hold what was asked for; `total` if nothing was
struct Facet {
  std::string field;
  std::vector<FacetCount> values;
  std::uint64_t total = 0;
  std::uint64_t without = 0;
  std::uint64_t matching = 0;
  bool restricted = false;  ///< something was asked for
};

/// Count the values of fields over a match set. Spellings of one name count as one, shown in the
/// spelling that most passages of the database have. Of years, months and days the most frequent
/// are kept, too, but come in order of time. Names of different segments are one if their digests
/// are (64 bits).
/// in:     names, the aliases of the database: spellings of one alias set count as one name, once a
///         passage, shown by the name of the set; names of the stop list are as if absent
/// errors: Error{Code::Usage} for a field that is no facet, naming those there are, and for a text
///         to match without letter or digit
std::vector<Facet> count_facets(const MatchSet& matches, const store::Database& database,
                                const schema::Schema& schema,
                                const std::vector<FacetRequest>& requests, CountBy by,
                                const AliasGroups* names = nullptr);

/// The same for several fields with one limit.
std::vector<Facet> count_facets(const MatchSet& matches, const store::Database& database,
                                const schema::Schema& schema,
                                const std::vector<std::string>& fields, std::size_t limit,
                                CountBy by, const AliasGroups* names = nullptr);

/// Require the name of a facet.
/// errors: as count_facets()
void require_facet(const schema::Schema& schema, std::string_view name);

/// The spelling of a name that most passages of the database have, of equally frequent ones the first by bytes.
/// in: field, its number in the schema; key, the folded name, which the database has
std::string commonest_spelling(const store::Database& database, std::size_t field,
                               std::string_view key);

/// The clause that finds a name of a field, and no other.
/// in: display, a spelling; key, the same folded
std::string name_clause(std::string_view field, std::string_view display, std::string_view key);

}  // namespace dateline::search
