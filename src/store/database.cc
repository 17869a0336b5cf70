#include "store/database.hh"

#include "base/digest.hh"
#include "base/error.hh"
#include "schema/field.hh"
#include "text/tokenize.hh"

#include <fmt/format.h>

namespace dateline::store {

namespace fs = std::filesystem;

Database::Database(const fs::path& folder) : folder_(folder) {
  // A writer may merge segments away between our reading the manifest and opening them: then the
  // manifest has changed, and the new one is opened instead.
  constexpr int attempts = 5;
  for (int attempt = 1;; ++attempt) {
    manifest_ = read_manifest(folder);
    // The stemmer is the database's own; sentence rules matter to indexing, and the gazetteer here
    // only to which forms of names a query may use.
    Fingerprint ours = manifest_.fingerprint;
    ours.schema = base::hex(schema::Schema::standard().fingerprint());
    ours.tokenizer = text::tokenizer_version;
    require_fingerprint(folder, manifest_.fingerprint, ours);
    segments_.clear();
    try {
      for (const SegmentEntry& entry : manifest_.segments) {
        segments_.push_back(std::make_unique<Segment>(folder / entry.name, entry));
      }
      break;
    } catch (const base::Error&) {
      if (attempt == attempts || read_manifest(folder).next_segment == manifest_.next_segment)
        throw;
    }
  }
  for (const auto& segment : segments_) terms_.add_database(segment->terms);
}

std::uint64_t Database::live_passages() const {
  std::uint64_t count = 0;
  for (const auto& segment : segments_) count += segment->live_passages();
  return count;
}

std::uint64_t Database::live_articles() const {
  std::uint64_t count = 0;
  for (const auto& segment : segments_) count += segment->live_articles();
  return count;
}

std::uint64_t Database::size_bytes() const {
  std::uint64_t bytes = 0;
  std::error_code ignored;
  for (const auto& segment : segments_) {
    for (const auto& entry : fs::directory_iterator(folder_ / segment->name, ignored)) {
      bytes += entry.file_size(ignored);
    }
  }
  return bytes + fs::file_size(folder_ / manifest_name, ignored);
}

}  // namespace dateline::store
