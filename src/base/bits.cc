#include "base/bits.hh"

#include <bit>
#include <cstddef>

// Processors count the bits of a word in one step, but not all that the program runs on.
#if defined(__x86_64__)
#define DATELINE_COUNTS_BITS __attribute__((target_clones("popcnt", "default")))
#else
#define DATELINE_COUNTS_BITS
#endif

namespace dateline::base {

DATELINE_COUNTS_BITS std::uint64_t count_bits(std::span<const std::uint64_t> words) {
  std::uint64_t count = 0;
  for (const std::uint64_t word : words) count += static_cast<std::uint64_t>(std::popcount(word));
  return count;
}

DATELINE_COUNTS_BITS std::uint64_t count_common_bits(std::span<const std::uint64_t> a,
                                                     std::span<const std::uint64_t> b) {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    count += static_cast<std::uint64_t>(std::popcount(a[i] & b[i]));
  return count;
}

}  // namespace dateline::base
