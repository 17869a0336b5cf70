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

}  // namespace

std::string rewritten(std::string_view content, const std::vector<Edit>& edits) {
  std::map<std::size_t, std::pair<std::size_t, std::string>> replacements;
  for (const Edit& edit : edits) {
    const std::size_t begin = byte_at(content, position_of(edit.place));
    std::size_t end = content.find_first_not_of("0123456789+-._eE", begin);
    if (end == std::string_view::npos) end = content.size();
    if (begin >= end) {
      throw base::Error(base::Code::Internal, "there is no number to rewrite", {}, edit.place);
    }
    replacements[begin] = {end, number_text(edit.value)};
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

void rewrite(const std::filesystem::path& path, const std::vector<Edit>& edits) {
  if (edits.empty()) return;
  base::write_file(path, rewritten(base::read_file(path), edits));
}

}  // namespace dateline::eval
