// Tab-separated data files under a signature line, and plain lists of lines.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::base {

/// A table of a data file. The first line of the file is its signature, `# dateline-<kind>
/// <version>`; further lines beginning with `#` and blank lines are comments. Columns are separated
/// by one tab. Cells point into `content`.
struct Table {
  std::string content;
  std::vector<std::vector<std::string_view>> rows;
  std::vector<std::size_t> lines;  ///< line number of each row, from 1

  Table() = default;
  Table(const Table&) = delete;  // the cells point into content
  Table& operator=(const Table&) = delete;
};

/// Parse a table of the given kind and version with a fixed number of columns.
/// in:     path, for messages; content, the file's text
/// errors: Error{Code::Data} with file and line if the signature or a row's column count is wrong
void parse_table(std::string path, std::string content, std::string_view kind, int version,
                 std::size_t columns, Table& out);

}  // namespace dateline::base
