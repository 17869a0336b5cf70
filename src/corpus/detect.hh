// Which format a stream is, from its first bytes.
#pragma once

#include <string>
#include <string_view>

namespace dateline::corpus {

/// What was found. `format` is one of format_names(), or empty; then `problem` says why.
struct Detection {
  std::string_view format;
  std::string problem;
  bool structured = false;  ///< holds many articles, or fields: not plain text
};

/// Tell the format by content; the name only decides what content leaves open.
/// in: head, the first sniff_bytes (names.hh), no byte-order mark; whole, there are no more
/// source: formats guide, section 2
Detection detect_format(std::string_view head, bool whole, std::string_view leaf);

}  // namespace dateline::corpus
