#include "glass/inverter.hh"

#include "base/error.hh"

#include <algorithm>
#include <cstring>

namespace dateline::glass {

void Inverter::end_document() {
  const auto length = static_cast<std::uint32_t>(std::min<std::uint64_t>(length_, UINT32_MAX));
  lengths_.push_back(length);
  Statistics& all = statistics_;
  // As the library has it: a document without words counts only while there are no others.
  if (all.total_length == 0 || (length != 0 && length < all.shortest)) all.shortest = length;
  all.longest = std::max(all.longest, length);
  all.total_length += length;
  ++all.documents;
  length_ = 0;
}

/// Give a list its next slice. A slice that is full is followed by the place of the next.
void Inverter::grow(PostingList& list) {
  const std::uint32_t size = slice_bytes(list.slices) + link_bytes;
  if (pool_used_ + size > pool_block) {
    if (pool_.size() >= UINT32_MAX / pool_block)
      throw base::Error(base::Code::Internal, "a segment has too many postings");
    pool_.push_back(std::make_unique<char[]>(pool_block));
    pool_used_ = 0;
  }
  const auto at = static_cast<std::uint32_t>((pool_.size() - 1) * pool_block + pool_used_);
  pool_used_ += size;
  if (list.slices == 0) {
    list.head = at;
  } else {
    std::memcpy(place(list.end - 1) + 1, &at, link_bytes);
  }
  list.at = at;
  list.end = at + size - link_bytes;
  ++list.slices;
}

void Inverter::tail(const PostingList& list, std::string& bytes) const {
  bytes.clear();
  std::uint32_t at = list.head;
  for (std::uint32_t i = 0; i < list.slices; ++i) {
    const bool last = i + 1 == list.slices;
    const std::uint32_t size = last ? list.at - at : slice_bytes(i);
    bytes.append(place(at), size);
    if (!last) std::memcpy(&at, place(at) + size, link_bytes);
  }
}

}  // namespace dateline::glass
