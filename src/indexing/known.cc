#include "indexing/known.hh"

#include "store/segment.hh"
#include "store/text_file.hh"

#include <algorithm>

namespace dateline::indexing {

KnownArticles::KnownArticles(const std::filesystem::path& database,
                             const store::Manifest& manifest) {
  for (std::size_t i = 0; i < manifest.segments.size(); ++i) {
    const store::SegmentEntry& entry = manifest.segments[i];
    const store::TextFile text(database / entry.name / store::text_name);
    const auto rows = text.articles();
    entries_.reserve(entries_.size() + rows.size());
    for (std::uint32_t ordinal = 0; ordinal < rows.size(); ++ordinal) {
      if (std::binary_search(entry.deleted.begin(), entry.deleted.end(), ordinal)) continue;
      entries_[rows[ordinal].id_digest] = {rows[ordinal].content_digest, 0, Location{i, ordinal}};
    }
  }
}

KnownArticles::Verdict KnownArticles::see(std::uint64_t id_digest, std::uint64_t content_digest,
                                          std::uint64_t& sequence) {
  const auto [found, added] = entries_.try_emplace(id_digest);
  Entry& entry = found->second;
  if (!added && entry.content_digest == content_digest) return Verdict::Unchanged;
  entry.content_digest = content_digest;
  sequence = entry.sequence = ++last_sequence_;
  return added ? Verdict::New : Verdict::Changed;
}

bool KnownArticles::is_latest(std::uint64_t id_digest, std::uint64_t sequence) const {
  const auto found = entries_.find(id_digest);
  return found != entries_.end() && found->second.sequence == sequence;
}

std::optional<Location> KnownArticles::location(std::uint64_t id_digest) const {
  const auto found = entries_.find(id_digest);
  return found == entries_.end() ? std::nullopt : found->second.location;
}

void KnownArticles::set_location(std::uint64_t id_digest, Location location) {
  entries_[id_digest].location = location;
}

}  // namespace dateline::indexing
