#include "store/postings.hh"

#include <algorithm>

namespace dateline::store {

PostingList read_postings(const Xapian::Database& segment, const std::string& term) {
  PostingList list;
  // A server may say what it likes.
  const Xapian::doccount size = std::min(segment.get_termfreq(term), segment.get_doccount());
  list.ordinals.resize(size);
  list.counts.resize(size);
  std::size_t i = 0;
  const auto end = segment.postlist_end(term);
  for (auto at = segment.postlist_begin(term); at != end && i < size; ++at, ++i) {
    list.ordinals[i] = *at - 1;
    list.counts[i] = std::max(1u, at.get_wdf());
  }
  list.ordinals.resize(i);
  list.counts.resize(i);
  return list;
}

PostingCache::PostingCache(std::uint32_t passages)
    : passages_(passages), room_(std::max<std::size_t>(std::size_t{8} * passages, 1 << 17)) {}

std::shared_ptr<const PostingList> PostingCache::get(const Tables& segment,
                                                     const std::string& term) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(term);
    if (found != entries_.end()) {
      found->second.used = ++uses_;
      return found->second.list;
    }
  }
  auto list = std::make_shared<PostingList>(segment.reading(
      "read the postings of a term", [&] { return read_postings(segment.database(), term); }));
  // A damaged list must not lead outside the other files.
  const auto end = std::lower_bound(list->ordinals.begin(), list->ordinals.end(), passages_);
  list->counts.resize(static_cast<std::size_t>(end - list->ordinals.begin()));
  list->ordinals.erase(end, list->ordinals.end());
  const std::lock_guard lock(mutex_);
  const auto [entry, is_new] = entries_.try_emplace(term, Entry{list, ++uses_});
  if (is_new) {
    held_ += list->size();
    if (held_ > room_) make_room();
  }
  return list;
}

/// Let go of what was not used for longest, down to half of the room, so that it is seldom done.
void PostingCache::make_room() {
  std::vector<std::pair<std::uint64_t, const std::string*>> ages;
  for (const auto& [term, entry] : entries_) ages.emplace_back(entry.used, &term);
  std::sort(ages.begin(), ages.end());
  for (const auto& [used, term] : ages) {
    if (held_ <= room_ / 2) break;
    const auto entry = entries_.find(*term);
    held_ -= entry->second.list->size();
    entries_.erase(entry);
  }
}

}  // namespace dateline::store
