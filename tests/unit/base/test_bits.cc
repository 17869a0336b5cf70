#include "base/bits.hh"

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
