// A run of bytes of a text.
#pragma once

#include <cstdint>
#include <string_view>

namespace dateline::text {

/// Bytes [begin, end) of a text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::uint32_t length() const { return end - begin; }
  std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
  bool operator==(const Span&) const = default;
};

/// ASCII white space.
inline bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/// The span without white space at its ends.
inline Span trim(std::string_view text, Span span) {
  while (span.begin < span.end && is_blank(text[span.begin])) ++span.begin;
  while (span.end > span.begin && is_blank(text[span.end - 1])) --span.end;
  return span;
}

}  // namespace dateline::text
