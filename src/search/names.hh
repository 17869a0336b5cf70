// Values of a query into the terms the database has: names that contain words, days of a range.
#pragma once

#include "schema/field.hh"
#include "search/aliases.hh"
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

/// Terms that make up a range of days of a date field: whole centuries and years, then whole months
/// and days that are not in those, of those the database has.
std::vector<std::string> date_terms(const store::Database& database, const schema::Schema& schema,
                                    const schema::Field& field, const temporal::DayRange& range);

}  // namespace dateline::search
