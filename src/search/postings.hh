// Posting lists in memory: which passages of a segment have something, and how often.
#pragma once

#include "search/bitmap.hh"
#include "store/xapian.hh"

#include <cstdint>
#include <string>
#include <vector>

namespace dateline::search {

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

/// The passages that have any of some terms; for terms that only narrow.
Bitmap passages_with(const Xapian::Database& segment, const std::vector<std::string>& terms,
                     std::uint32_t passage_count);

/// The union of lists, counts added up.
PostingList unite(const std::vector<const PostingList*>& lists);

/// The passages that all lists have, with the least of their counts.
PostingList intersect(std::vector<const PostingList*> lists);

Bitmap as_bitmap(const PostingList& list, std::uint32_t passage_count);

}  // namespace dateline::search
