// Letters of ASCII; bytes of other characters are left alone.
#pragma once

#include <string>
#include <string_view>

namespace dateline::base {

/// The text with A to Z as a to z.
inline std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return out;
}

}  // namespace dateline::base
