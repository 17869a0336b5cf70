// Results as rows for spreadsheets and scripts: which fields, in which order, CSV or TSV.
#pragma once

#include "cli/json.hh"

#include <string>
#include <vector>

namespace dateline::cli {

/// The names that --fields takes: the keys of a result's JSON object, and those of its entities.
const std::vector<std::string>& result_fields();

/// The fields of a list `a,b,c`, in its order; a usual choice of columns if it is empty.
/// errors: base::Error{Code::Usage} for a field there is not, with the list and the nearest
std::vector<std::string> chosen_fields(const std::string& list);

/// The value of each field, empty where the result has none.
/// Lists are joined by `; `, objects are JSON, `snippet` is its part of the text.
std::vector<std::string> cells(const Json& result, const std::vector<std::string>& fields);

/// The object with the chosen keys alone, in its order, beside `format` and `type`; names of
/// entities stay inside `entities`. All of it if no field is chosen.
Json chosen(Json result, const std::vector<std::string>& fields);

/// A line of comma-separated values by RFC 4180: quoted where needed, ended by CR LF.
std::string csv_row(const std::vector<std::string>& cells);

/// A line of tab-separated values: tab, line feed, carriage return and backslash in a value are
/// `\t`, `\n`, `\r` and `\\`.
std::string tsv_row(const std::vector<std::string>& cells);

}  // namespace dateline::cli
