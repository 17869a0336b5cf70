// Lengths of articles as a query asks for them: `500..`, `..300`, `100..300`, `250`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace dateline::search {

/// Numbers of words, both included.
struct WordRange {
  std::uint64_t first = 0, last = UINT64_MAX;
};

/// Read a length or a range of lengths.
/// out: what is wrong, if it is none
std::variant<WordRange, std::string> read_word_range(std::string_view text);

}  // namespace dateline::search
