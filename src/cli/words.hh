// Command lines as text: into words and back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline::cli {

/// A word of a line.
/// text:    what it says, without the quotes around it
/// written: as a part of a query: "…" and backslashes are kept, '…' are not
struct Word {
  std::string text, written;
};

/// Cut a line into words as a shell does: at blanks, but not inside '…' or "…"; a backslash takes the
/// next character as it is (inside "…" only before `"` and `\`). Nothing is expanded, and a `'` behind a
/// letter is an apostrophe.
/// errors: base::Error{Code::Usage} for a quote that is not closed
std::vector<Word> split_written(std::string_view line);

/// What the words of split_written() say.
std::vector<std::string> split_words(std::string_view line);

/// A word as a POSIX shell reads it back: as it is, or in single quotes.
std::string quoted(std::string_view word);

/// A command line: words, quoted where needed.
std::string command_line(const std::vector<std::string>& words);

}  // namespace dateline::cli
