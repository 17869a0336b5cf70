#include "train/exchange.hh"

#include <doctest/doctest.h>

using namespace dateline::train;

TEST_CASE("train/exchange: words with the same neighbours share a class") {
  // 0 is followed by 2 or 3, 1 by 4 or 5; these by 0 and 1.
  const std::vector<Pair> pairs = {{0, 2, 50}, {0, 3, 50}, {1, 4, 50}, {1, 5, 50},
                                   {2, 1, 50}, {3, 1, 50}, {4, 0, 50}, {5, 0, 50}};
  const auto classes = exchange(6, pairs, 4, 20);
  CHECK(classes[2] == classes[3]);
  CHECK(classes[4] == classes[5]);
  CHECK(classes[2] != classes[4]);
  CHECK(classes[0] != classes[1]);
  CHECK(exchange(6, pairs, 4, 20) == classes);
}
