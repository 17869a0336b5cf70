// Days told by urls and by names of files.
#pragma once

#include <string>
#include <string_view>

namespace dateline::corpus {

/// The day in a url such as `https://example.org/2022/03/01/story`, as `2022-03-01`; empty if there
/// is none.
std::string date_in_url(std::string_view url);

/// The day that a file name begins with, `2022-03-01-story` or `20220301_story`; empty if none.
std::string date_in_name(std::string_view stem);

}  // namespace dateline::corpus
