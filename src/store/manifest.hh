// dateline.toml: the list of segments that makes a folder a database.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace dateline::store {

inline constexpr int database_version = 6, oldest_database_version = 6;
inline constexpr char manifest_name[] = "dateline.toml";

/// What shaped the terms and facets of a database. Searching or adding with another is refused.
struct Fingerprint {
  std::string schema;     ///< digest of the schema
  int tokenizer = 0;      ///< text::tokenizer_version
  std::string stemmer;    ///< name of the stemmer
  std::string sentences;  ///< digest of the sentence rules
  std::string entities;   ///< digest of the gazetteer or model

  bool operator==(const Fingerprint&) const = default;

  /// What differs, as `stemmer: english here, none there; …`; empty if nothing.
  std::string difference(const Fingerprint& other) const;
};

/// A segment as the manifest lists it.
struct SegmentEntry {
  std::string name;  ///< of its folder
  /// Whether its tables hold all there is (store/self_contained.hh), and no side files lie beside them.
  bool self_contained = false;
  /// `host:port` where a self-contained segment is served; there is no folder then.
  std::string remote = {};
  std::uint32_t passages = 0;
  std::uint32_t articles = 0;
  std::uint64_t text_bytes = 0;  ///< of titles and bodies
  /// Articles that were replaced or deleted after the segment was written, by ordinal, ascending.
  std::vector<std::uint32_t> deleted;
};

struct Manifest {
  Fingerprint fingerprint;
  std::uint64_t next_segment = 1;
  std::vector<SegmentEntry> segments;
};

/// Read the manifest of a database.
/// errors: Error{Code::Database} if there is none, or its version is not readable
Manifest read_manifest(const std::filesystem::path& database);

/// Refuse to add to a database that was made with another analysis.
/// errors: Error{Code::Database} naming what differs
void require_fingerprint(const std::filesystem::path& database, const Fingerprint& theirs,
                         const Fingerprint& ours);

/// Replace the manifest in one step.
/// errors: Error{Code::Database}; the old manifest then still stands
void write_manifest(const std::filesystem::path& database, const Manifest& manifest);

}  // namespace dateline::store
