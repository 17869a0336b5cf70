// Names of files that can stand at the end of a line of a session.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::cli {

/// text:  of a folder with a `/` behind it, in quotes if it holds what a line gives a meaning to
/// shown: its last part
struct FileName {
  std::string text, shown;
  bool folder = false;
};

/// Where the word that a line ends in begins: behind the last blank outside quotes.
std::size_t word_begin(std::string_view line);

/// Files and folders that begin as a word says, in order; hidden ones only where it says so.
/// in: typed, as it stands in the line: maybe with a quote, that may be open; `~/` is the home
/// out: as they stand in a line, `~/` kept; none for a folder that can't be read
std::vector<FileName> files_like(std::string_view typed);

}  // namespace dateline::cli
