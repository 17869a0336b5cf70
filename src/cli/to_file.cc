#include "cli/to_file.hh"

#include "base/error.hh"
#include "base/new_file.hh"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include <fcntl.h>
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
    std::clearerr(stdout);  // a full disk is the file's fault
    ::dup2(before, STDOUT_FILENO);
    ::close(before);
  }
  Redirected(const Redirected&) = delete;
  Redirected& operator=(const Redirected&) = delete;
};

}  // namespace

void to_file(const std::filesystem::path& path, const std::function<void()>& work) {
  base::NewFile file(path);
  std::fflush(stdout);
  {
    const Redirected redirected(file.descriptor());
    work();
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
      throw base::Error(base::Code::Output,
                        "cannot write '" + path.string() + "': " + std::strerror(errno));
    }
  }
  file.commit();
}

}  // namespace dateline::cli
