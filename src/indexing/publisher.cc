#include "indexing/publisher.hh"

#include "base/error.hh"
#include "indexing/sources.hh"
#include "store/database.hh"
#include "store/merge.hh"
#include "store/segment.hh"

#include <algorithm>

#include <fmt/format.h>

namespace dateline::indexing {

namespace fs = std::filesystem;

namespace {

/// More segments than this are merged at the end of a run; each one costs every query a little.
constexpr std::size_t max_segments = 8;
/// No merge makes a segment with more passages than this: it would hold their text in memory.
constexpr std::uint64_t max_merged_passages = 500'000;

/// Whether a segment's files lie in the database.
bool is_here(const store::SegmentEntry& entry) {
  return entry.remote.empty();
}

fs::path made(fs::path folder) {
  std::error_code failed;
  // A folder with other things in it is somebody else's: do not move in.
  if (fs::exists(folder, failed) && !fs::exists(folder / store::manifest_name, failed) &&
      !fs::exists(folder / "writer.lock", failed) && !fs::is_empty(folder, failed)) {
    throw base::Error(
        base::Code::Database,
        fmt::format("cannot make a database in '{}': it holds other files", folder.string()),
        "name a folder that is empty or not there yet");
  }
  fs::create_directories(folder, failed);
  if (failed) {
    throw base::Error(base::Code::Database, fmt::format("cannot make database '{}': {}",
                                                        folder.string(), failed.message()));
  }
  return folder;
}

bool there(const fs::path& folder) {
  std::error_code ignored;
  return fs::exists(folder, ignored);
}

store::Manifest opened(const fs::path& folder, const store::Fingerprint& ours) {
  std::error_code failed;
  if (!fs::exists(folder / store::manifest_name, failed)) {
    // Segments follow a manifest: without one they are somebody's loss, not ours to remove.
    for (const auto& entry : fs::directory_iterator(folder, failed)) {
      const std::string name = entry.path().filename().string();
      if (!name.starts_with("segment-") || name.ends_with(".scratch")) continue;
      throw base::Error(
          base::Code::Database,
          fmt::format("database '{}' has lost its {}", folder.string(), store::manifest_name),
          "restore the file, or index the corpus again into a new database");
    }
    store::Manifest manifest;
    manifest.fingerprint = ours;
    store::write_manifest(folder, manifest);
    return manifest;
  }
  store::Manifest manifest = store::read_manifest(folder);
  store::require_fingerprint(folder, manifest.fingerprint, ours);
  return manifest;
}

}  // namespace

Publisher::Publisher(fs::path folder, const store::Fingerprint& ours)
    : made_here_(!there(folder)),
      folder_(made(std::move(folder))),
      lock_(folder_),
      manifest_(opened(folder_, ours)),
      fingerprint_(manifest_.fingerprint),
      known_(folder_, manifest_) {
  remove_leftovers();
}

/// A run that was killed leaves folders that no manifest names.
void Publisher::remove_leftovers() const {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder_, ignored)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("segment-")) continue;
    const bool listed =
        std::any_of(manifest_.segments.begin(), manifest_.segments.end(),
                    [&](const store::SegmentEntry& segment) { return segment.name == name; });
    if (!listed) fs::remove_all(entry.path(), ignored);
  }
}

KnownArticles::Verdict Publisher::see(std::uint64_t id_digest, std::uint64_t content_digest,
                                      std::uint64_t& sequence) {
  const std::lock_guard guard(mutex_);
  return known_.see(id_digest, content_digest, sequence);
}

fs::path Publisher::next_folder() {
  const std::lock_guard guard(mutex_);
  return folder_ / fmt::format("segment-{:06}", manifest_.next_segment++);
}

std::string Publisher::dictionary() {
  const std::lock_guard guard(mutex_);
  if (!dictionary_.empty()) return dictionary_;
  // All that have one have the same; opening a small file is the cheapest.
  std::vector<store::SegmentEntry> segments = manifest_.segments;
  std::sort(segments.begin(), segments.end(),
            [](const auto& a, const auto& b) { return a.passages < b.passages; });
  for (const store::SegmentEntry& entry : segments) {
    if (entry.self_contained) continue;
    const store::TextFile text(folder_ / entry.name / store::text_name);
    dictionary_ = std::string(text.dictionary());
    if (!dictionary_.empty()) break;
  }
  return dictionary_;
}

void Publisher::keep_dictionary(std::string dictionary) {
  const std::lock_guard guard(mutex_);
  if (dictionary_.empty()) dictionary_ = std::move(dictionary);
}

void Publisher::publish(store::SegmentEntry entry, const std::vector<Version>& versions) {
  const std::lock_guard guard(mutex_);
  store::Manifest next = manifest_;
  std::vector<bool> latest(versions.size());
  for (std::uint32_t ordinal = 0; ordinal < versions.size(); ++ordinal) {
    const Version& version = versions[ordinal];
    latest[ordinal] = known_.is_latest(version.id_digest, version.sequence);
    if (!latest[ordinal]) {
      entry.deleted.push_back(ordinal);
    } else if (const auto old = known_.location(version.id_digest)) {
      std::vector<std::uint32_t>& deleted = next.segments[old->segment].deleted;
      deleted.insert(std::upper_bound(deleted.begin(), deleted.end(), old->article), old->article);
    }
  }
  const std::size_t segment = next.segments.size();
  store::write_ids(folder_, entry);
  next.segments.push_back(std::move(entry));
  store::write_manifest(folder_, next);
  manifest_ = std::move(next);
  // Only what is published can be replaced, by this run or a later one.
  for (std::uint32_t ordinal = 0; ordinal < versions.size(); ++ordinal) {
    if (latest[ordinal]) known_.set_location(versions[ordinal].id_digest, {segment, ordinal});
  }
}

void Publisher::withdraw() {
  const std::lock_guard guard(mutex_);
  if (!made_here_ || !manifest_.segments.empty()) return;
  std::error_code ignored;
  fs::remove(folder_ / store::manifest_name, ignored);
  fs::remove(folder_ / sources_name, ignored);
  fs::remove(folder_ / "writer.lock", ignored);
  fs::remove(folder_, ignored);
}

void Publisher::merge() {
  const std::lock_guard guard(mutex_);
  const auto here = [&] {
    return std::count_if(manifest_.segments.begin(), manifest_.segments.end(), is_here);
  };
  while (static_cast<std::size_t>(here()) > max_segments) {
    // Neighbours, so that the order of articles stays; the lightest run of half of them, so that
    // work stays in proportion to what is small.
    const std::size_t width = max_segments / 2;
    std::size_t best = 0;
    std::uint64_t least = max_merged_passages + 1;
    for (std::size_t i = 0; i + width <= manifest_.segments.size(); ++i) {
      std::uint64_t passages = 0;
      for (std::size_t k = i; k < i + width; ++k) {
        passages += is_here(manifest_.segments[k]) ? manifest_.segments[k].passages
                                                   : max_merged_passages + 1;
      }
      if (passages < least) {
        least = passages;
        best = i;
      }
    }
    if (least > max_merged_passages) return;
    replace_segments(best, width, false);
  }
}

/// Put one segment, or none if all its articles are deleted, in the place of some neighbours.
void Publisher::replace_segments(std::size_t first, std::size_t count, bool self_contained) {
  const auto begin = manifest_.segments.begin() + static_cast<std::ptrdiff_t>(first);
  const std::vector<store::SegmentEntry> parts(begin, begin + static_cast<std::ptrdiff_t>(count));
  store::Manifest next = manifest_;
  const fs::path target = folder_ / fmt::format("segment-{:06}", next.next_segment++);
  const bool whole =
      self_contained ||
      std::any_of(parts.begin(), parts.end(), [](const auto& part) { return part.self_contained; });
  store::SegmentEntry merged =
      store::merge_segments(folder_, parts, target, dictionary_, whole ? &fingerprint_ : nullptr);
  const auto at = next.segments.begin() + static_cast<std::ptrdiff_t>(first);
  const auto rest = next.segments.erase(at, at + static_cast<std::ptrdiff_t>(count));
  if (merged.articles > 0) {
    store::write_ids(folder_, merged);
    next.segments.insert(rest, std::move(merged));
  }
  store::write_manifest(folder_, next);
  manifest_ = std::move(next);
  // Readers that have them open keep their files; later readers see the new manifest.
  std::error_code ignored;
  for (const store::SegmentEntry& part : parts) fs::remove_all(folder_ / part.name, ignored);
  known_ = KnownArticles(folder_, manifest_);
}

CompactCounts Publisher::compact(bool self_contained) {
  const std::lock_guard guard(mutex_);
  CompactCounts counts;
  const auto bytes = [&] {
    const store::Database database(folder_);
    return database.size_bytes();
  };
  counts.segments_before = manifest_.segments.size();
  counts.bytes_before = bytes();
  for (const store::SegmentEntry& entry : manifest_.segments)
    counts.dropped += entry.deleted.size();
  for (std::size_t first = 0; first < manifest_.segments.size(); ++first) {
    if (!is_here(manifest_.segments[first])) continue;
    std::uint64_t passages = 0;
    std::size_t end = first;
    while (end < manifest_.segments.size() && is_here(manifest_.segments[end]) &&
           (end == first || passages + manifest_.segments[end].passages <= max_merged_passages)) {
      passages += manifest_.segments[end++].passages;
    }
    const store::SegmentEntry& entry = manifest_.segments[first];
    if (end - first == 1 && entry.deleted.empty() && (entry.self_contained || !self_contained))
      continue;
    const std::size_t before = manifest_.segments.size();
    replace_segments(first, end - first, self_contained);
    if (before - manifest_.segments.size() == end - first) --first;  // nothing took their place
  }
  counts.segments = manifest_.segments.size();
  counts.bytes = bytes();
  return counts;
}

bool Publisher::lists(const std::string& server) {
  const std::lock_guard guard(mutex_);
  return std::any_of(manifest_.segments.begin(), manifest_.segments.end(),
                     [&](const auto& entry) { return entry.remote == server; });
}

std::vector<bool> Publisher::remove(const std::vector<std::string>& ids) {
  const std::lock_guard guard(mutex_);
  store::Manifest next = manifest_;
  std::vector<bool> found;
  for (const std::string& id : ids) {
    const std::uint64_t digest = store::article_id_digest(id);
    const auto place = known_.location(digest);
    found.push_back(place.has_value());
    if (!place) continue;
    std::vector<std::uint32_t>& deleted = next.segments[place->segment].deleted;
    const auto at = std::lower_bound(deleted.begin(), deleted.end(), place->article);
    if (at == deleted.end() || *at != place->article) deleted.insert(at, place->article);
  }
  store::write_manifest(folder_, next);
  manifest_ = std::move(next);
  known_ = KnownArticles(folder_, manifest_);
  return found;
}

}  // namespace dateline::indexing
