#include "store/ends.hh"
#include "store/packed_numbers.hh"
#include "store/packed_sections.hh"
#include "support/temp_dir.hh"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace dateline;
using store::Ends;
using store::pack;
using store::Packed;
using store::PackedNumbers;

namespace {

/// A section as it lies in a file: bytes follow that reading may look at.
std::string with_padding(const std::string& bytes) {
  return bytes + std::string(8, '\xff');
}

}  // namespace

TEST_CASE("store/packed_numbers: numbers of every width come back, one by one and in a row") {
  for (std::uint32_t width = 0; width <= PackedNumbers::max_width; ++width) {
    CAPTURE(width);
    const std::uint64_t top = (std::uint64_t{1} << width) - 1;
    std::vector<std::uint64_t> numbers;
    for (std::uint64_t i = 0; i < 100; ++i) numbers.push_back(i * 0x9E3779B97F4A7C15u & top);
    numbers.push_back(top);
    const Packed packed = pack(numbers);
    REQUIRE(packed.packing.count == numbers.size());
    REQUIRE(packed.packing.width == width);
    REQUIRE(packed.bytes.size() == (numbers.size() * width + 7) / 8);
    const std::string section = with_padding(packed.bytes);
    const PackedNumbers read(std::string_view(section).substr(0, packed.bytes.size()),
                             packed.packing);
    REQUIRE(read.fits());
    REQUIRE(read.size() == numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) REQUIRE(read[i] == numbers[i]);
    PackedNumbers::Iterator at(read, 3);
    for (std::size_t i = 3; i < numbers.size(); ++i, ++at)
      REQUIRE(*at == static_cast<std::uint32_t>(numbers[i]));
    CHECK_FALSE((at != PackedNumbers::Iterator(read, numbers.size())));
  }
}

TEST_CASE("store/packed_numbers: nothing, and what does not fit") {
  const Packed none = pack(std::vector<std::uint32_t>{});
  CHECK(none.bytes.empty());
  CHECK(PackedNumbers({}, none.packing).fits());
  CHECK(PackedNumbers().fits());
  const std::string bytes(10, 'x');
  CHECK(PackedNumbers(bytes, {10, 8}).fits());
  CHECK(PackedNumbers(bytes, {26, 3}).fits());
  CHECK_FALSE(PackedNumbers(bytes, {9, 8}).fits());
  CHECK_FALSE(PackedNumbers(bytes, {27, 3}).fits());
  CHECK_FALSE(PackedNumbers(bytes, {1, 80}).fits());
  CHECK_FALSE(PackedNumbers(bytes, {UINT32_MAX, UINT32_MAX}).fits());
  CHECK_FALSE(PackedNumbers({}, {0, UINT32_MAX}).fits());
}

TEST_CASE("store/ends: ends come back, those behind 4 GiB too") {
  std::vector<std::uint64_t> ends{0};
  for (std::uint32_t i = 1; i < 1000; ++i)
    ends.push_back(ends.back() + i % 7 * 100 + (i == 500 ? std::uint64_t{5} << 30 : 0));
  const store::PackedEnds packed = store::pack_ends(ends);
  CHECK(packed.bases.size() == 32);
  const std::string section = with_padding(packed.offsets.bytes);
  const std::string_view offsets = std::string_view(section).substr(0, section.size() - 8);
  const Ends read(packed.bases, {offsets, packed.offsets.packing});
  REQUIRE(read.fits());
  REQUIRE(read.size() == ends.size());
  for (std::size_t i = 0; i < ends.size(); ++i) REQUIRE(read[i] == ends[i]);
  CHECK(read.back() == ends.back());

  const Ends few(std::span(packed.bases).first(31), {offsets, packed.offsets.packing});
  CHECK_FALSE(few.fits());
  ends.resize(400);
  const store::PackedEnds small = store::pack_ends(ends);
  CHECK(small.offsets.packing.width == 14);
}

TEST_CASE("store/packed_sections: a file says how its sections are packed") {
  const support::TempDir dir;
  const std::string path = dir.path("x.dl");
  const std::vector<std::uint32_t> numbers{3, 1, 4, 1, 5}, ends{0, 2, 70, 70};
  store::SectionPacker packer;
  const std::string_view first = packer.numbers(numbers);
  const auto second = packer.ends(ends);
  store::write_side_file(path, store::SideKind::Ids, 1,
                         {first, second.bases, second.offsets, packer.packings()});
  const store::SideFile file(path, store::SideKind::Ids, 1, 4);
  const store::SectionUnpacker unpacker(file, 3);
  const PackedNumbers read = unpacker.numbers(0, 0);
  REQUIRE(read.fits());
  CHECK(read[4] == 5);
  const Ends read_ends = unpacker.ends(1, 1);
  REQUIRE(read_ends.fits());
  CHECK(read_ends.size() == 4);
  CHECK(read_ends[2] == 70);
  CHECK_FALSE(unpacker.numbers(0, 1).fits());  // another section's
  CHECK_FALSE(unpacker.numbers(0, 2).fits());  // there is none
}
