// dateline: run the command line, turn errors into an exit status; nothing else.
#include "base/error.hh"
#include "cli/command.hh"
#include "cli/output.hh"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <exception>
#include <new>

#include <fcntl.h>
#include <unistd.h>

namespace {

/// Give a standard stream that was closed (`<&-`) to /dev/null: the first file opened would take its place, and a
/// database be read as commands or written over by messages. Reading finds the end; writing fails, as it should.
void keep_standard_streams() {
  for (int stream = 0; stream <= 2; ++stream) {
    if (::fcntl(stream, F_GETFD) == -1 && errno == EBADF && ::open("/dev/null", O_RDONLY) != stream)
      ::_exit(2);
  }
}

}  // namespace

int main(int argc, char** argv) {
  using dateline::base::Error;
  keep_standard_streams();
  // A closed pipe (`| head`) is no error: writing to it ends the program, quietly and with success.
  std::signal(SIGPIPE, [](int) { ::_exit(0); });
  std::signal(SIGXFSZ, SIG_IGN);  // a limit on file sizes is an error to be told, as a full disk is
  try {
    const int status = dateline::cli::run(argc, argv);
    if (std::fflush(stdout) != 0 && errno == EPIPE) return 0;  // the same where the signal is off
    if (std::ferror(stdout) != 0)
      throw Error(dateline::base::Code::Output, "cannot write the results");
    return status;
  } catch (const Error& failure) {
    std::fflush(stdout);
    dateline::cli::print_error(failure, false);
    return failure.exit_status();
  } catch (const std::bad_alloc&) {
    std::fputs("error: out of memory\n", stderr);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "error: %s\n", failure.what());
  }
  return 2;
}
