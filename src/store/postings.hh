// Posting lists in memory: which passages of a segment have a term, and how often.
#pragma once

#include "store/tables.hh"

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace dateline::store {

/// Passages by ordinal, ascending, each with a count of at least 1; the arrays are of one length.
struct PostingList {
  std::vector<std::uint32_t> ordinals;
  std::vector<std::uint32_t> counts;

  std::size_t size() const { return ordinals.size(); }
  void add(std::uint32_t ordinal, std::uint32_t count) {
    ordinals.push_back(ordinal);
    counts.push_back(count);
  }
};

/// The postings of a term; empty if the segment does not have it. Terms without frequencies count
/// as occurring once.
PostingList read_postings(const Xapian::Database& segment, const std::string& term);

/// Posting lists read lately, so that a refined query or the next page reads none again. A segment
/// never changes, so nothing in it grows stale. May be used from any thread.
class PostingCache {
 public:
  /// in: passages, of the segment; lists of terms that not all of them have take room for eight
  ///     lists that all have (64 bytes a passage), at least 1 MB
  explicit PostingCache(std::uint32_t passages);

  /// A list from the cache, or read with ordinals of passages that there are.
  std::shared_ptr<const PostingList> get(const Tables& segment, const std::string& term);

 private:
  struct Entry {
    std::shared_ptr<const PostingList> list;
    std::uint64_t used = 0;
  };

  void make_room();

  std::uint32_t passages_;
  std::size_t room_, held_ = 0;  ///< postings
  std::uint64_t uses_ = 0;
  std::mutex mutex_;
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace dateline::store
