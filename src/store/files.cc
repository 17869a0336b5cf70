#include "store/files.hh"

#include "base/error.hh"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace dateline::store {
namespace {

[[noreturn]] void fail(std::string_view doing, const std::filesystem::path& path) {
  throw base::Error(base::Code::Database,
                    fmt::format("cannot {} '{}': {}", doing, path.string(), std::strerror(errno)));
}

}  // namespace

void write_synced(const std::filesystem::path& path, const std::vector<std::string_view>& parts) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) fail("create", path);
  for (std::string_view part : parts) {
    while (!part.empty()) {
      const ssize_t written = ::write(file, part.data(), part.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) {
        const int reason = errno;
        ::close(file);
        errno = reason;
        fail("write", path);
      }
      part.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  const bool synced = ::fsync(file) == 0;
  const int reason = errno;
  if (::close(file) != 0 || !synced) {
    if (!synced) errno = reason;
    fail("write", path);
  }
}

void replace_file(const std::filesystem::path& path, std::string_view content) {
  std::filesystem::path aside = path;
  aside += ".new";
  write_synced(aside, {content});
  if (::rename(aside.c_str(), path.c_str()) != 0) fail("replace", path);
  sync_path(path.parent_path().empty() ? "." : path.parent_path());
}

void sync_path(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) fail("open", path);
  const bool synced = ::fsync(file) == 0;
  ::close(file);
  if (!synced) fail("sync", path);
}

void publish_folder(const std::filesystem::path& aside, const std::filesystem::path& target) {
  for (const auto& entry : std::filesystem::directory_iterator(aside)) sync_path(entry.path());
  sync_path(aside);
  if (::rename(aside.c_str(), target.c_str()) != 0) fail("rename", aside);
  sync_path(target.parent_path().empty() ? "." : target.parent_path());
}

}  // namespace dateline::store
