// Strings to dense numbers: an open-addressing table that allocates only while it grows.
#pragma once

#include "base/digest.hh"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::base {

/// Gives each distinct string a number, counted from 0 in order of first sight.
class Interner {
 public:
  static constexpr std::uint32_t none = UINT32_MAX;

  Interner() { slots_.resize(1024, {0, none}); }

  std::uint32_t size() const { return static_cast<std::uint32_t>(ends_.size()); }

  /// The string of a number. The view is good until the next intern().
  std::string_view at(std::uint32_t id) const {
    const std::uint64_t begin = id == 0 ? 0 : ends_[id - 1];
    return std::string_view(bytes_).substr(begin, ends_[id] - begin);
  }

  std::uint32_t find(std::string_view text) const { return slots_[slot_of(text, hash(text))].id; }

  /// in:  any bytes
  /// out: its number, a new one if it was not seen before
  std::uint32_t intern(std::string_view text) {
    const std::uint32_t digest = hash(text);
    Slot& slot = slots_[slot_of(text, digest)];
    if (slot.id != none) return slot.id;
    const std::uint32_t id = size();
    slot = {digest, id};
    bytes_.append(text);
    ends_.push_back(bytes_.size());
    if (ends_.size() * 2 > slots_.size()) grow();
    return id;
  }

 private:
  struct Slot {
    std::uint32_t digest;
    std::uint32_t id;
  };

  static std::uint32_t hash(std::string_view text) {
    return static_cast<std::uint32_t>(digest64(text));
  }

  std::size_t slot_of(std::string_view text, std::uint32_t digest) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t i = digest & mask;
    while (slots_[i].id != none && (slots_[i].digest != digest || at(slots_[i].id) != text))
      i = (i + 1) & mask;
    return i;
  }

  void grow() {
    std::vector<Slot> old(slots_.size() * 2, {0, none});
    old.swap(slots_);
    const std::size_t mask = slots_.size() - 1;
    for (const Slot& slot : old) {
      if (slot.id == none) continue;
      std::size_t i = slot.digest & mask;
      while (slots_[i].id != none) i = (i + 1) & mask;
      slots_[i] = slot;
    }
  }

  std::string bytes_;
  std::vector<std::uint64_t> ends_;
  std::vector<Slot> slots_;
};

}  // namespace dateline::base
