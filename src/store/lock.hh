// One writer at a time.
#pragma once

#include <filesystem>

namespace dateline::store {

/// Holds the writer's lock of a database while it lives. The system lets go of it when the process
/// ends, however it ends, so a lock left by a dead writer never stands in the way.
class WriteLock {
 public:
  /// errors: Error{Code::Database} at once if another writer holds it, naming its process and host;
  ///         or if the folder can't be written
  explicit WriteLock(const std::filesystem::path& database);
  ~WriteLock();
  WriteLock(const WriteLock&) = delete;
  WriteLock& operator=(const WriteLock&) = delete;

 private:
  int file_ = -1;
};

}  // namespace dateline::store
