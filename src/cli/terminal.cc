#include "cli/terminal.hh"

#include "base/error.hh"
#include "text/span.hh"
#include "text/unicode.hh"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace dateline::cli {

bool is_terminal(int file) {
  return ::isatty(file) == 1;
}

bool is_dumb_terminal() {
  const char* term = std::getenv("TERM");
  return term == nullptr || *term == '\0' || std::string_view(term) == "dumb";
}

std::size_t terminal_columns() {
  if (const char* set = std::getenv("COLUMNS")) {
    std::size_t columns = 0;
    const char* const end = set + std::strlen(set);
    const auto parsed = std::from_chars(set, end, columns);
    if (parsed.ec == std::errc() && parsed.ptr == end && columns >= 20) return columns;
  }
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) return size.ws_col;
  return 80;
}

bool use_color(const std::string& choice) {
  if (choice == "always") return true;
  if (choice == "never") return false;
  if (choice != "auto") {
    throw base::Error(
        base::Code::Usage,
        fmt::format("'{}' is no choice for --color; choices are auto (the default), always, never",
                    choice));
  }
  const char* none = std::getenv("NO_COLOR");
  if (none != nullptr && *none != '\0') return false;
  const char* forced = std::getenv("CLICOLOR_FORCE");
  if (forced != nullptr && *forced != '\0' && std::string_view(forced) != "0") return true;
  return is_terminal(STDOUT_FILENO) && !is_dumb_terminal();
}

Style::Style(bool color) {
  if (!color) return;
  bold = "\033[1m";
  dim = "\033[2m";
  match = "\033[1;31m";
  off = "\033[0m";
}

std::size_t display_columns(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '\033') {
      while (i < text.size() && text[i] != 'm') ++i;
      ++i;
      continue;
    }
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      ++columns;
      ++i;
      continue;
    }
    const std::int32_t c = text::next_code_point(text, i);
    if (text::is_mark(c) || text::is_ignorable(c)) continue;
    // Wide: Hangul, CJK with its punctuation, fullwidth forms, emoji (UAX #11, roughly).
    const bool wide = (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
                      (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
                      (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
                      (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
    columns += wide ? 2 : 1;
  }
  return columns;
}

std::string wrap(std::string_view text, std::size_t columns, std::string_view indent) {
  std::string out;
  std::size_t used = 0;
  const std::size_t room = columns > indent.size() + 10 ? columns - indent.size() : 10;
  for (std::size_t i = 0; i < text.size();) {
    while (i < text.size() && text::is_blank(text[i])) ++i;
    std::size_t end = i;
    while (end < text.size() && !text::is_blank(text[end])) ++end;
    if (end == i) break;
    const std::string_view word = text.substr(i, end - i);
    const std::size_t width = display_columns(word);
    if (used == 0) {
      out += indent;
    } else if (used + 1 + width > room) {
      out += '\n';
      out += indent;
      used = 0;
    } else {
      out += ' ';
      ++used;
    }
    out += word;
    used += width;
    i = end;
  }
  if (!out.empty()) out += '\n';
  std::replace(out.begin(), out.end(), whole_blank, ' ');
  return out;
}

std::string hanging(std::string_view name, std::string_view text, std::size_t column,
                    std::size_t columns) {
  constexpr std::size_t least_room = 24, narrow_column = 6;
  const bool narrow = columns < column + least_room;
  if (narrow) column = narrow_column;
  std::string lines = wrap(text, columns, std::string(column, ' '));
  std::string first = fmt::format("  {}", name);
  const std::size_t used = display_columns(first);
  if (lines.empty()) return first + '\n';
  if (narrow || used + 2 > column) return first + '\n' + lines;
  return lines.replace(0, used, first);
}

std::string printable(std::string_view text) {
  std::string out(text);
  const auto byte = [&](std::size_t i) {
    return i < out.size() ? static_cast<unsigned char>(out[i]) : 0u;
  };
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (byte(i) < 0x20 || byte(i) == 0x7F) out[i] = ' ';
    // U+0080 to U+009F, controls as well; U+202A to U+202E and U+2066 to U+2069, which turn lines around
    const bool control = byte(i) == 0xC2 && byte(i + 1) >= 0x80 && byte(i + 1) <= 0x9F;
    const bool turning =
        byte(i) == 0xE2 && ((byte(i + 1) == 0x80 && byte(i + 2) >= 0xAA && byte(i + 2) <= 0xAE) ||
                            (byte(i + 1) == 0x81 && byte(i + 2) >= 0xA6 && byte(i + 2) <= 0xA9));
    if (control) out.replace(i, 2, " ");
    if (turning) out.replace(i, 3, " ");
  }
  return out;
}

std::string grouped(unsigned long long number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, 1, ',');
  return digits;
}

std::string counted(unsigned long long number, std::string_view noun) {
  return fmt::format("{} {}{}", grouped(number), noun, number == 1 ? "" : "s");
}

}  // namespace dateline::cli
