// Lines of columns, as judgments and runs have them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::eval {

/// What a message shows of a cell that may hold anything.
std::string shown(std::string_view cell);

/// A line cut into columns.
/// number: of the line, from 1
struct Row {
  const std::string& path;
  std::size_t number = 0;
  std::vector<std::string_view> cells;

  /// errors: throws Error{Code::Data} with file and line
  [[noreturn]] void fail(const std::string& message) const;

  /// A column as a whole number; as a count of bytes. errors: fail()
  int integer(std::size_t column, std::string_view name) const;
  std::uint32_t offset(std::size_t column, std::string_view name) const;

  /// A column as a finite number. errors: fail()
  double number_at(std::size_t column, std::string_view name) const;
};

/// Hand on each line that is neither blank nor a comment (`#`). Columns are parted by white space;
/// where that does not make as many as wanted, by tabs alone, so that ids may hold blanks.
/// in:     path, for messages; wanted, the columns and what they are: `topic, id and grade`
/// errors: Error{Code::Data} with file and line if a line has not so many columns
void each_row(const std::string& path, std::string_view content, std::size_t columns,
              std::string_view wanted, const std::function<void(const Row&)>& take);

/// The first of these lines, its columns parted by tabs if there are any; empty if there is none.
std::vector<std::string_view> first_row(std::string_view content);

}  // namespace dateline::eval
