// Words and names that set one set of passages apart from another.
#pragma once

#include "explore/stems.hh"
#include "search/alias_groups.hh"
#include "search/match.hh"
#include "search/plan.hh"
#include "store/database.hh"

#include <cstdint>
#include <string>
#include <vector>

namespace dateline::explore {

/// words, names:  how many to give, of each kind and field
/// least_articles: of the set that must hold it
/// least_g2:      evidence required; 15.13 is p < 0.0001
/// least_ratio:   effect required, log2: 1 is twice as often as in the other set
struct SignificantOptions {
  std::size_t words = 20;
  std::size_t names = 10;
  std::vector<std::string> fields = {"person", "org", "place"};
  std::uint32_t least_articles = 3;
  double least_g2 = 15.13;
  double least_ratio = 1;
};

/// A word or name that is more frequent in the set.
/// text:  a word as the set's texts spell it most often, a name as facets show it
/// stem:  of a word; empty for a name
/// query: the clause that finds it
/// g2, ratio: log_likelihood() of passages, corrected for articles, and log_ratio()
struct Telling {
  std::string text;
  std::string stem = {};
  std::string query = {};
  Holding found, other;
  double g2 = 0, ratio = 0;
};

/// The names of one field.
struct TellingNames {
  std::string field;
  std::vector<Telling> names;
};

/// found, other: passages and articles of the two sets
/// left_out:     words and names that the query itself asks for, which tell nothing of what it found
struct Significant {
  std::vector<Telling> words;
  std::vector<TellingNames> names;
  Holding found, other;
  std::vector<std::string> left_out;
};

/// What sets `found` apart from `other`, the greatest G2 first, ties by stem or folded name. The sets must not share passages;
/// without() sees to that. Counts are of passages that hold a word in their text or headline, or carry a name.
/// Nothing is decompressed but a few passages for the spelling of the words that are given.
/// in:     plan, of the query that found the set, whose words are left out; may be empty
///         names, the aliases of the database, by which names are counted as facets count them
/// errors: Error{Code::Usage} for a field that is no facet of names
Significant significant(const search::Plan& plan, const search::MatchSet& found,
                        const search::MatchSet& other, const store::Database& database,
                        const SignificantOptions& options,
                        const search::AliasGroups* names = nullptr);

/// The members of a set that are not in another.
search::MatchSet without(const search::MatchSet& set, const search::MatchSet& other);

/// Passages and articles of a set.
Holding size_of(const search::MatchSet& set, const store::Database& database);

}  // namespace dateline::explore
