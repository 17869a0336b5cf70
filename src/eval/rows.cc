#include "eval/rows.hh"

#include "base/error.hh"
#include "text/line.hh"
#include "text/span.hh"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace dateline::eval {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text::is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && text::is_blank(text.back())) text.remove_suffix(1);
  return text;
}

void cut_at_tabs(std::string_view line, std::vector<std::string_view>& cells) {
  cells.clear();
  for (;;) {
    const std::size_t end = line.find('\t');
    cells.push_back(trimmed(line.substr(0, end)));
    if (end == std::string_view::npos) return;
    line.remove_prefix(end + 1);
  }
}

void cut_at_blanks(std::string_view line, std::vector<std::string_view>& cells) {
  cells.clear();
  while (!line.empty()) {
    std::size_t end = 0;
    while (end < line.size() && !text::is_blank(line[end])) ++end;
    if (end > 0) cells.push_back(line.substr(0, end));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
}

/// The next line without its end; comments and blank lines are empty.
std::string_view take_row(std::string_view& content) {
  const std::string_view line = trimmed(text::take_line(content));
  return line.starts_with('#') ? std::string_view{} : line;
}

template <typename Number>
bool read_number(std::string_view cell, Number& number) {
  if (cell.starts_with('+')) cell.remove_prefix(1);
  const auto parsed = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  return parsed.ec == std::errc() && parsed.ptr == cell.data() + cell.size();
}

}  // namespace

std::string shown(std::string_view cell) {
  std::string text;
  for (const char c : cell.substr(0, 40)) {
    text.push_back(static_cast<unsigned char>(c) < ' ' || c == '\x7F' ? '?' : c);
  }
  return cell.size() > 40 ? text + "…" : text;
}

void Row::fail(const std::string& message) const {
  throw base::Error(base::Code::Data, message, {}, fmt::format("{}:{}", path, number));
}

int Row::integer(std::size_t column, std::string_view name) const {
  int value = 0;
  if (!read_number(cells[column], value))
    fail(fmt::format("the {} '{}' is no whole number", name, shown(cells[column])));
  return value;
}

std::uint32_t Row::offset(std::size_t column, std::string_view name) const {
  std::uint32_t value = 0;
  if (!read_number(cells[column], value))
    fail(fmt::format("the {} '{}' is no number of bytes", name, shown(cells[column])));
  return value;
}

double Row::number_at(std::size_t column, std::string_view name) const {
  double value = 0;
  if (!read_number(cells[column], value) || !std::isfinite(value))
    fail(fmt::format("the {} '{}' is no number", name, shown(cells[column])));
  return value;
}

void each_row(const std::string& path, std::string_view content, std::size_t columns,
              std::string_view wanted, const std::function<void(const Row&)>& take) {
  Row row{path, 0, {}};
  while (!content.empty()) {
    const std::string_view line = take_row(content);
    ++row.number;
    if (line.empty()) continue;
    cut_at_blanks(line, row.cells);
    if (row.cells.size() != columns && line.find('\t') != std::string_view::npos)
      cut_at_tabs(line, row.cells);
    if (row.cells.size() != columns)
      row.fail(fmt::format("{} columns; {} are expected", row.cells.size(), wanted));
    for (const std::string_view cell : row.cells) {
      if (cell.empty()) row.fail("a column is empty");
    }
    take(row);
  }
}

std::vector<std::string_view> first_row(std::string_view content) {
  std::vector<std::string_view> cells;
  while (!content.empty() && cells.empty()) {
    const std::string_view line = take_row(content);
    if (line.empty()) continue;
    if (line.find('\t') != std::string_view::npos) {
      cut_at_tabs(line, cells);
    } else {
      cut_at_blanks(line, cells);
    }
  }
  return cells;
}

}  // namespace dateline::eval
