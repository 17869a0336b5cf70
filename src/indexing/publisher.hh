// The database as its one writer sees it: makes folders for segments, publishes what is finished.
#pragma once

#include "indexing/known.hh"
#include "store/lock.hh"
#include "store/manifest.hh"

#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

namespace dateline::indexing {

/// A version of an article inside a finished segment, by ordinal.
struct Version {
  std::uint64_t id_digest = 0;
  std::uint64_t sequence = 0;
};

/// What compact() did.
/// dropped: deleted articles that are no longer on disk
struct CompactCounts {
  std::size_t segments_before = 0, segments = 0;
  std::uint64_t dropped = 0;
  std::uint64_t bytes_before = 0, bytes = 0;
};

/// Owns manifest, lock and known articles of a database during a run. Safe to use from many
/// threads.
class Publisher {
 public:
  /// Open the database for writing, or make it.
  /// errors: Error{Code::Database} if it can't be made, is locked, or differs from `ours` in its
  /// fingerprint
  Publisher(std::filesystem::path folder, const store::Fingerprint& ours);

  KnownArticles::Verdict see(std::uint64_t id_digest, std::uint64_t content_digest,
                             std::uint64_t& sequence);

  /// A folder for the next segment, not there yet.
  std::filesystem::path next_folder();

  /// Make a finished segment part of the database, and mark what it replaces.
  /// in: versions, of the segment's articles in order
  void publish(store::SegmentEntry entry, const std::vector<Version>& versions);

  /// The compression dictionary that segments share, trained by the first large one.
  std::string dictionary();
  void keep_dictionary(std::string dictionary);

  const std::filesystem::path& folder() const { return folder_; }

  /// Remove the database again if this run made it and published nothing: a mistyped command leaves
  /// no trace.
  void withdraw();

  /// Mark articles as deleted, all in one step.
  /// out: for each id whether there was such an article
  std::vector<bool> remove(const std::vector<std::string>& ids);

  /// Merge segments so that few remain: while there are more than eight, the smallest neighbours
  /// become one, self-contained if one of them is. Deleted articles of what is merged are dropped.
  /// Segments on servers are left alone, here and in compact().
  void merge();

  /// Merge all segments into as few as there can be, and drop all deleted articles.
  /// in: self_contained, whether all of them are to be so
  CompactCounts compact(bool self_contained = false);

  /// Whether a segment on a server is listed.
  bool lists(const std::string& server);

  /// The analysis that the database is made with.
  const store::Fingerprint& fingerprint() const { return fingerprint_; }

 private:
  void replace_segments(std::size_t first, std::size_t count, bool self_contained);
  void remove_leftovers() const;

  bool made_here_;
  std::filesystem::path folder_;
  store::WriteLock lock_;
  std::mutex mutex_;
  store::Manifest manifest_;
  const store::Fingerprint fingerprint_;
  std::string dictionary_;
  KnownArticles known_;
};

}  // namespace dateline::indexing
