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

class Database {
 public:
  /// Open the segments that the manifest lists at this moment.
  /// errors: Error{Code::Database} if there is no database, a segment of it is missing or damaged,
  /// or
  ///         its terms are not those of this program (schema, tokenizer)
  explicit Database(const std::filesystem::path& folder);

  const std::filesystem::path& folder() const { return folder_; }
  const Manifest& manifest() const { return manifest_; }
  const std::vector<std::unique_ptr<Segment>>& segments() const { return segments_; }
  const Segment& segment(std::uint32_t index) const { return *segments_[index]; }

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
  std::filesystem::path folder_;
  Manifest manifest_;
  std::vector<std::unique_ptr<Segment>> segments_;
  Xapian::Database terms_;
};

}  // namespace dateline::store
