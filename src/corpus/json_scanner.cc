#include "corpus/json_scanner.hh"

#include <algorithm>

namespace dateline::corpus {

/// Go to the end of the string that `at` is in; npos if it is not in these bytes.
std::size_t ValueScan::skip_string(std::string_view bytes, std::size_t at) {
  if (escaped_ && at < bytes.size()) {
    escaped_ = false;
    ++at;
  }
  const std::size_t begin = at;
  while (at < bytes.size()) {
    const std::size_t quote = bytes.find('"', at);
    const std::size_t end = std::min(quote, bytes.size());
    std::size_t backslash = end;
    while (backslash > begin && bytes[backslash - 1] == '\\') --backslash;
    const bool odd = (end - backslash) % 2 == 1;
    if (!line_end_in_string_) {
      line_end_in_string_ = bytes.substr(at, end - at).find('\n') != std::string_view::npos;
    }
    if (quote == std::string_view::npos) {
      escaped_ = odd;
      return quote;
    }
    if (!odd) return quote;
    at = quote + 1;
  }
  return std::string_view::npos;
}

std::size_t ValueScan::advance(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (in_string_) {
      at = skip_string(bytes, at);
      if (at == std::string_view::npos) return bytes.size();
      in_string_ = false;
      done_ = depth_ == 0;
      if (done_) return at + 1;
      continue;
    }
    switch (bytes[at]) {
      case '"':
        if (depth_ == 0 && begun_) {
          done_ = true;
          return at;
        }
        in_string_ = true;
        break;
      case '{':
      case '[':
        deepest_ = std::max(deepest_, ++depth_);
        break;
      case '}':
      case ']':
      case ',':
      case ' ':
      case '\t':
      case '\r':
      case '\n':
        if (depth_ == 0) {
          done_ = true;
          return at;
        }
        if ((bytes[at] == '}' || bytes[at] == ']') && --depth_ == 0) {
          done_ = true;
          return at + 1;
        }
        break;
      default:
        break;
    }
    begun_ = true;
  }
  return bytes.size();
}

std::size_t depth_of(std::string_view json) {
  ValueScan scan;
  scan.advance(json);
  return scan.deepest();
}

}  // namespace dateline::corpus
