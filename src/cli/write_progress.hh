// How many of many results are written to a file, for who waits at a terminal.
#pragma once

#include <chrono>
#include <cstddef>

namespace dateline::cli {

/// A line on standard error, if that is a terminal and standard output a file; nothing in the first half second.
class WriteProgress {
 public:
  /// in: total, results to write
  explicit WriteProgress(std::size_t total);
  ~WriteProgress();  ///< takes the line off the screen
  WriteProgress(const WriteProgress&) = delete;
  WriteProgress& operator=(const WriteProgress&) = delete;

  void show(std::size_t written);

 private:
  std::size_t total_;
  bool wanted_, drawn_ = false;
  std::chrono::steady_clock::time_point next_;
};

}  // namespace dateline::cli
