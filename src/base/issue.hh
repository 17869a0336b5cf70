// A bad item of an input that is skipped, counted and shown, and does not end the run.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace dateline::base {

/// One bad item.
/// file:    path as the user gave it; members of archives as `archive.tar:member`; `-` for stdin
/// offset:  byte offset of the item in the decompressed stream of that file
/// line:    line of the item's first byte, counted from 1; 0 where lines mean nothing
/// message: what is wrong, no full stop
struct Issue {
  std::string file;
  std::uint64_t offset = 0;
  std::uint64_t line = 0;
  std::string message;
  bool repaired = false;  ///< the item was mended and kept; not bad, but worth a word

  /// `file:line: message` or, without a line, `file: at byte N: message`.
  std::string text() const;
};

/// Receives issues as they are met. May throw Error to make an issue fatal (`--strict`).
using IssueSink = std::function<void(const Issue&)>;

}  // namespace dateline::base
