// The stems of one segment under construction, as numbers.
#pragma once

#include "base/interner.hh"
#include "store/terms.hh"

#include <string_view>
#include <vector>

namespace dateline::store {

/// Numbers the stems of a segment in order of first sight; each distinct word is stemmed once.
class Lexicon {
 public:
  explicit Lexicon(const Stemmer& stemmer) : stemmer_(stemmer) {}

  /// in:  folded token
  /// out: number of its stem
  std::uint32_t id(std::string_view token) {
    const std::uint32_t word = words_.intern(token);
    if (word == stem_of_word_.size()) stem_of_word_.push_back(stems_.intern(stemmer_.stem(token)));
    return stem_of_word_[word];
  }

  const base::Interner& stems() const { return stems_; }

 private:
  const Stemmer& stemmer_;
  base::Interner words_;
  base::Interner stems_;
  std::vector<std::uint32_t> stem_of_word_;
};

}  // namespace dateline::store
