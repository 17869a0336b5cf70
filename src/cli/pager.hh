// The pager: long text on a terminal, screen by screen.
#pragma once

#include "cli/options.hh"

#include <cstddef>
#include <string>
#include <string_view>

namespace dateline::cli {

/// The pager's command line: DATELINE_PAGER, else PAGER, else `less -FRX`; empty if none is wanted
/// (`cat`, or an empty value).
std::string pager_command();

/// While it lives, standard output goes to the pager, if it can be started; else where it went
/// before. Its end waits for the pager's.
class Pager {
 public:
  /// in: wanted, false to do nothing; first_line, where to start, from 1, if the pager is `less` or `more`, which can
  explicit Pager(bool wanted, std::size_t first_line = 1);
  ~Pager();
  Pager(const Pager&) = delete;
  Pager& operator=(const Pager&) = delete;

  bool running() const { return child_ > 0; }

 private:
  int child_ = 0;
  int terminal_ = -1;  ///< where standard output went before
  void (*interrupt_)(int) = nullptr;
};

/// Write to standard output: through the pager, if that is a terminal and the text is longer than it is high.
/// errors: base::Error{Code::Output}
void put_paged(std::string_view text, bool wanted = true, std::size_t first_line = 1);

/// --no-pager, of commands that print what may be long.
void add_pager_option(po::options_description& options);

}  // namespace dateline::cli
