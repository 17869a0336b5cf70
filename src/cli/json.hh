// JSON as the program writes it.
#pragma once

#include "corpus/article.hh"
#include "temporal/published.hh"

#include <string>

#include <nlohmann/json.hpp>

namespace dateline::cli {

using Json = nlohmann::ordered_json;

/// Version of all JSON output; keys are only added within one.
inline constexpr int json_format = 1;

/// One line, with its line end. Bytes that are no UTF-8 come out as U+FFFD.
std::string line(const Json& value);

/// Metadata of an article; absent values are left out. `body` is not in it.
/// in: published, the parsed date in ISO 8601, or empty
void add_metadata(const corpus::Article& article, const std::string& published, Json& out);

}  // namespace dateline::cli
