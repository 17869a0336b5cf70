// Packed numbers and ends as sections of a side file: one section more says how each is packed.
#pragma once

#include "store/ends.hh"
#include "store/side_file.hh"

#include <cstdint>
#include <deque>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline::store {

/// Packs what goes into a side file, and keeps it until that is written.
class SectionPacker {
 public:
  struct EndsSections {
    std::string_view bases, offsets;
  };

  template <typename Numbers>
  std::string_view numbers(const Numbers& numbers) {
    return keep(pack(numbers));
  }

  template <typename Number>
  EndsSections ends(const std::vector<Number>& ends) {
    PackedEnds packed = pack_ends(ends);
    bases_.push_back(std::move(packed.bases));
    return {as_bytes(bases_.back()), keep(std::move(packed.offsets))};
  }

  /// The section of how all were packed, in the order in which they were.
  std::string_view packings() const { return as_bytes(packings_); }

 private:
  std::string_view keep(Packed packed) {
    packings_.push_back(packed.packing);
    kept_.push_back(std::move(packed.bytes));
    return kept_.back();
  }

  std::deque<std::string> kept_;
  std::deque<std::vector<std::uint64_t>> bases_;
  std::vector<Packing> packings_;
};

/// Reads what a SectionPacker made.
class SectionUnpacker {
 public:
  /// in: packings, the number of their section
  SectionUnpacker(const SideFile& file, std::size_t packings)
      : file_(file), packings_(file.array<Packing>(packings)) {}

  /// Where numbers lie; to be read, within tables, before they are looked at.
  /// in: which, in the order of packing
  PackedNumbers numbers(std::size_t section, std::size_t which) const {
    return {file_.view(section), packing(which)};
  }

  /// Likewise ends, whose bases and offsets are neighbours.
  Ends ends(std::size_t bases, std::size_t which) const {
    return {file_.array_view<std::uint64_t>(bases), numbers(bases + 1, which)};
  }

 private:
  /// One that fits no section if there is none.
  Packing packing(std::size_t which) const {
    return which < packings_.size() ? packings_[which] : Packing{0, UINT32_MAX};
  }

  const SideFile& file_;
  std::span<const Packing> packings_;
};

}  // namespace dateline::store
