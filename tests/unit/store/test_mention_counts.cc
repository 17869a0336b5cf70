#include "base/error.hh"
#include "store/mention_counts.hh"

#include <vector>

#include <doctest/doctest.h>

using namespace dateline;
using store::MentionCounts;
using store::MentionCountsWriter;

TEST_CASE("store/mention_counts: counts of any size come back, most in two bits") {
  MentionCountsWriter writer;
  std::vector<std::uint32_t> counts;
  for (std::uint32_t i = 0; i < 1001; ++i) counts.push_back(i % 97 == 96 ? i : 1 + i % 5 % 3);
  counts.push_back(4);
  counts.push_back(UINT32_MAX);
  for (const std::uint32_t count : counts) writer.add(count);
  CHECK(writer.size() == 1003);
  CHECK(writer.bits().size() == 251);
  CHECK(writer.large().size() == 12);
  const MentionCounts read(writer.bits(), writer.large());
  CHECK(read.fits(1003));
  CHECK(read.fits(1004));  // the last byte has room
  CHECK_FALSE(read.fits(1005));
  CHECK_FALSE(read.fits(1000));
  for (std::uint32_t i = 0; i < counts.size(); ++i) {
    CAPTURE(i);
    REQUIRE(read.at(i) == counts[i]);
  }
}

TEST_CASE("store/mention_counts: what is not there is damage") {
  MentionCountsWriter writer;
  for (const std::uint32_t count : {1u, 9u, 2u}) writer.add(count);
  const MentionCounts without({writer.bits().data(), writer.bits().size()}, {});
  CHECK(without.at(0) == 1);
  CHECK_THROWS_AS(without.at(1), base::Error);
  CHECK_THROWS_AS(without.at(4), base::Error);
  CHECK(MentionCounts({}, {}).fits(0));
}
