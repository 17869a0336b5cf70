// Posting lists united, cut and turned into sets.
#pragma once

#include "search/bitmap.hh"
#include "store/postings.hh"
#include "store/xapian.hh"

#include <cstdint>
#include <string>
#include <vector>

namespace dateline::search {

using store::PostingList;
using store::read_postings;

/// The passages that have any of some terms; for terms that only narrow.
Bitmap passages_with(const Xapian::Database& segment, const std::vector<std::string>& terms,
                     std::uint32_t passage_count);

/// The union of lists, counts added up.
PostingList unite(const std::vector<const PostingList*>& lists);

/// The passages that all lists have, with the least of their counts.
PostingList intersect(std::vector<const PostingList*> lists);

Bitmap as_bitmap(const PostingList& list, std::uint32_t passage_count);

}  // namespace dateline::search
