#include "cli/pager.hh"

#include "cli/config.hh"
#include "cli/output.hh"
#include "cli/terminal.hh"
#include "text/line.hh"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include <fcntl.h>
#include <fmt/format.h>
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

/// What makes a pager start at a line; empty if it is none that can.
std::string start_at(const std::string& command, std::size_t line) {
  std::string program = command.substr(0, command.find_first_of(" \t"));
  program.erase(0, program.rfind('/') + 1);
  // From there on the text may fit the screen: less would end with it, and with what is above never seen.
  if (program == "less") return fmt::format(" -+F +{}", line);
  return program == "more" ? fmt::format(" +{}", line) : "";
}

/// Whether a text has more lines than a terminal; so it is said of one that does not tell its size.
bool is_long(std::string_view text) {
  const std::size_t rows = terminal_rows(), columns = terminal_columns();
  std::size_t used = 1;  // the prompt
  while (!text.empty())
    used +=
        (std::max<std::size_t>(display_columns(text::take_line(text)), 1) + columns - 1) / columns;
  return rows == 0 || used > rows;
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

Pager::Pager(bool wanted, std::size_t first_line) {
  std::string command = wanted && !is_dumb_terminal() ? pager_command() : std::string();
  if (first_line > 1) command += start_at(command, first_line);
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

void put_paged(std::string_view text, bool wanted, std::size_t first_line) {
  const Pager pager(wanted && is_terminal(STDOUT_FILENO) && is_long(text), first_line);
  put(text);
}

void add_pager_option(po::options_description& options) {
  options.add_options()("no-pager", po::bool_switch(),
                        "print long text as it is, also on a terminal");
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
