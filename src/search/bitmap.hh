// A set of the passages of one segment.
#pragma once

#include "base/bits.hh"

#include <bit>
#include <cstdint>
#include <vector>

namespace dateline::search {

/// Bits by passage ordinal.
class Bitmap {
 public:
  explicit Bitmap(std::uint32_t size = 0, bool full = false)
      : size_(size), words_((size + 63) / 64, full ? ~0ull : 0) {
    trim();
  }

  std::uint32_t size() const { return size_; }
  const std::vector<std::uint64_t>& words() const { return words_; }
  void set(std::uint32_t i) { words_[i >> 6] |= 1ull << (i & 63); }
  void reset(std::uint32_t i) { words_[i >> 6] &= ~(1ull << (i & 63)); }
  bool test(std::uint32_t i) const { return (words_[i >> 6] >> (i & 63) & 1) != 0; }

  Bitmap& operator&=(const Bitmap& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
    return *this;
  }
  Bitmap& operator|=(const Bitmap& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
    return *this;
  }
  void flip() {
    for (std::uint64_t& word : words_) word = ~word;
    trim();
  }

  std::uint32_t count() const { return static_cast<std::uint32_t>(base::count_bits(words_)); }

  /// The first member at or after `from`; size() if there is none.
  std::uint32_t next(std::uint32_t from) const {
    if (from >= size_) return size_;
    std::size_t i = from >> 6;
    std::uint64_t word = words_[i] & (~0ull << (from & 63));
    while (word == 0) {
      if (++i == words_.size()) return size_;
      word = words_[i];
    }
    return static_cast<std::uint32_t>(i * 64 + static_cast<std::size_t>(std::countr_zero(word)));
  }

  template <typename Visit>
  void each(Visit visit) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t word = words_[i]; word != 0; word &= word - 1) {
        visit(
            static_cast<std::uint32_t>(i * 64 + static_cast<std::size_t>(std::countr_zero(word))));
      }
    }
  }

 private:
  void trim() {
    if ((size_ & 63) != 0) words_.back() &= (1ull << (size_ & 63)) - 1;
  }

  std::uint32_t size_;
  std::vector<std::uint64_t> words_;
};

}  // namespace dateline::search
