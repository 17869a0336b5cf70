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
  return columns_of(STDOUT_FILENO).value_or(80);
}

std::optional<std::size_t> columns_of(int file) {
  winsize size{};
  if (::ioctl(file, TIOCGWINSZ, &size) != 0 || size.ws_col < 20) return std::nullopt;
  return size.ws_col;
}

std::size_t terminal_rows() {
  winsize size{};
  return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_row : 0;
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
    if (text::is_mark(c) || text::is_ignorable(c) || text::is_joined(c)) continue;
    columns += text::is_wide(c) ? 2 : 1;
  }
  return columns;
}

namespace {

/// Where a word that is wider than a line may end: scripts of wide characters have no blanks, and break nearly
/// everywhere. All of it if it has none, as an address; what cannot begin a line stays with what is before it.
std::size_t end_of_part(std::string_view word, std::size_t columns) {
  std::size_t end = 0, used = 0;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t begin = at;
    if (word[at] == '\033') {
      at = std::min(word.find('m', at), word.size() - 1) + 1;
      continue;
    }
    const std::int32_t c = text::next_code_point(word, at);
    const std::size_t width = display_columns(word.substr(begin, at - begin));
    constexpr std::string_view closing = "、。」』】！），：；？ー";
    const bool wide = text::is_wide(c);
    if (wide && begin > 0 &&
        closing.find(word.substr(begin, at - begin)) == std::string_view::npos) {
      if (used > columns && end > 0) return end;
      end = begin;
    }
    used += width;
  }
  return used > columns && end > 0 ? end : word.size();
}

}  // namespace

std::string wrap(std::string_view text, std::size_t columns, std::string_view indent) {
  std::string out;
  std::size_t used = 0;
  const std::size_t room = columns > indent.size() + 10 ? columns - indent.size() : 10;
  std::size_t blank = 0;  // behind a word, which may take many lines
  for (std::size_t i = 0; i < text.size();) {
    while (i < text.size() && text::is_blank(text[i])) ++i;
    blank = std::max(blank, i);
    while (blank < text.size() && !text::is_blank(text[blank])) ++blank;
    if (blank == i) break;
    std::size_t end = blank;
    if (end - i > room) end = i + end_of_part(text.substr(i, end - i), room);
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

std::string broken(std::string_view line, std::size_t columns) {
  std::string out;
  for (std::size_t room = columns; display_columns(line) > room;
       room = columns - std::min<std::size_t>(columns, 2)) {
    std::size_t end = 0;
    for (std::size_t at = line.find(' '); at != std::string_view::npos;
         at = line.find(' ', at + 1)) {
      if (at > 0 && line[at - 1] == ' ') continue;
      if (end > 0 && display_columns(line.substr(0, at)) > room) break;
      end = at;
    }
    const std::size_t next = std::min(line.find_first_not_of(' ', end), line.size());
    if (end == 0 || next == line.size()) break;
    out.append(line.substr(0, end)).append("\n  ");
    line.remove_prefix(next);
  }
  return out.append(line);
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
