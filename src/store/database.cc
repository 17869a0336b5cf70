#include "store/database.hh"

#include "base/digest.hh"
#include "base/error.hh"
#include "schema/field.hh"
#include "store/self_contained.hh"
#include "text/tokenize.hh"

#include <algorithm>

#include <fmt/format.h>

namespace dateline::store {

namespace fs = std::filesystem;

Database::Database() {
  manifest_.fingerprint.stemmer = "english";
}

Database::Database(const fs::path& folder, const RemoteOptions& remote) : folder_(folder) {
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
    missing_.clear();
    try {
      for (const SegmentEntry& entry : manifest_.segments) open(entry, remote);
      break;
    } catch (const ServerError&) {
      throw;
    } catch (const base::Error&) {
      if (attempt == attempts || read_manifest(folder).next_segment == manifest_.next_segment)
        throw;
    }
  }
  for (const auto& segment : segments_) terms_.add_database(segment->terms);
  for (const MissingSegment& one : missing_) {
    std::erase_if(manifest_.segments,
                  [&](const SegmentEntry& entry) { return entry.name == one.name; });
  }
}

void Database::open(const SegmentEntry& entry, const RemoteOptions& remote) {
  const auto leave_out = [&](const std::string& reason) {
    missing_.push_back({entry.name, entry.remote, reason, entry.passages});
  };
  const auto& without = remote.without;
  const auto listed = std::find(without.begin(), without.end(), entry.remote);
  if (!entry.remote.empty() && listed != without.end()) {
    const auto which = static_cast<std::size_t>(listed - without.begin());
    return leave_out(which < remote.reasons.size() ? remote.reasons[which] : "it was not asked");
  }
  try {
    auto segment = std::make_unique<Segment>(folder_ / entry.name, entry, remote.timeout_ms);
    if (!entry.remote.empty()) require_served(*segment);
    segments_.push_back(std::move(segment));
  } catch (const ServerError& failure) {
    if (!remote.partial) throw;
    leave_out(failure.what());
  }
}

/// A server's segment must have been made with the analysis of the others.
void Database::require_served(const Segment& segment) const {
  require_fingerprint(segment.remote, describe(*segment.tables).fingerprint, manifest_.fingerprint);
}

void Database::require_servers() const {
  for (const auto& segment : segments_) {
    if (!segment->remote.empty()) segment->tables->keep_alive();
  }
}

bool Database::alive() const {
  try {
    require_servers();
    return true;
  } catch (const base::Error&) {
    return false;
  }
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
    if (!segment->remote.empty()) continue;
    for (const auto& entry : fs::directory_iterator(folder_ / segment->name, ignored)) {
      bytes += entry.file_size(ignored);
    }
  }
  return bytes + fs::file_size(folder_ / manifest_name, ignored);
}

}  // namespace dateline::store
