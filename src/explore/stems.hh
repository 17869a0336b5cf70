// Words of sets of passages: how many passages and articles hold each stem, from the token streams alone.
#pragma once

#include "search/match.hh"
#include "store/database.hh"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace dateline::explore {

/// How much of a set holds something. A passage holds a stem if its text or its headline does.
struct Holding {
  std::uint32_t passages = 0, articles = 0;
};

/// A stem with what holds it in a set and in another. The text lives as long as the database.
struct StemCount {
  std::string_view stem;
  Holding found, other;
};

/// Count the stems of a set beside those of another, over all segments.
/// in:  least_articles, of `found` that must hold a stem for it to be given; at least 1
/// out: by stem in order of bytes
std::vector<StemCount> count_stems(const search::MatchSet& found, const search::MatchSet& other,
                                   const store::Database& database, std::uint32_t least_articles);

/// Stems that say nothing of a subject: those of stop words, of names of weekdays and months, of one
/// or two letters, numbers.
class CommonStems {
 public:
  explicit CommonStems(const store::Database& database);

  bool contains(std::string_view stem) const;

 private:
  std::unordered_set<std::string> stopwords_;
};

/// How texts of a set spell a stem most often, looked up in a few passages of it; the shortest word of the
/// database with this stem if only headlines have it.
std::string spelling(std::string_view stem, const search::MatchSet& set,
                     const store::Database& database);

}  // namespace dateline::explore
