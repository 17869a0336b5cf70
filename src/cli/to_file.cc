#include "cli/to_file.hh"

#include "base/error.hh"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dateline::cli {
namespace {

/// Puts standard output back where it went.
struct Redirected {
  int before;
  explicit Redirected(int file) : before(::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)) {
    ::dup2(file, STDOUT_FILENO);
  }
  ~Redirected() {
    std::fflush(stdout);
    ::dup2(before, STDOUT_FILENO);
    ::close(before);
  }
  Redirected(const Redirected&) = delete;
  Redirected& operator=(const Redirected&) = delete;
};

[[noreturn]] void fail(const std::filesystem::path& path) {
  throw base::Error(base::Code::Output,
                    "cannot write '" + path.string() + "': " + std::strerror(errno));
}

}  // namespace

void to_file(const std::filesystem::path& path, const std::function<void()>& work) {
  std::string aside = path.string() + ".XXXXXX";
  const int file = ::mkostemp(aside.data(), O_CLOEXEC);
  if (file < 0) fail(path);
  const mode_t mask = ::umask(0);
  ::umask(mask);
  ::fchmod(file, 0666 & ~mask);
  std::fflush(stdout);
  try {
    {
      const Redirected redirected(file);
      work();
      if (std::fflush(stdout) != 0) fail(path);
    }
    if (::close(file) != 0 || std::rename(aside.c_str(), path.c_str()) != 0) fail(path);
  } catch (...) {
    ::unlink(aside.c_str());
    throw;
  }
}

}  // namespace dateline::cli
