// Files that were read before and have not changed: not even parsed again.
#pragma once

#include "corpus/reader.hh"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace dateline::indexing {

inline constexpr char sources_name[] = "sources.tsv";

/// Remembers, in a file of the database, which files were read wholly and without an issue, and
/// lets reading pass over those that are as they were: of the same size and time, or of the same
/// size and digest. A file whose time is that of its reading, more or less, is always compared by
/// digest, since it may have changed again within the clock's tick.
class Sources : public corpus::FileFilter {
 public:
  /// Load what is known. A file of it that can't be read counts as none: all is then read again.
  /// in: how, a digest of everything but the files that decides what reading them yields; a file
  ///     read in another way is read again
  Sources(std::filesystem::path database, std::uint64_t how);

  /// Read everything again, known or not.
  void reread() { reread_ = true; }

  /// Put off files that changed less than so long ago: they may still be written to.
  void let_settle(std::chrono::nanoseconds time) { settle_ = time; }

  bool wants(const std::string& path, const std::string& inside) override;
  void finished(std::uint64_t articles, bool clean) override;

  /// Write down what was read since the last call. To be called when all of it is published.
  /// errors: Error{Code::Database}
  void commit();

  std::uint64_t unchanged_files() const { return unchanged_files_; }
  std::uint64_t unchanged_articles() const { return unchanged_articles_; }  ///< in those files

 private:
  /// time: of the last change, in ns since 1970; not_trusted: compare by digest
  struct Row {
    std::uint64_t size = 0;
    std::int64_t time = not_trusted;
    std::uint64_t digest = 0, how = 0, articles = 0;
    bool clean = true;  ///< if not, only this process passes over it
    static constexpr std::int64_t not_trusted = -1;
  };

  void load();
  bool is_known(const std::string& path, const std::string& key, const Row& now);
  const std::string& real_folder(const std::filesystem::path& folder);

  std::filesystem::path database_;
  std::uint64_t how_;
  std::chrono::nanoseconds settle_{0};
  std::map<std::string, Row> known_;
  bool changed_ = false, reread_ = false;
  std::string path_, key_;  ///< of the file being read
  Row row_;
  std::uint64_t unchanged_files_ = 0, unchanged_articles_ = 0;
  std::filesystem::path last_folder_;
  std::string last_real_;
};

}  // namespace dateline::indexing
