#include "corpus/input_buffer.hh"

#include <algorithm>
#include <cstring>

namespace dateline::corpus {
namespace {

constexpr std::size_t chunk_bytes = 256u << 10;
constexpr std::size_t padding_bytes = 128;  // at least SIMDJSON_PADDING

}  // namespace

bool InputBuffer::fill() {
  const std::size_t kept = end_ - begin_;
  if (allocated_ < end_ + chunk_bytes + padding_bytes) {
    const std::size_t wanted = kept + chunk_bytes + padding_bytes;
    if (wanted > allocated_ / 2) {
      // Twice what is kept, so that a long record is not copied for every chunk.
      const std::size_t size = std::max(2 * wanted, 4 * chunk_bytes);
      auto memory = std::make_unique_for_overwrite<char[]>(size);
      if (kept > 0) std::memcpy(memory.get(), memory_.get() + begin_, kept);
      memory_ = std::move(memory);
      allocated_ = size;
    } else if (kept > 0) {
      std::memmove(memory_.get(), memory_.get() + begin_, kept);
    }
    begin_ = 0;
    end_ = kept;
  }
  const std::size_t got = stream_.read(memory_.get() + end_, allocated_ - padding_bytes - end_);
  end_ += got;
  return got > 0;
}

std::string_view InputBuffer::fill_to(std::size_t size) {
  while (end_ - begin_ < size && fill()) continue;
  return unread();
}

void InputBuffer::consume(std::size_t size) {
  const char* first = memory_.get() + begin_;
  line_ += static_cast<std::uint64_t>(std::count(first, first + size, '\n'));
  begin_ += size;
  offset_ += size;
}

}  // namespace dateline::corpus
