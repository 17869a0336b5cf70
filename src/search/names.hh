// Values of a query into the terms the database has: names that contain words, days of a range.
#pragma once

#include "schema/field.hh"
#include "search/aliases.hh"
#include "search/bitmap.hh"
#include "store/database.hh"
#include "temporal/day.hh"

#include <string>
#include <string_view>
#include <vector>

namespace dateline::search {

/// What a name clause stands for.
/// terms:   sorted, each once
/// widened: alias sets that more than one spelling is looked for of, as `Kyiv (kyiv, kiev)`
struct FoundNames {
  std::vector<std::string> terms;
  std::vector<std::string> widened;
};

/// The names of a field that contain the words of `key` in a row, the name that the gazetteer knows
/// the key as a form of, and all other spellings of each.
/// in:  form, as typed; key, the same folded; prefix, whether the last word only begins so, and the
///      gazetteer is not asked
FoundNames names_with(const store::Database& database, const schema::Field& field,
                      std::string_view form, std::string_view key, bool prefix,
                      const Aliases& aliases);

/// The name given whole, in all its spellings that the database has.
FoundNames exact_name(const store::Database& database, const schema::Field& field,
                      std::string_view key, const Aliases& aliases);

/// The terms of a folded name in all its spellings, whether or not the database has them.
std::vector<std::string> spelling_terms(const schema::Field& field, std::string_view key,
                                        const Aliases& aliases);

/// Passages of a segment, deleted ones among them, that have any of some terms. From any thread.
Bitmap passages_with(const std::vector<std::string>& terms, const store::Segment& segment);

/// How many passages of a database that are, from any thread.
std::uint64_t passages_with_any(const std::vector<std::string>& terms,
                                const store::Database& database);

/// Whether the names of a field are mentioned in the text, so that mentions are counted.
bool has_mentions(const schema::Field& field);

/// The groups of a segment that terms of names stand for, ascending.
std::vector<std::uint32_t> groups_of(const std::vector<std::string>& terms,
                                     const store::FacetFile& facets);

/// Terms that make up a range of days of a date field: whole centuries and years, then whole months
/// and days that are not in those, of those the database has.
std::vector<std::string> date_terms(const store::Database& database, const schema::Schema& schema,
                                    const schema::Field& field, const temporal::DayRange& range);

}  // namespace dateline::search
