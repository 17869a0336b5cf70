// Values of a query into the terms the database has: names that contain words, days of a range.
#pragma once

#include "schema/field.hh"
#include "store/database.hh"
#include "temporal/day.hh"

#include <string>
#include <string_view>
#include <vector>

namespace dateline::search {

/// Terms of the names of a field that contain the words of `key` in a row, and of the name that the
/// gazetteer knows the key as a form of.
/// in:  form, as typed; key, the same folded; prefix, whether the last word only begins so, and the
///      gazetteer is not asked
/// out: sorted, each once
std::vector<std::string> names_with(const store::Database& database, const schema::Field& field,
                                    std::string_view form, std::string_view key, bool prefix);

/// The term of a name given whole; none if the database does not have it.
std::vector<std::string> exact_name(const store::Database& database, const schema::Field& field,
                                    std::string_view key);

/// Terms that make up a range of days of a date field: whole centuries and years, then whole months
/// and days that are not in those, of those the database has.
std::vector<std::string> date_terms(const store::Database& database, const schema::Schema& schema,
                                    const schema::Field& field, const temporal::DayRange& range);

}  // namespace dateline::search
