#include "cli/write_progress.hh"

#include "cli/terminal.hh"

#include <cstdio>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dateline::cli {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto first_ms = std::chrono::milliseconds(500);
constexpr auto interval_ms = std::chrono::milliseconds(100);
constexpr std::size_t looks = 64;  // results from one look at the clock to the next

/// A pager's pipe and a terminal show what is written themselves.
bool writes_file() {
  struct stat about {};
  return ::fstat(STDOUT_FILENO, &about) == 0 && S_ISREG(about.st_mode);
}

}  // namespace

WriteProgress::WriteProgress(std::size_t total)
    : total_(total),
      wanted_(total > looks && is_terminal(STDERR_FILENO) && writes_file()),
      next_(Clock::now() + first_ms) {}

WriteProgress::~WriteProgress() {
  if (drawn_) std::fputs("\r\033[K", stderr);
}

void WriteProgress::show(std::size_t written) {
  if (!wanted_ || written % looks != 0) return;
  const Clock::time_point now = Clock::now();
  if (now < next_) return;
  next_ = now + interval_ms;
  std::fputs(fmt::format("\r\033[K{} of {} written", grouped(written), grouped(total_)).c_str(),
             stderr);
  std::fflush(stderr);
  drawn_ = true;
}

}  // namespace dateline::cli
