#include "indexing/known.hh"

namespace dateline::indexing {

KnownArticles::KnownArticles(const std::filesystem::path& database,
                             const store::Manifest& manifest) {
  for (const store::SegmentEntry& entry : manifest.segments)
    parts_.push_back({store::IdFile(database, entry), entry.deleted});
}

std::optional<KnownArticles::Found> KnownArticles::find(std::uint64_t id_digest) const {
  for (std::size_t i = parts_.size(); i-- > 0;) {
    if (const auto found = parts_[i].ids.find(id_digest, parts_[i].deleted))
      return Found{{i, found->article}, found->content_digest};
  }
  return std::nullopt;
}

KnownArticles::Verdict KnownArticles::see(std::uint64_t id_digest, std::uint64_t content_digest,
                                          std::uint64_t& sequence) {
  auto entry = entries_.find(id_digest);
  bool is_new = false;
  if (entry != entries_.end()) {
    if (entry->second.content_digest == content_digest) return Verdict::Unchanged;
  } else {
    const auto old = find(id_digest);
    if (old && old->content_digest == content_digest) return Verdict::Unchanged;
    is_new = !old;
    entry = entries_.try_emplace(id_digest).first;
    if (old) entry->second.location = old->location;
  }
  entry->second.content_digest = content_digest;
  sequence = entry->second.sequence = ++last_sequence_;
  return is_new ? Verdict::New : Verdict::Changed;
}

bool KnownArticles::is_latest(std::uint64_t id_digest, std::uint64_t sequence) const {
  const auto found = entries_.find(id_digest);
  return found != entries_.end() && found->second.sequence == sequence;
}

std::optional<Location> KnownArticles::location(std::uint64_t id_digest) const {
  const auto found = entries_.find(id_digest);
  if (found != entries_.end()) return found->second.location;
  const auto old = find(id_digest);
  return old ? std::optional(old->location) : std::nullopt;
}

void KnownArticles::set_location(std::uint64_t id_digest, Location location) {
  entries_[id_digest].location = location;
}

}  // namespace dateline::indexing
