// Indexing a corpus: read, analyse in parallel, write segments, publish them.
#pragma once

#include "base/issue.hh"
#include "corpus/reader.hh"
#include "store/manifest.hh"
#include "temporal/published.hh"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace dateline::indexing {

inline constexpr std::uint64_t default_memory_bytes = 384u << 20;

/// What a segment under construction may hold if so many threads are to stay within so much
/// memory; not below 4 MiB.
std::uint64_t segment_share(std::uint64_t memory_bytes, unsigned jobs);

struct IndexOptions {
  std::filesystem::path database;
  std::vector<std::string> paths;
  corpus::ReadOptions read;
  temporal::DateOptions dates;
  std::string stemmer;  ///< of a new database, english if empty; else it must be the same
  /// Whether persons, organisations and places are found. A database made without stays without.
  bool entities = true;
  unsigned jobs = 0;            ///< analysing threads; 0: one a core
  bool self_contained = false;  ///< segments need no side files (store/self_contained.hh)
  bool dry_run = false;         ///< read and compare only
  /// What the process may take, roughly: segments under construction are written out in time.
  std::uint64_t memory_bytes = default_memory_bytes;
  /// What one segment under construction may hold; 0: as memory_bytes and jobs allow.
  std::uint64_t segment_bytes = 0;
  const std::atomic<bool>* stop = nullptr;  ///< set from outside: finish what was read, then end
  bool reread = false;                      ///< also read files that were read before
  std::optional<temporal::Day> since;       ///< leave out articles published before this day
  /// Take only the articles of one of so many shards, by their ids; 1 of 1 takes all.
  unsigned shard = 1, shards = 1;
  /// Look again and again for files that are new or have changed, with so much time between, until
  /// `stop` is set; 0: read once. A file is read when it has not changed for that time.
  std::chrono::milliseconds watch{0};
  /// Called, when watching, after each reading that found something to read.
  std::function<void(const struct IndexCounts&)> on_commit;
};

/// Numbers of a run, kept current while it goes on.
struct IndexCounts {
  corpus::ReadCounts read;
  std::uint64_t added = 0;      ///< articles not known before
  std::uint64_t replaced = 0;   ///< articles whose content had changed
  std::uint64_t unchanged = 0;  ///< articles already there with the same content
  std::uint64_t without_date = 0, without_title = 0, without_body = 0;  ///< of added and replaced
  std::uint64_t passages = 0;                                           ///< written
  std::uint64_t segments = 0;                                           ///< written
  std::uint64_t unchanged_files = 0;  ///< read before and not read again; their articles are
                                      ///< among `unchanged`
  std::uint64_t before_since = 0;     ///< articles left out as older than `since`
  std::uint64_t other_shards = 0;     ///< articles left out as another shard's
  bool interrupted = false;
  bool from_input = false;  ///< standard input is all that was read
};

/// Called now and then, from the thread that called index().
using ProgressSink = std::function<void(const IndexCounts&)>;

/// What this program's analysis looks like, with the given stemmer, with or without entities.
store::Fingerprint fingerprint(const std::string& stemmer, bool entities = true);

/// Index a corpus into a database, made if it is not there. Articles known with the same content
/// are left alone, others replace their old version. Rankings do not depend on jobs or
/// segment_bytes. errors: Error{Code::Database} if the database can't be written, is locked, or was
/// made with another
///         analysis; Error{Code::Usage} as read_corpus(); what `issues` throws. What was published
///         before stays
IndexCounts index(const IndexOptions& options, const base::IssueSink& issues,
                  const ProgressSink& progress);

}  // namespace dateline::indexing
