// Counting the bits of sets.
#pragma once

#include <cstdint>
#include <span>

namespace dateline::base {

/// Number of ones.
std::uint64_t count_bits(std::span<const std::uint64_t> words);

/// Number of ones at the same places in both, which have as many words.
std::uint64_t count_common_bits(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b);

/// Number of groups of neighbouring places that have a one at the same place in both.
/// in: ends, a one at the last place of each group; all three of as many words
std::uint64_t count_common_groups(std::span<const std::uint64_t> a,
                                  std::span<const std::uint64_t> b,
                                  std::span<const std::uint64_t> ends);

}  // namespace dateline::base
