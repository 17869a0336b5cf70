// "Did you mean": the known word nearest to a misspelt one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::base {

/// The candidate nearest to `word`, the first of several.
/// out:    nullopt if none is within 2 edits (1 for words of up to four letters)
/// source: optimal string alignment distance (Damerau 1964, adjacent transpositions)
std::optional<std::string> nearest(std::string_view word,
                                   const std::vector<std::string_view>& candidates);

/// All candidates at the least distance, in their order.
/// in: most edits allowed, at most 2; a word of more than 64 bytes is near nothing
std::vector<std::string_view> all_nearest(std::string_view word,
                                          const std::vector<std::string_view>& candidates,
                                          std::size_t most);

}  // namespace dateline::base
