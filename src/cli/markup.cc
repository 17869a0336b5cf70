#include "cli/markup.hh"

#include "text/unicode.hh"

#include <algorithm>
#include <cstdint>

namespace dateline::cli {

std::string markup_text(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if ((static_cast<unsigned char>(c) & 0x80) != 0) {
      const std::size_t begin = i;
      const std::int32_t point = text::next_code_point(text, i);
      if (point < 0 || i <= begin) {
        out += "\uFFFD";
        i = std::max(i, begin + 1);
      } else {
        out += text.substr(begin, i - begin);
      }
      continue;
    }
    ++i;
    switch (c) {
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '&':
        out += "&amp;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      case '\n':
        out += "&#10;";
        break;
      default:
        out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    }
  }
  return out;
}

}  // namespace dateline::cli
