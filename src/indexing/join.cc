#include "indexing/join.hh"

#include "base/error.hh"
#include "indexing/publisher.hh"
#include "indexing/sources.hh"
#include "store/database.hh"
#include "store/files.hh"
#include "store/lock.hh"
#include "store/self_contained.hh"
#include "store/verify.hh"

#include <algorithm>

#include <fmt/format.h>

namespace dateline::indexing {

namespace fs = std::filesystem;

namespace {

void copy_segment(const fs::path& from, const fs::path& target) {
  fs::path aside = target;
  aside += ".scratch";
  std::error_code failed;
  fs::remove_all(aside, failed);
  fs::create_directories(aside, failed);
  for (auto entry = fs::directory_iterator(from, failed);
       !failed && entry != fs::directory_iterator(); entry.increment(failed)) {
    fs::copy_file(entry->path(), aside / entry->path().filename(), failed);
    if (failed) break;
  }
  if (failed) {
    std::error_code ignored;
    fs::remove_all(aside, ignored);
    throw base::Error(base::Code::Database,
                      fmt::format("cannot copy segment '{}': {}", from.string(), failed.message()));
  }
  store::publish_folder(aside, target);
}

/// Which articles of a segment are wanted.
/// out: versions, of all its articles; whether any is
bool see_articles(const store::Segment& segment, Publisher& publisher, JoinCounts& counts,
                  std::vector<Version>& versions) {
  const auto rows = segment.text.articles();
  versions.assign(rows.size(), {});
  bool wanted = false;
  for (std::uint32_t article = 0; article < rows.size(); ++article) {
    versions[article].id_digest = rows[article].id_digest;
    // A version without number is never the latest: it is deleted where it comes to.
    if (segment.is_deleted(article)) continue;
    switch (publisher.see(rows[article].id_digest, rows[article].content_digest,
                          versions[article].sequence)) {
      case KnownArticles::Verdict::Unchanged:
        ++counts.unchanged;
        continue;
      case KnownArticles::Verdict::New:
        ++counts.added;
        break;
      case KnownArticles::Verdict::Changed:
        ++counts.replaced;
        break;
    }
    wanted = true;
  }
  return wanted;
}

}  // namespace

JoinCounts join(const fs::path& database, const fs::path& part) {
  std::error_code failed;
  if (fs::equivalent(database, part, failed))
    throw base::Error(base::Code::Usage, "a database cannot be joined with itself");
  const store::Database from(part);
  Publisher publisher(database, from.manifest().fingerprint);
  JoinCounts counts;
  for (std::size_t i = 0; i < from.segments().size(); ++i) {
    const store::Segment& segment = *from.segments()[i];
    if (!segment.remote.empty() && publisher.lists(segment.remote)) continue;
    std::vector<Version> versions;
    if (segment.remote.empty()) store::require_undamaged(part / segment.name, segment);
    if (!see_articles(segment, publisher, counts, versions)) continue;
    const fs::path target = publisher.next_folder();
    if (segment.remote.empty()) copy_segment(part / segment.name, target);
    store::SegmentEntry entry = from.manifest().segments[i];
    entry.name = target.filename().string();
    entry.deleted.clear();
    publisher.publish(std::move(entry), versions);
    ++counts.segments;
  }
  return counts;
}

JoinCounts join_server(const fs::path& database, const std::string& server) {
  const auto tables = store::Tables::at_server(server, store::default_remote_timeout_ms);
  store::SegmentDescription served = store::describe(*tables);
  served.entry.remote = server;
  Publisher publisher(database, served.fingerprint);
  if (publisher.lists(server))
    throw base::Error(base::Code::Usage, fmt::format("'{}' is listed already", server));
  const store::Segment segment({}, served.entry);
  JoinCounts counts;
  std::vector<Version> versions;
  if (!see_articles(segment, publisher, counts, versions)) return counts;
  served.entry.name = publisher.next_folder().filename().string();
  publisher.publish(served.entry, versions);
  ++counts.segments;
  return counts;
}

std::size_t drop_server(const fs::path& database, const std::string& server) {
  const store::WriteLock lock(database);
  store::Manifest manifest = store::read_manifest(database);
  const std::size_t dropped =
      std::erase_if(manifest.segments, [&](const auto& entry) { return entry.remote == server; });
  if (dropped == 0) return 0;
  store::write_manifest(database, manifest);
  // What the server had replaced here is no longer known, so that files are read again that have it.
  std::error_code ignored;
  fs::remove(database / sources_name, ignored);
  return dropped;
}

}  // namespace dateline::indexing
