// Which articles a database already has: what makes indexing twice harmless.
#pragma once

#include "store/ids.hh"
#include "store/manifest.hh"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <unordered_map>
#include <vector>

namespace dateline::indexing {

/// Where the present version of an article lies.
struct Location {
  std::size_t segment = 0;  ///< index in the manifest's list
  std::uint32_t article = 0;
};

/// The articles of a database and of the running indexing, by id.
class KnownArticles {
 public:
  /// Map the ids of all segments; nothing is read until it is asked for.
  KnownArticles(const std::filesystem::path& database, const store::Manifest& manifest);

  enum class Verdict { New, Changed, Unchanged };

  /// Judge an article and remember it as the latest version of its id.
  /// out: sequence, the number of this version, counted from 1; unset if unchanged
  Verdict see(std::uint64_t id_digest, std::uint64_t content_digest, std::uint64_t& sequence);

  /// Whether the version is still the latest of its id.
  bool is_latest(std::uint64_t id_digest, std::uint64_t sequence) const;

  /// Where the published version of an id lies; nullopt if none is.
  std::optional<Location> location(std::uint64_t id_digest) const;
  void set_location(std::uint64_t id_digest, Location location);

 private:
  struct Entry {
    std::uint64_t content_digest = 0;
    std::uint64_t sequence = 0;
    std::optional<Location> location;
  };
  struct Part {
    store::IdFile ids;
    std::vector<std::uint32_t> deleted;
  };
  struct Found {
    Location location;
    std::uint64_t content_digest = 0;
  };

  std::optional<Found> find(std::uint64_t id_digest) const;

  std::vector<Part> parts_;                           ///< segments of earlier runs
  std::unordered_map<std::uint64_t, Entry> entries_;  ///< versions of this run
  std::uint64_t last_sequence_ = 0;
};

}  // namespace dateline::indexing
