#include "store/mention_counts.hh"

#include "base/error.hh"

#include <algorithm>

namespace dateline::store {
namespace {

constexpr std::uint32_t apart = 3, counts_a_byte = 4;

std::uint32_t shift(std::uint32_t which) {
  return which % counts_a_byte * 2;
}

}  // namespace

void MentionCountsWriter::add(std::uint32_t count) {
  const std::uint32_t value = std::min(std::max(count, 1u) - 1, apart);
  if (size_ % counts_a_byte == 0) bits_.push_back('\0');
  bits_.back() =
      static_cast<char>(static_cast<unsigned char>(bits_.back()) | value << shift(size_));
  if (value == apart) large_.push_back({size_, count});
  ++size_;
}

bool MentionCounts::fits(std::size_t size) const {
  return bits_.size() == (size + counts_a_byte - 1) / counts_a_byte;
}

std::uint32_t MentionCounts::at(std::uint32_t which) const {
  if (which / counts_a_byte < bits_.size()) {
    const auto byte = static_cast<unsigned char>(bits_[which / counts_a_byte]);
    const std::uint32_t value = byte >> shift(which) & apart;
    if (value != apart) return value + 1;
    const auto found =
        std::lower_bound(large_.begin(), large_.end(), which,
                         [](const LargeCount& one, std::uint32_t at) { return one.at < at; });
    if (found != large_.end() && found->at == which) return found->count;
  }
  throw base::Error(base::Code::Database, "the facets of the database are damaged",
                    "index the corpus again into a new database");
}

}  // namespace dateline::store
