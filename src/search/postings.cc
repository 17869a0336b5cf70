#include "search/postings.hh"

#include <algorithm>

namespace dateline::search {

Bitmap passages_with(const Xapian::Database& segment, const std::vector<std::string>& terms,
                     std::uint32_t passage_count) {
  Bitmap result(passage_count);
  for (const std::string& term : terms) {
    const auto end = segment.postlist_end(term);
    for (auto at = segment.postlist_begin(term); at != end; ++at) {
      if (*at <= passage_count) result.set(*at - 1);
    }
  }
  return result;
}

PostingList unite(const std::vector<const PostingList*>& lists) {
  if (lists.size() == 1) return *lists.front();
  // A heap of list heads: many short lists (a wildcard's) cost their total size times its height.
  struct Head {
    std::uint32_t ordinal;
    std::uint32_t list;
    std::size_t at;
    bool operator>(const Head& other) const { return ordinal > other.ordinal; }
  };
  std::vector<Head> heap;
  for (std::uint32_t i = 0; i < lists.size(); ++i) {
    if (lists[i]->size() > 0) heap.push_back({lists[i]->ordinals[0], i, 0});
  }
  std::make_heap(heap.begin(), heap.end(), std::greater<>());
  PostingList result;
  while (!heap.empty()) {
    std::pop_heap(heap.begin(), heap.end(), std::greater<>());
    Head& head = heap.back();
    const PostingList& list = *lists[head.list];
    if (result.size() > 0 && result.ordinals.back() == head.ordinal) {
      result.counts.back() += list.counts[head.at];
    } else {
      result.add(head.ordinal, list.counts[head.at]);
    }
    if (++head.at < list.size()) {
      head.ordinal = list.ordinals[head.at];
      std::push_heap(heap.begin(), heap.end(), std::greater<>());
    } else {
      heap.pop_back();
    }
  }
  return result;
}

PostingList intersect(std::vector<const PostingList*> lists) {
  // The shortest list leads; the others are searched from where they were left.
  std::sort(lists.begin(), lists.end(),
            [](const PostingList* a, const PostingList* b) { return a->size() < b->size(); });
  PostingList result = *lists.front();
  for (std::size_t k = 1; k < lists.size(); ++k) {
    const PostingList& other = *lists[k];
    std::size_t kept = 0, at = 0;
    for (std::size_t i = 0; i < result.size() && at < other.size(); ++i) {
      const std::uint32_t wanted = result.ordinals[i];
      std::size_t step = 1;  // gallop, then search the last stride
      while (at + step < other.size() && other.ordinals[at + step] < wanted) step *= 2;
      const auto first = other.ordinals.begin() + static_cast<std::ptrdiff_t>(at + step / 2);
      const auto last = other.ordinals.begin() +
                        static_cast<std::ptrdiff_t>(std::min(at + step + 1, other.size()));
      at = static_cast<std::size_t>(std::lower_bound(first, last, wanted) - other.ordinals.begin());
      if (at < other.size() && other.ordinals[at] == wanted) {
        result.ordinals[kept] = wanted;
        result.counts[kept++] = std::min(result.counts[i], other.counts[at]);
      }
    }
    result.ordinals.resize(kept);
    result.counts.resize(kept);
  }
  return result;
}

Bitmap as_bitmap(const PostingList& list, std::uint32_t passage_count) {
  Bitmap result(passage_count);
  for (const std::uint32_t ordinal : list.ordinals) result.set(ordinal);
  return result;
}

}  // namespace dateline::search
