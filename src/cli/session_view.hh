// An answer as a session shows it: passages, and facets with numbers beside or below them.
#pragma once

#include "cli/terminal.hh"
#include "eval/understand.hh"
#include "explore/why.hh"
#include "search/facet.hh"

#include <string>
#include <string_view>
#include <vector>

namespace dateline::cli {

/// Columns from which on facets stand beside the passages.
inline constexpr std::size_t wide_columns = 116;
inline constexpr std::size_t facet_columns = 34;

/// How many results fill a terminal of that size, below the query and above the facets; at least 3 and at most 20, 5 where
/// the rows are not known. Results differ in height: it is their usual one that counts.
std::size_t fitting_results(std::size_t columns, std::size_t rows, bool facets);

/// The values of facets in the order of their numbers: `f1` is the first.
std::vector<const search::FacetCount*> numbered(const std::vector<search::Facet>& facets);

/// Facets as a list, one value a line. Lines are as wide as the longest name needs, at least facet_columns and
/// at most `columns`, where longer names are cut.
std::string facet_list(const std::vector<search::Facet>& facets, search::CountBy by,
                       const Style& style, std::size_t columns);

/// Facets as paragraphs, one a field.
std::string facet_lines(const std::vector<search::Facet>& facets, search::CountBy by,
                        const Style& style, std::size_t columns);

/// A line as it is, or filled if it is too long.
std::string fitted(std::string line, std::size_t columns);

/// Two texts side by side, the left one padded to `columns`; the right one goes on below lines that are longer. A colour that goes over the end of a line
/// is ended there and taken up again in the next.
std::string beside(std::string_view left, std::string_view right, std::size_t columns,
                   const Style& style);

/// For a query that finds nothing: the condition that frees most when it is left out, with what is
/// then found, as a line behind a line break; empty if none does.
std::string what_to_leave_out(const eval::Understood& query, const store::Database& database,
                              const eval::QueryOptions& meaning);

/// The same of all its conditions, each in a line or more.
std::string removals_text(const std::vector<explore::Removal>& removals, std::size_t columns);

}  // namespace dateline::cli
