// The parts of Xapian's glass format, as of 14 March 2016, that a table of postings needs.
//
// A table is a file of blocks of 8 KiB, each a node of a B-tree. Block: revision (4 bytes), level
// (1; 0 is a leaf), free bytes twice (2 + 2), end of the directory (2); then the directory, 2 bytes
// an item, in key order; items fill the block from its end. Numbers of fixed width are big-endian.
// Leaf item: size - 3 with flags in the top bits (2), key length (1), key, tag. Branch item: block
// number (4), key length (1), key, number of the tag's part (2). The first leaf begins with an item
// without key or tag, the first branch of a level with one without key.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dateline::glass {

inline constexpr std::size_t block_bytes = 8192;
inline constexpr std::size_t block_header_bytes = 11;
inline constexpr std::size_t entry_bytes = 2;    ///< of the directory
inline constexpr std::size_t leaf_overhead = 3;  ///< size and key length
inline constexpr std::size_t max_key_bytes = 255;
/// Four items of any size must fit into a block.
inline constexpr std::size_t max_item_bytes =
    (block_bytes - block_header_bytes - 4 * entry_bytes) / 4;
inline constexpr std::uint16_t first_part = 0x2000, last_part = 0x4000;

/// The key of the list of document lengths; those of terms are their bytes.
inline constexpr std::string_view lengths_key{"\x00\xe0", 2};

/// Append a number, 7 bits a byte, low bits first; all bytes but the last have their top bit set.
inline void put_number(std::uint64_t number, std::string& out) {
  while (number >= 0x80) {
    out.push_back(static_cast<char>(number | 0x80));
    number >>= 7;
  }
  out.push_back(static_cast<char>(number));
}

/// Append a number so that encoded numbers sort as they do: 2 bytes below 2^15, else as many bits
/// set in front as there are bytes less two.
inline void put_sortable(std::uint32_t number, std::string& out) {
  std::size_t more = 1;  // bytes after the first
  while (more < 4 && number >> (more == 1 ? 15 : 7 * more + 8) != 0) ++more;
  const auto marks = static_cast<unsigned char>(0xFF00u >> (more - 1));
  out.push_back(
      static_cast<char>(static_cast<unsigned char>(marks | (more < 4 ? number >> (8 * more) : 0))));
  while (more-- > 0) out.push_back(static_cast<char>(number >> (8 * more)));
}

/// The key of a term's first chunk; zero bytes are followed by 0xFF.
inline std::string term_key(std::string_view term) {
  std::string key;
  for (const char byte : term) {
    key.push_back(byte);
    if (byte == '\0') key.push_back('\xFF');
  }
  return key;
}

}  // namespace dateline::glass
