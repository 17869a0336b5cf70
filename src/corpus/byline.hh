// Names of authors in a byline.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline::corpus {

/// The names in a byline, as written: `By Jane Arraf and John Doe, Reuters` gives both. What stands
/// after a comma and is an office or an agency (`Reuters`, `Associated Press Writer`) is none.
std::vector<std::string> authors_of(std::string_view byline);

}  // namespace dateline::corpus
