// Searching the encoded tokens of a passage without decoding them.
#include "store/forward.hh"

#include <bit>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace dateline::store {
namespace {

/// Where a few bytes first occur; nullptr if nowhere. Sixteen places at a time are compared with
/// the first and the last byte, as short needles in short texts ask for.
const char* find_bytes(const char* at, const char* end, std::string_view needle) {
  if (at == end) return nullptr;  // an empty stream may have no address
#ifdef __SSE2__
  const std::size_t size = needle.size();
  if (size >= 2) {
    const __m128i first = _mm_set1_epi8(needle.front()), last = _mm_set1_epi8(needle.back());
    for (; end - at >= static_cast<std::ptrdiff_t>(size + 15); at += 16) {
      const __m128i begins = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
      const __m128i ends = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + size - 1));
      const __m128i both = _mm_and_si128(_mm_cmpeq_epi8(begins, first), _mm_cmpeq_epi8(ends, last));
      for (auto hits = static_cast<unsigned>(_mm_movemask_epi8(both)); hits != 0;
           hits &= hits - 1) {
        const char* const hit = at + std::countr_zero(hits);
        if (std::memcmp(hit + 1, needle.data() + 1, size - 2) == 0) return hit;
      }
    }
  }
#endif
  return static_cast<const char*>(
      ::memmem(at, static_cast<std::size_t>(end - at), needle.data(), needle.size()));
}

}  // namespace

unsigned TokenStream::count(const EncodedPhrase& phrase, unsigned most) const {
  // A number ends with a byte below 128, so a hit is whole if the byte before it is one.
  unsigned found = 0;
  const char* const begin = tokens.data();
  const char* const end = begin + tokens.size();
  for (const char* at = begin; found < most;) {
    at = find_bytes(at, end, phrase);
    if (at == nullptr) break;
    if (at == begin || static_cast<unsigned char>(at[-1]) < 0x80) {
      ++found;
      at += phrase.size();
    } else {
      ++at;
    }
  }
  return found;
}

}  // namespace dateline::store
