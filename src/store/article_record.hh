// An article's record as bytes.
#pragma once

#include "store/text_file.hh"

#include <string>
#include <string_view>

namespace dateline::store {

/// Append the record of an article, body left out.
/// The id comes first, so that it can be read alone. Strings are a varint length and bytes; lists a
/// varint count and strings. in: published, the parsed date as ISO 8601, or empty
void append_record(const corpus::Article& article, const std::string& published, std::string& out);

/// errors: Error{Code::Database} if the bytes end early
ArticleRecord parse_record(std::string_view bytes);
std::string parse_record_id(std::string_view bytes);

}  // namespace dateline::store
