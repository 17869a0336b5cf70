// The pager: long text on a terminal, screen by screen.
#pragma once

#include <string>

namespace dateline::cli {

/// The pager's command line: DATELINE_PAGER, else PAGER, else `less -FRX`; empty if none is wanted
/// (`cat`, or an empty value).
std::string pager_command();

/// While it lives, standard output goes to the pager, if it can be started; else where it went
/// before. Its end waits for the pager's.
class Pager {
 public:
  /// in: wanted, false to do nothing
  explicit Pager(bool wanted);
  ~Pager();
  Pager(const Pager&) = delete;
  Pager& operator=(const Pager&) = delete;

  bool running() const { return child_ > 0; }

 private:
  int child_ = 0;
  int terminal_ = -1;  ///< where standard output went before
  void (*interrupt_)(int) = nullptr;
};

}  // namespace dateline::cli
