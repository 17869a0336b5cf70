#include "cli/pager.hh"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace dateline::cli {
namespace {

/// Become the pager; on failure say why through `status` and end.
[[noreturn]] void become(const std::string& command, int input, int status) {
  ::dup2(input, STDIN_FILENO);
  ::setenv("LESS", "FRX", 0);  // colours, and no screen for what fits one
  // `exec` makes the shell the pager, and tells a command that is not there by its status alone;
  // so its existence is asked for first.
  const std::string script = "command -v \"${1%% *}\" >/dev/null 2>&1 || exit 127; printf . >&" +
                             std::to_string(status) + "; exec " + std::to_string(status) +
                             ">&-; eval \"exec $1\"";
  ::execl("/bin/sh", "sh", "-c", script.c_str(), "sh", command.c_str(), nullptr);
  ::_exit(127);
}

}  // namespace

std::string pager_command() {
  std::string command = "less -FRX";
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
  const std::string command = wanted ? pager_command() : std::string();
  if (command.empty()) return;
  int text[2], status[2];
  if (::pipe2(text, O_CLOEXEC) != 0) return;
  if (::pipe(status) != 0) {
    ::close(text[0]);
    ::close(text[1]);
    return;
  }
  std::fflush(stdout);
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(status[0]);
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
