// Text line by line.
#pragma once

#include <string_view>

namespace dateline::text {

/// Take the first line off the front of `rest`; its line end (`\n` or `\r\n`) is left out.
inline std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  std::string_view line = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace dateline::text
