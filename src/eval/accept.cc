#include "eval/accept.hh"

#include "base/data.hh"
#include "base/error.hh"
#include "base/new_file.hh"

#include <charconv>
#include <cmath>
#include <fstream>
#include <map>

#include <fmt/format.h>

namespace dateline::eval {
namespace {

struct Position {
  std::size_t line = 0, column = 0;  ///< from 1; columns are characters
};

/// The end of `file:line:column`.
Position position_of(const std::string& place) {
  Position position;
  const std::size_t column = place.rfind(':');
  const std::size_t line =
      column == 0 || column == std::string::npos ? std::string::npos : place.rfind(':', column - 1);
  if (line == std::string::npos) return position;
  std::from_chars(place.data() + line + 1, place.data() + column, position.line);
  std::from_chars(place.data() + column + 1, place.data() + place.size(), position.column);
  return position;
}

/// The byte at a position; the size of the content if there is none.
std::size_t byte_at(std::string_view content, Position position) {
  std::size_t at = 0;
  for (std::size_t line = 1; line < position.line; ++line) {
    at = content.find('\n', at);
    if (at == std::string_view::npos) return content.size();
    ++at;
  }
  for (std::size_t column = 1; column < position.column && at < content.size(); ++column) {
    ++at;
    while (at < content.size() && (static_cast<unsigned char>(content[at]) & 0xC0) == 0x80) ++at;
  }
  return at;
}

/// Whole numbers as such, others with four digits, rounded down so that they are reached.
std::string number_text(double value) {
  if (value == std::floor(value)) return fmt::format("{:.0f}", value);
  return fmt::format("{:.4f}", std::floor(value * 1e4 + 1e-6) / 1e4);
}

/// A number of the text, with all that TOML may write one with: 0x1F, 0b11, 1_000, 1e3.
struct Number {
  std::size_t begin = 0, end = 0;
};

Number number_at(std::string_view content, const std::string& place) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_sign = [](char c) { return c == '+' || c == '-'; };
  const auto is_part = [&](char c) {
    return is_digit(c) || is_sign(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           c == '.' || c == '_';
  };
  Number number;
  number.begin = number.end = byte_at(content, position_of(place));
  const bool begins = number.begin < content.size() &&
                      (is_digit(content[number.begin]) || is_sign(content[number.begin]));
  if (!begins) throw base::Error(base::Code::Internal, "there is no number to rewrite", {}, place);
  while (number.end < content.size() && is_part(content[number.end])) ++number.end;
  return number;
}

}  // namespace

std::string rewritten(std::string_view content, const std::vector<Edit>& edits) {
  std::map<std::size_t, std::pair<std::size_t, std::string>> replacements;
  for (const Edit& edit : edits) {
    const Number number = number_at(content, edit.place);
    replacements[number.begin] = {number.end, number_text(edit.value)};
  }
  std::string out;
  std::size_t at = 0;
  for (const auto& [begin, replacement] : replacements) {
    out += content.substr(at, begin - at);
    out += replacement.second;
    at = replacement.first;
  }
  return out.append(content.substr(at));
}

std::vector<std::string> rewrite(const std::filesystem::path& path,
                                 const std::vector<Edit>& edits) {
  std::vector<std::string> changes;
  if (edits.empty()) return changes;
  const std::string content = base::read_file(path);
  std::map<std::size_t, std::string> lines;  // by place, so that of several edits the last is told
  for (const Edit& edit : edits) {
    const Number number = number_at(content, edit.place);
    lines[number.begin] = fmt::format("{}: {} -> {}", edit.place,
                                      content.substr(number.begin, number.end - number.begin),
                                      number_text(edit.value));
  }
  base::write_file(path, rewritten(content, edits));
  for (auto& [at, line] : lines) changes.push_back(std::move(line));
  return changes;
}

}  // namespace dateline::eval
