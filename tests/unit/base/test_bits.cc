#include "base/bits.hh"

#include <algorithm>
#include <vector>

#include <doctest/doctest.h>

using namespace dateline;

TEST_CASE("base/bits: ones are counted, and those that two sets share") {
  CHECK(base::count_bits({}) == 0);
  const std::vector<std::uint64_t> a = {0, ~std::uint64_t{0}, 0x5, std::uint64_t{1} << 63};
  const std::vector<std::uint64_t> b = {~std::uint64_t{0}, 0xF0, 0x4, std::uint64_t{1} << 63};
  CHECK(base::count_bits(a) == 67);
  CHECK(base::count_common_bits(a, b) == 6);
}

TEST_CASE("base/bits: groups are counted that have a common one, over the borders of words") {
  unsigned state = 5;
  const auto next = [&](unsigned below) {
    state = state * 1103515245 + 12345;
    return (state >> 16) % below;
  };
  for (int round = 0; round < 200; ++round) {
    std::vector<std::uint64_t> a(5), b(5), ends(5);
    const auto set = [](std::vector<std::uint64_t>& words, unsigned at) {
      words[at / 64] |= std::uint64_t{1} << at % 64;
    };
    std::uint64_t groups = 0;
    unsigned at = next(3) == 0 ? 64 * next(2) : 0;  // places before the first group have no ones
    while (at < 300) {
      const unsigned end = std::min(300u, at + 1 + next(round % 2 == 0 ? 4 : 150));
      bool common = false;
      for (; at < end; ++at) {
        const bool in_a = next(9) == 0, in_b = next(2) == 0;
        if (in_a) set(a, at);
        if (in_b) set(b, at);
        common = common || (in_a && in_b);
      }
      set(ends, end - 1);
      groups += common ? 1 : 0;
    }
    CHECK(base::count_common_groups(a, b, ends) == groups);
  }
}
