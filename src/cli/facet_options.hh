// The facet options of a search.
#pragma once

#include "cli/command.hh"
#include "search/facet.hh"

#include <vector>

namespace dateline::cli {

/// --facets, --facet-limit, --facet-match, --count.
/// in: list, the name of the option that names the fields; fields, those it names by itself
void add_facet_options(po::options_description& options, const char* list = "facets",
                       const char* fields = "");

/// What --facets asks for, each field with its limit (`person:5`, else --facet-limit) and the texts
/// of --facet-match that mean it.
/// errors: base::Error{Code::Usage} for what is no facet, no limit, or a text for a facet that is
///         not counted
std::vector<search::FacetRequest> facet_requests(const Arguments& arguments,
                                                 const char* list = "facets");

/// errors: base::Error{Code::Usage}
search::CountBy count_unit(const Arguments& arguments);

}  // namespace dateline::cli
