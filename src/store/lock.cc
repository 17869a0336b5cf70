#include "store/lock.hh"

#include "base/error.hh"

#include <array>
#include <cerrno>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

namespace dateline::store {

WriteLock::WriteLock(const std::filesystem::path& database) {
  const std::filesystem::path path = database / "writer.lock";
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (file_ < 0) {
    throw base::Error(base::Code::Database, fmt::format("cannot write to database '{}': {}",
                                                        database.string(), std::strerror(errno)));
  }
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
    std::array<char, 256> holder{};
    const ssize_t length = ::read(file_, holder.data(), holder.size() - 1);
    std::string who(holder.data(), length > 0 ? static_cast<std::size_t>(length) : 0);
    while (!who.empty() && who.back() == '\n') who.pop_back();
    ::close(file_);
    throw base::Error(base::Code::Database,
                      fmt::format("database '{}' is being written by {}", database.string(),
                                  who.empty() ? "another process" : who),
                      "wait until it has finished; searching goes on meanwhile");
  }
  std::array<char, 128> host{};
  ::gethostname(host.data(), host.size() - 1);
  const std::string me = fmt::format("process {} on {}\n", ::getpid(), host.data());
  // Only a courtesy to the next writer: failing to leave a name is no reason to stop.
  if (::ftruncate(file_, 0) != 0 || ::pwrite(file_, me.data(), me.size(), 0) < 0) errno = 0;
}

WriteLock::~WriteLock() {
  ::close(file_);
}

}  // namespace dateline::store
