// The words and stems of one segment under construction, as numbers.
#pragma once

#include "base/interner.hh"
#include "store/terms.hh"

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
    const std::uint32_t word = vocabulary_.words.intern(token);
    std::vector<std::uint32_t>& stems = vocabulary_.stem_of_word;
    if (word == stems.size()) stems.push_back(vocabulary_.stems.intern(stemmer_.stem(token)));
    return stems[word];
  }

  const base::Interner& stems() const { return vocabulary_.stems; }
  const Vocabulary& vocabulary() const { return vocabulary_; }

 private:
  const Stemmer& stemmer_;
  Vocabulary vocabulary_;
};

}  // namespace dateline::store
