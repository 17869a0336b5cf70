#include "cli/opened.hh"

#include "base/error.hh"
#include "cli/options.hh"

#include <fmt/format.h>
#include <sys/stat.h>

namespace dateline::cli {
namespace {

/// A writer replaces the manifest by renaming, so that another file has its name.
struct Stamp {
  dev_t device = 0;
  ino_t inode = 0;
  off_t size = -1;
  time_t seconds = 0;
  long nanoseconds = 0;

  explicit Stamp(const std::filesystem::path& folder) {
    struct stat about {};
    if (::stat((folder / store::manifest_name).c_str(), &about) != 0) return;
    device = about.st_dev;
    inode = about.st_ino;
    size = about.st_size;
    seconds = about.st_mtim.tv_sec;
    nanoseconds = about.st_mtim.tv_nsec;
  }
  bool operator==(const Stamp&) const = default;
};

struct Kept {
  std::filesystem::path folder;
  Stamp stamp;
  std::shared_ptr<const store::Database> database;
};

}  // namespace

std::shared_ptr<const store::Database> open_database(const std::filesystem::path& folder,
                                                     const store::RemoteOptions& remote) {
  if (remote.partial || remote.timeout_ms != store::default_remote_timeout_ms)
    return std::make_shared<const store::Database>(folder, remote);
  static Kept kept{{}, Stamp({}), nullptr};
  // Taken before the opening: what is published in between is then seen by the next call.
  const Stamp stamp(folder);
  // A server closes a connection that rests.
  if (kept.database != nullptr && kept.folder == folder && kept.stamp == stamp && stamp.size >= 0 &&
      kept.database->alive())
    return kept.database;
  if (stamp.size < 0 && folder == default_database()) {
    throw base::Error(
        base::Code::Database,
        fmt::format("no database is named, and there is none at '{}'", folder.string()),
        "-d DB names one; dateline index PATH…  makes one there");
  }
  kept.database = nullptr;
  kept.database = std::make_shared<const store::Database>(folder);
  kept.folder = folder;
  kept.stamp = stamp;
  return kept.database;
}

}  // namespace dateline::cli
