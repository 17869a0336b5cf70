// Command lines as text: into words and back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline::cli {

/// Cut a line into words as a shell does: at blanks, but not inside '…' or "…"; a backslash takes the
/// next character as it is (inside "…" only before `"` and `\`). Nothing is expanded.
/// errors: base::Error{Code::Usage} for a quote that is not closed
std::vector<std::string> split_words(std::string_view line);

/// A word as a POSIX shell reads it back: as it is, or in single quotes.
std::string quoted(std::string_view word);

/// The words of `add NAME QUERY…`, the query as one that is as it was written: its quotes are part
/// of it. Other words, and those with options, are left alone.
/// in: line, which the words were cut from
std::vector<std::string> words_of_topic(std::vector<std::string> words, std::string_view line);

/// A command line: words, quoted where needed.
std::string command_line(const std::vector<std::string>& words);

}  // namespace dateline::cli
