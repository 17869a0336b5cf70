// A stream as records of one line each.
#pragma once

#include "corpus/input.hh"

namespace dateline::corpus {

/// Reads lines; one longer than ReadOptions::max_record_bytes is skipped with an issue, in bounded
/// memory.
class LineRecords {
 public:
  LineRecords(Input& input, Output& output) : input_(input), output_(output) {}

  /// The next line, without its line end; false at the end. What is left when a damaged stream ends
  /// is no line.
  bool next(Record& record);

 private:
  void skip_long_line();

  Input& input_;
  Output& output_;
  std::size_t pending_ = 0;  ///< bytes of the line given out last
};

}  // namespace dateline::corpus
