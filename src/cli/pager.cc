#include "cli/pager.hh"

#include "cli/config.hh"
#include "cli/terminal.hh"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace dateline::cli {
namespace {

/// Let a file be known to the next program by this number.
bool keep_as(int file, int number) {
  return file == number ? ::fcntl(file, F_SETFD, 0) == 0 : ::dup2(file, number) >= 0;
}

/// Become the pager. That it has started is told by a byte written to `status`.
[[noreturn]] void become(const std::string& command, int input, int status) {
  // The shell knows files up to 9 only. A command that is not there would end the shell after the
  // text is lost, so it is looked for first; `exec` makes the shell the pager.
  constexpr int told = 3;
  if (!keep_as(input, STDIN_FILENO) || !keep_as(status, told)) ::_exit(127);
  ::setenv("LESS", "FRX", 0);  // colours, and no screen for what fits one
  ::execl("/bin/sh", "sh", "-c",
          "command -v \"${1%% *}\" >/dev/null 2>&1 || exit 127; printf . >&3; exec 3>&-; "
          "eval \"exec $1\"",
          "sh", command.c_str(), nullptr);
  ::_exit(127);
}

}  // namespace

std::string pager_command() {
  std::string command = config().pager.value_or("less -FRX");
  for (const char* variable : {"DATELINE_PAGER", "PAGER"}) {
    if (const char* set = std::getenv(variable); set != nullptr) {
      command = set;
      break;
    }
  }
  const std::size_t first = command.find_first_not_of(" \t");
  if (first == std::string::npos) return {};
  command.erase(0, first);
  return command == "cat" ? std::string() : command;
}

Pager::Pager(bool wanted) {
  const std::string command = wanted && !is_dumb_terminal() ? pager_command() : std::string();
  if (command.empty()) return;
  int text[2], status[2];
  if (::pipe2(text, O_CLOEXEC) != 0) return;
  if (::pipe2(status, O_CLOEXEC) != 0) {
    ::close(text[0]);
    ::close(text[1]);
    return;
  }
  std::fflush(stdout);
  const pid_t child = ::fork();
  if (child == 0) {
    become(command, text[0], status[1]);
  }
  ::close(status[1]);
  ::close(text[0]);
  char started = 0;
  ssize_t got = -1;
  if (child > 0) {
    do {
      got = ::read(status[0], &started, 1);
    } while (got < 0 && errno == EINTR);
  }
  ::close(status[0]);
  if (got == 1) {
    child_ = child;
    terminal_ = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    ::dup2(text[1], STDOUT_FILENO);
    // The pager is the one that a Ctrl-C is meant for.
    interrupt_ = std::signal(SIGINT, SIG_IGN);
  } else if (child > 0) {
    while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  ::close(text[1]);
}

Pager::~Pager() {
  if (child_ <= 0) return;
  std::fflush(stdout);
  ::dup2(terminal_, STDOUT_FILENO);  // closes the pipe: the pager sees the end
  ::close(terminal_);
  while (::waitpid(child_, nullptr, 0) < 0 && errno == EINTR) {
  }
  std::signal(SIGINT, interrupt_);
}

}  // namespace dateline::cli
