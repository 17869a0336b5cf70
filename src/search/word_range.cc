#include "search/word_range.hh"

#include <charconv>

#include <fmt/format.h>

namespace dateline::search {
namespace {

/// Digits, all of them, or nothing, which leaves the number as it is.
bool read(std::string_view digits, std::uint64_t& number) {
  if (digits.empty()) return true;
  const char* end = digits.data() + digits.size();
  const auto result = std::from_chars(digits.data(), end, number);
  return result.ec == std::errc() && result.ptr == end;
}

}  // namespace

std::variant<WordRange, std::string> read_word_range(std::string_view text) {
  const std::size_t dots = text.find("..");
  const std::string_view from = text.substr(0, dots);
  const std::string_view to = dots == std::string_view::npos ? from : text.substr(dots + 2);
  WordRange range;
  if (from.empty() && to.empty()) return "a length is missing";
  if (!read(from, range.first) || !read(to, range.last))
    return fmt::format("'{}' is no number of words", text);
  if (range.first > range.last) return fmt::format("'{}' ends before it begins", text);
  return range;
}

}  // namespace dateline::search
