// How far indexing has come: a bar on a terminal, a line now and then elsewhere, a summary at the
// end.
#pragma once

#include "indexing/indexer.hh"

#include <chrono>
#include <string>

namespace dateline::cli {

/// Tells of a run on standard error.
class Progress {
 public:
  explicit Progress(bool quiet);

  /// Show the present numbers if it is time to.
  void show(const indexing::IndexCounts& counts);

  /// Take the bar off the screen, so that something else can be printed.
  void clear();

  double elapsed_s() const;

 private:
  bool quiet_, terminal_, drawn_ = false;
  std::chrono::steady_clock::time_point start_, next_;
};

/// What a run used of the machine.
struct Usage {
  double cpu_s = 0;
  std::uint64_t peak_bytes = 0;

  static Usage now();
};

/// The summary for people: what was read, what was done with it, how fast.
std::string summary_text(const indexing::IndexCounts& counts, double elapsed_s, const Usage& usage);

/// The same as one line of JSON.
std::string summary_json(const indexing::IndexCounts& counts, double elapsed_s, const Usage& usage);

}  // namespace dateline::cli
