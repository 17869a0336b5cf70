#include "cli/keys.hh"

#include "cli/terminal.hh"

#include <cerrno>

#include <unistd.h>

namespace dateline::cli {
namespace {

std::optional<char> read_byte() {
  char byte = 0;
  for (;;) {
    const ssize_t count = ::read(0, &byte, 1);
    if (count == 1) return byte;
    if (count < 0 && errno == EINTR) continue;
    return std::nullopt;  // a terminal that is gone ends the input, too
  }
}

}  // namespace

Keys::Keys() {
  if (!is_terminal(0) || ::tcgetattr(0, &before_) != 0) return;
  termios raw = before_;
  raw.c_lflag &= static_cast<tcflag_t>(~(ICANON | ECHO | ISIG));  // Control-C is a key, too
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  terminal_ = ::tcsetattr(0, TCSANOW, &raw) == 0;
}

Keys::~Keys() {
  if (terminal_) ::tcsetattr(0, TCSANOW, &before_);
}

std::optional<char> Keys::next() {
  const auto first = read_byte();
  if (terminal_ || !first || *first == '\n') return first;
  for (auto rest = first; rest && *rest != '\n';) rest = read_byte();
  return first;
}

}  // namespace dateline::cli
