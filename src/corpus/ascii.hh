// Small helpers for ASCII markup; bytes of other characters are left alone.
#pragma once

#include "text/line.hh"

#include <string>
#include <string_view>
#include <vector>

namespace dateline::corpus {

inline bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
inline bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
inline bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
inline bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
inline bool is_letter(char c) {
  return is_upper(c) || is_lower(c);
}
inline char to_lower(char c) {
  return is_upper(c) ? static_cast<char>(c + 32) : c;
}

std::string to_lower(std::string_view text);

/// Without blanks at both ends.
std::string_view trim(std::string_view text);

/// Trimmed, each inner run of blanks one blank.
std::string collapse(std::string_view text);

bool equal_ignoring_case(std::string_view a, std::string_view b);
bool starts_ignoring_case(std::string_view text, std::string_view start);

/// Offset of `what`, given in lower case; npos if it is not there.
std::size_t find_ignoring_case(std::string_view text, std::string_view what, std::size_t from = 0);

/// The names with `, ` between them.
std::string joined(const std::vector<std::string_view>& names);

using text::take_line;

}  // namespace dateline::corpus
