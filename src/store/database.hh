// A database opened for searching: its segments seen as one.
#pragma once

#include "store/segment.hh"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace dateline::store {

/// A passage of an open database.
struct PassageRef {
  std::uint32_t segment = 0;
  std::uint32_t ordinal = 0;
  bool operator==(const PassageRef&) const = default;
};

/// How a database with segments on servers is opened.
/// timeout_ms: how long a server may take for one answer
/// without:    servers whose segments are left out, as the manifest names them; reasons, of each
/// partial:    leave out, too, what a server does not answer for
struct RemoteOptions {
  unsigned timeout_ms = default_remote_timeout_ms;
  std::vector<std::string> without = {}, reasons = {};
  bool partial = false;
};

/// A segment that was left out of an open database.
struct MissingSegment {
  std::string name, server, reason;
  std::uint64_t passages = 0;
};

class Database {
 public:
  /// A database of no passages, not on disk: what a query means can be asked of it.
  Database();

  /// Open the segments that the manifest lists at this moment.
  /// errors: Error{Code::Database} if there is no database, a segment of it is missing or damaged,
  ///         or its terms are not those of this program (schema, tokenizer); ServerError
  explicit Database(const std::filesystem::path& folder, const RemoteOptions& remote = {});

  const std::filesystem::path& folder() const { return folder_; }
  /// The manifest, without segments that were left out.
  const Manifest& manifest() const { return manifest_; }
  const std::vector<std::unique_ptr<Segment>>& segments() const { return segments_; }
  const Segment& segment(std::uint32_t index) const { return *segments_[index]; }

  /// Segments that were left out; none unless that was asked for.
  const std::vector<MissingSegment>& missing() const { return missing_; }

  /// Ask all servers for a sign of life.
  /// errors: ServerError of one that gives none
  void require_servers() const;

  /// Whether all servers still answer, which is asked so that they keep their connections.
  bool alive() const;

  /// All segments as Xapian sees them.
  const Xapian::Database& terms() const { return terms_; }

  /// A document of terms() as a passage.
  PassageRef passage(Xapian::docid document) const {
    const auto count = static_cast<Xapian::docid>(segments_.size());
    return {(document - 1) % count, (document - 1) / count};
  }

  std::uint64_t live_passages() const;
  std::uint64_t live_articles() const;
  std::uint64_t size_bytes() const;  ///< of all files on disk

 private:
  void open(const SegmentEntry& entry, const RemoteOptions& remote);
  void require_served(const Segment& segment) const;

  std::filesystem::path folder_;
  Manifest manifest_;
  std::vector<std::unique_ptr<Segment>> segments_;
  std::vector<MissingSegment> missing_;
  Xapian::Database terms_;
};

}  // namespace dateline::store
