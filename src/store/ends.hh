// Where strings that lie end to end in a section end: some two bytes each, however large the section.
#pragma once

#include "store/packed_numbers.hh"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::store {

/// Every so many ends one is stored as it is, the others by how far they lie behind it.
inline constexpr std::size_t ends_block = 32;

/// What pack_ends() makes: two sections.
struct PackedEnds {
  std::vector<std::uint64_t> bases;
  Packed offsets;
};

/// Pack ends, the first of them 0.
/// in: ends, a vector of numbers that do not descend
template <typename Number>
PackedEnds pack_ends(const std::vector<Number>& ends) {
  PackedEnds out;
  std::vector<std::uint64_t> offsets(ends.size());
  for (std::size_t i = 0; i < ends.size(); ++i) {
    if (i % ends_block == 0) out.bases.push_back(ends[i]);
    offsets[i] = ends[i] - out.bases.back();
  }
  out.offsets = pack(offsets);
  return out;
}

/// The same, read.
class Ends {
 public:
  Ends() = default;
  Ends(std::span<const std::uint64_t> bases, PackedNumbers offsets)
      : bases_(bases), offsets_(offsets) {}

  /// Whether both sections are of the size they should have: asked before any end is read.
  bool fits() const {
    return offsets_.fits() && bases_.size() == (offsets_.size() + ends_block - 1) / ends_block;
  }

  std::size_t size() const { return offsets_.size(); }
  std::uint64_t operator[](std::size_t index) const {
    return bases_[index / ends_block] + offsets_[index];
  }
  std::uint64_t back() const { return (*this)[size() - 1]; }

 private:
  std::span<const std::uint64_t> bases_;
  PackedNumbers offsets_;
};

}  // namespace dateline::store
