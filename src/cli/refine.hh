// Queries narrowed step by step, as text that stays readable.
#pragma once

#include <string>
#include <string_view>

namespace dateline::cli {

/// A query for those passages of `query` that `clause` holds for, too:
///
///     gas pipeline            place:Kyiv   gas pipeline place:Kyiv
///     gas pipeline            gazprom      (gas pipeline) AND (gazprom): a `+` would free the others
///     gas pipeline +gazprom   lng          gas pipeline +gazprom +lng
///     gas OR oil              place:Kyiv   (gas OR oil) AND (place:Kyiv)
///
/// in:     query, empty if there is none yet: then the clause is the query
/// errors: base::Error{Code::Query} for a clause, or a query, that does not parse
std::string narrowed(const std::string& query, const std::string& clause);

/// Whether a clause stands in a query as it is written, required or by itself.
bool has_clause(std::string_view query, std::string_view clause);

/// The same for those that it does not hold for: `gas pipeline -place:Kyiv`. Of several words side by
/// side each is left out.
/// errors: also base::Error{Code::Usage} without a query
std::string without(const std::string& query, const std::string& clause);

}  // namespace dateline::cli
