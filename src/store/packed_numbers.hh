// Numbers that take as many bits each as the largest of them, read in any order.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace dateline::store {

/// How a section packs numbers. Stored as is.
/// width: bits each, at most 57
struct Packing {
  std::uint32_t count = 0, width = 0;
};

/// What pack() makes.
struct Packed {
  std::string bytes;
  Packing packing;
};

/// Packed numbers: number i is bits [i * width, (i + 1) * width), low bits first. They lie in a
/// section of a side file (side_file.hh), behind which 8 bytes more may be read.
class PackedNumbers {
 public:
  static constexpr std::uint32_t max_width = 57;  ///< what 8 bytes hold from any bit of the first

  PackedNumbers() = default;
  PackedNumbers(std::string_view bytes, Packing packing)
      : bytes_(bytes),
        count_(packing.count),
        width_(packing.width),
        mask_((std::uint64_t{1} << (packing.width < 64 ? packing.width : 0)) - 1) {}

  /// Whether the bytes are those of so many numbers: asked before any is read.
  bool fits() const { return width_ <= max_width && bytes_.size() == size_bytes(count_, width_); }

  static std::uint64_t size_bytes(std::uint64_t count, std::uint32_t width) {
    return (count * width + 7) / 8;
  }

  std::size_t size() const { return count_; }

  /// in: index, below the size
  std::uint64_t operator[](std::size_t index) const {
    return word_at(bytes_.data(), index * std::uint64_t{width_}) & mask_;
  }

  /// Numbers in a row. It keeps what it needs, since a loop that writes elsewhere would read it again.
  class Iterator {
   public:
    Iterator(const PackedNumbers& numbers, std::size_t index)
        : data_(numbers.bytes_.data()),
          bit_(index * numbers.width_),
          mask_(numbers.mask_),
          index_(static_cast<std::uint32_t>(index)),
          width_(numbers.width_) {}
    std::uint32_t operator*() const {
      return static_cast<std::uint32_t>(word_at(data_, bit_) & mask_);
    }
    Iterator& operator++() {
      bit_ += width_;
      ++index_;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return index_ != other.index_; }

   private:
    const char* data_;
    std::uint64_t bit_, mask_;
    std::uint32_t index_, width_;
  };

 private:
  static std::uint64_t word_at(const char* data, std::uint64_t bit) {
    static_assert(std::endian::native == std::endian::little);
    std::uint64_t word = 0;
    std::memcpy(&word, data + bit / 8, sizeof word);
    return word >> bit % 8;
  }

  std::string_view bytes_;
  std::uint32_t count_ = 0, width_ = 0;
  std::uint64_t mask_ = 0;
};

/// Pack numbers below 2^57.
/// in: numbers, a range of them
template <typename Numbers>
Packed pack(const Numbers& numbers) {
  std::uint64_t all = 0;
  std::uint32_t count = 0;
  for (const std::uint64_t number : numbers) {
    all |= number;
    ++count;
  }
  const auto width = static_cast<std::uint32_t>(std::bit_width(all));
  Packed out{std::string(PackedNumbers::size_bytes(count, width), '\0'), {count, width}};
  std::uint64_t bits = 0;
  std::uint32_t held = 0;
  char* at = out.bytes.data();
  for (const std::uint64_t number : numbers) {
    bits |= number << held;  // held is below 8
    for (held += width; held >= 8; held -= 8, bits >>= 8) *at++ = static_cast<char>(bits);
  }
  if (held > 0) *at = static_cast<char>(bits);
  return out;
}

}  // namespace dateline::store
