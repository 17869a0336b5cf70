// The hashes that the tagger's model is keyed by. Changing one makes every trained model useless.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace dateline::entity {

inline std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  a = (a ^ (b + 0x9E3779B97F4A7C15u + (a << 6) + (a >> 2))) * 0xBF58476D1CE4E5B9u;
  return a ^ (a >> 31);
}

/// Hash of a short text, never 0.
inline std::uint64_t text_hash(std::string_view bytes) {
  std::uint64_t hash = 0x9E3779B97F4A7C15u ^ (bytes.size() * 0xD6E8FEB86659FD93u);
  const char* at = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= 8; at += 8, left -= 8) {
    std::uint64_t word;
    std::memcpy(&word, at, 8);
    hash = mix(hash, word);
  }
  if (left > 0) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, left);
    hash = mix(hash, word);
  }
  return hash | 1;
}

}  // namespace dateline::entity
