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

DATELINE_COUNTS_BITS std::uint64_t count_common_groups(std::span<const std::uint64_t> a,
                                                       std::span<const std::uint64_t> b,
                                                       std::span<const std::uint64_t> ends) {
  // Of each group the last place is taken out of the ones and out of a row of ones, and both are
  // added, all words as one long number: a carry arrives there if any place before it has a one.
  std::uint64_t count = 0, carry = 0;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    const std::uint64_t ones = a[i] & b[i], row = ~ends[i];
    const std::uint64_t low = (ones & row) + row, sum = low + carry;
    carry = static_cast<std::uint64_t>(low < row) | static_cast<std::uint64_t>(sum < low);
    count += static_cast<std::uint64_t>(std::popcount((sum | ones) & ends[i]));
  }
  return count;
}

}  // namespace dateline::base
