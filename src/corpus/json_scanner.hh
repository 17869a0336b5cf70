// The extent of JSON values in a stream, without parsing them.
#pragma once

#include <cstddef>
#include <string_view>

namespace dateline::corpus {

/// Finds the end of one JSON value by its quotes and brackets, piece by piece, so that a value of
/// any length can be skipped in bounded memory.
class ValueScan {
 public:
  ValueScan() = default;
  /// Begin within a value, at a place where so many brackets are open.
  explicit ValueScan(std::size_t depth) : depth_(depth), begun_(true) {}

  /// Go on with the bytes that follow those seen. Returns how many belong to the value, the end
  /// included; done() tells whether it ended there. A number or word ends before the byte after it.
  std::size_t advance(std::string_view bytes);

  bool done() const { return done_; }
  /// Is what was seen a number or word, which the end of the stream ends?
  bool is_word() const { return begun_ && depth_ == 0 && !in_string_ && !done_; }

  std::size_t deepest() const { return deepest_; }  ///< greatest number of brackets open at once
  /// A string held a line end as it is, which JSON does not allow: a quote may be missing.
  bool line_end_in_string() const { return line_end_in_string_; }

 private:
  std::size_t skip_string(std::string_view bytes, std::size_t at);

  std::size_t depth_ = 0;
  std::size_t deepest_ = 0;
  bool begun_ = false;
  bool done_ = false;
  bool in_string_ = false;
  bool escaped_ = false;  ///< the last byte seen is a backslash that counts
  bool line_end_in_string_ = false;
};

/// Greatest depth of brackets in a JSON text.
std::size_t depth_of(std::string_view json);

}  // namespace dateline::corpus
