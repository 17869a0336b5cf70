#include "cli/facet_options.hh"

#include "base/error.hh"
#include "cli/options.hh"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace dateline::cli {
namespace {

/// `person:5`, or `person` with the limit of all.
search::FacetRequest request(const std::string& part, std::size_t limit) {
  const std::size_t colon = std::min(part.find(':'), part.size());
  search::FacetRequest request{part.substr(0, colon), limit, {}};
  search::require_facet(schema::Schema::standard(), request.field);
  if (colon == part.size()) return request;
  const char* const end = part.data() + part.size();
  const auto parsed = std::from_chars(part.data() + colon + 1, end, request.limit);
  if (parsed.ec != std::errc() || parsed.ptr != end) {
    throw base::Error(base::Code::Usage, fmt::format("'{}' is no number of values, as in '{}:5'",
                                                     part.substr(colon + 1), request.field));
  }
  return request;
}

/// `TEXT` means all facets, `FIELD=TEXT` one.
void add_match(const std::string& part, const char* list,
               std::vector<search::FacetRequest>& requests) {
  const std::size_t equals = part.find('=');
  const std::string field = part.substr(0, equals == std::string::npos ? 0 : equals);
  bool counted = false;
  if (equals != std::string::npos) search::require_facet(schema::Schema::standard(), field);
  for (search::FacetRequest& one : requests) {
    if (equals != std::string::npos && one.field != field) continue;
    one.match.push_back(equals == std::string::npos ? part : part.substr(equals + 1));
    counted = true;
  }
  if (counted) return;
  throw base::Error(base::Code::Usage,
                    field.empty()
                        ? fmt::format("--facet-match looks through facets, but --{} names "
                                      "none",
                                      list)
                        : fmt::format("--facet-match asks for '{}', which --{} does not "
                                      "name",
                                      field, list));
}

}  // namespace

void add_facet_options(po::options_description& options, const char* list, const char* fields) {
  options.add_options()(list, po::value<std::string>()->default_value(fields)->value_name("LIST"),
                        "count the values of these fields over all matches: person, org, place, "
                        "year, …; person:5 shows five")(
      "facet-limit", po::value<std::int64_t>()->default_value(10)->value_name("N"),
      "values to show of each facet")(
      "facet-match", po::value<std::vector<std::string>>()->value_name("[FIELD=]TEXT"),
      "show only values with words that begin so; may be repeated")(
      "count", po::value<std::string>()->default_value("passages")->value_name("UNIT"),
      "what facets count: passages or articles");
}

std::vector<search::FacetRequest> facet_requests(const Arguments& arguments,
                                                 const char* list_option) {
  const std::size_t limit = natural(arguments, "facet-limit");
  std::vector<search::FacetRequest> requests;
  for (const std::string& part : split_list(arguments.get<std::string>(list_option)))
    requests.push_back(request(part, limit));
  if (!arguments.given("facet-match")) return requests;
  for (const std::string& list : arguments.get<std::vector<std::string>>("facet-match")) {
    const std::vector<std::string> parts = split_list(list);
    if (parts.empty()) throw base::Error(base::Code::Usage, "--facet-match is given no text");
    for (const std::string& part : parts) add_match(part, list_option, requests);
  }
  return requests;
}

search::CountBy count_unit(const Arguments& arguments) {
  const auto& unit = arguments.get<std::string>("count");
  require_choice("count", unit, {"passages", "articles"});
  return unit == "articles" ? search::CountBy::Articles : search::CountBy::Passages;
}

}  // namespace dateline::cli
