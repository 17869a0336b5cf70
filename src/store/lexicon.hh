// The words and stems of one segment under construction, as numbers.
#pragma once

#include "base/interner.hh"
#include "store/terms.hh"

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace dateline::store {

/// Stems numbered in order of first sight, and the folded words that have them.
struct Vocabulary {
  base::Interner stems;
  base::Interner words;
  std::vector<std::uint32_t> stem_of_word;  ///< by number of the word

  /// Note a word with its stem's number, if it is new.
  void add(std::string_view word, std::uint32_t stem) {
    if (words.intern(word) == stem_of_word.size()) stem_of_word.push_back(stem);
  }
};

/// Numbers the stems of tokens; each distinct word is stemmed once.
class Lexicon {
 public:
  explicit Lexicon(const Stemmer& stemmer) : stemmer_(stemmer) {}

  /// in:  folded token
  /// out: number of its stem
  std::uint32_t id(std::string_view token) {
    if (token.size() >= sizeof(std::uint64_t)) return look_up(token);
    // Short words make up most of a text: those seen lately are told by their bytes and length as
    // one number.
    std::uint64_t key = std::uint64_t{token.size()} << 56;
    std::memcpy(&key, token.data(), token.size());
    Seen& seen = seen_[key * 0x9E3779B97F4A7C15u >> (64 - seen_bits)];
    if (seen.key != key || seen.key == 0) seen = {key, look_up(token)};
    return seen.stem;
  }

  const base::Interner& stems() const { return vocabulary_.stems; }
  const Vocabulary& vocabulary() const { return vocabulary_; }

 private:
  static constexpr unsigned seen_bits = 13;
  struct Seen {
    std::uint64_t key = 0;
    std::uint32_t stem = 0;
  };

  std::uint32_t look_up(std::string_view token) {
    const std::uint32_t word = vocabulary_.words.intern(token);
    std::vector<std::uint32_t>& stems = vocabulary_.stem_of_word;
    if (word == stems.size()) stems.push_back(vocabulary_.stems.intern(stemmer_.stem(token)));
    return stems[word];
  }

  const Stemmer& stemmer_;
  Vocabulary vocabulary_;
  std::vector<Seen> seen_ = std::vector<Seen>(std::size_t{1} << seen_bits);
};

}  // namespace dateline::store
