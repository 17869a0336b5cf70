#include "store/verify.hh"

#include "base/error.hh"
#include "store/database.hh"
#include "store/digest.hh"
#include "store/ids.hh"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace dateline::store {

namespace fs = std::filesystem;

namespace {

/// Folders and files beside what the manifest names.
void note_others(const fs::path& folder, const Manifest& manifest, std::vector<Finding>& notes) {
  std::set<std::string> known;
  for (const SegmentEntry& entry : manifest.segments) known.insert(entry.name);
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("segment-") && !known.contains(name))
      notes.push_back({name, "no manifest names it; the next writer removes it"});
  }
  for (const SegmentEntry& entry : manifest.segments) {
    if (!entry.remote.empty())
      notes.push_back({entry.name, fmt::format("its files lie at {} and were not checked; run "
                                               "dateline verify there",
                                               entry.remote)});
    if (entry.self_contained) continue;
    if (!fs::exists(folder / entry.name / ids_name, ignored))
      notes.push_back({entry.name, fmt::format("it has no {}, so that indexing starts slowly; "
                                               "dateline compact makes one when it merges",
                                               ids_name)});
  }
}

Verification verify_once(const fs::path& folder, const Manifest& manifest) {
  Verification found;
  std::vector<std::uint64_t> ids;
  std::set<std::string> names;
  for (const SegmentEntry& entry : manifest.segments) {
    if (!names.insert(entry.name).second)
      found.damage.push_back({manifest_name, entry.name + " is listed twice"});
    ++found.segments;
    found.deleted += entry.deleted.size();
    if (!entry.remote.empty()) continue;
    const std::vector<std::uint64_t> more = verify_segment(folder, entry, found.damage);
    ids.insert(ids.end(), more.begin(), more.end());
  }
  std::sort(ids.begin(), ids.end());
  std::uint64_t twice = 0;
  for (std::size_t i = 1; i < ids.size(); ++i) twice += ids[i] == ids[i - 1];
  if (twice > 0)
    found.damage.push_back(
        {manifest_name, fmt::format("{} articles are there more than once", twice)});
  note_others(folder, manifest, found.notes);
  if (!found.damage.empty()) return found;
  const Database database(folder);
  found.articles = database.live_articles();
  found.passages = database.live_passages();
  found.size_bytes = database.size_bytes();
  found.digest = logical_digest(database);
  return found;
}

}  // namespace

Verification verify_database(const fs::path& folder) {
  constexpr int attempts = 3;
  for (int attempt = 1;; ++attempt) {
    const Manifest manifest = read_manifest(folder);
    Verification found;
    try {
      found = verify_once(folder, manifest);
    } catch (const ServerError&) {
      throw;
    } catch (const base::Error& failure) {
      found.damage.push_back({manifest_name, failure.what()});
    }
    // A merge may have removed what was being looked at.
    if (found.damage.empty() || attempt == attempts ||
        read_manifest(folder).next_segment == manifest.next_segment)
      return found;
  }
}

}  // namespace dateline::store
