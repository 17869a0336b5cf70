#include "search/bitmap.hh"

#include <vector>

#include <doctest/doctest.h>

using dateline::search::Bitmap;

namespace {

std::vector<std::uint32_t> members(const Bitmap& bitmap) {
  std::vector<std::uint32_t> out, stepped;
  bitmap.each([&](std::uint32_t i) { out.push_back(i); });
  for (std::uint32_t i = bitmap.next(0); i < bitmap.size(); i = bitmap.next(i + 1))
    stepped.push_back(i);
  CHECK(out == stepped);
  CHECK(bitmap.count() == out.size());
  return out;
}

}  // namespace

TEST_CASE("search/bitmap: empty and full sets of all sizes have the right members") {
  for (const std::uint32_t size : {0u, 1u, 2u, 63u, 64u, 65u, 127u, 128u, 129u, 1000u}) {
    CAPTURE(size);
    const Bitmap none(size), all(size, true);
    CHECK(none.size() == size);
    CHECK(members(none).empty());
    CHECK(none.next(0) == size);
    CHECK(members(all).size() == size);
    CHECK(all.next(size) == size);
    CHECK(all.next(size + 1000) == size);
    Bitmap flipped(size);
    flipped.flip();
    CHECK(members(flipped) == members(all));
    flipped.flip();
    CHECK(members(flipped).empty());
  }
}

TEST_CASE("search/bitmap: single members are set, found and reset at word borders") {
  for (const std::uint32_t size : {65u, 128u, 200u}) {
    for (const std::uint32_t i : {0u, 1u, 62u, 63u, 64u, size - 1}) {
      Bitmap bitmap(size);
      bitmap.set(i);
      CHECK(bitmap.test(i));
      CHECK(members(bitmap) == std::vector<std::uint32_t>{i});
      CHECK(bitmap.next(0) == i);
      CHECK(bitmap.next(i) == i);
      CHECK(bitmap.next(i + 1) == size);
      bitmap.flip();
      CHECK_FALSE(bitmap.test(i));
      CHECK(bitmap.count() == size - 1);
      bitmap.set(i);
      CHECK(bitmap.count() == size);
      bitmap.reset(i);
      bitmap.reset(i);
      CHECK(bitmap.count() == size - 1);
    }
  }
}

TEST_CASE("search/bitmap: intersections and unions are those of the members") {
  Bitmap twos(200), threes(200);
  for (std::uint32_t i = 0; i < 200; i += 2) twos.set(i);
  for (std::uint32_t i = 0; i < 200; i += 3) threes.set(i);
  Bitmap both = twos, either = twos;
  both &= threes;
  either |= threes;
  for (std::uint32_t i = 0; i < 200; ++i) {
    CHECK(both.test(i) == (i % 6 == 0));
    CHECK(either.test(i) == (i % 2 == 0 || i % 3 == 0));
  }
  CHECK(both.count() + either.count() == twos.count() + threes.count());
}
