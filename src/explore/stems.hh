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

/// A stem with what holds it in a set. The text lives as long as the database.
struct StemCount {
  std::string_view stem;
  Holding found;
};

/// The stems of one set of passages, counted over all segments.
class StemCounts {
 public:
  /// Nothing is counted yet. The database must outlive this.
  explicit StemCounts(const store::Database& database);

  /// Count a set; what was counted before is forgotten, its memory used again.
  void count(const search::MatchSet& set);

  /// The stems that at least so many articles of the set hold, in order of bytes.
  std::vector<StemCount> held_by(std::uint32_t least_articles) const;

  /// What holds a stem.
  Holding of(std::string_view stem) const;

 private:
  /// passage, article: counted last, plus 1
  struct Row {
    std::uint32_t passages = 0, articles = 0;
    std::uint32_t passage = 0, article = 0;
  };

  /// One segment: rows by stem number, and the numbers of those that are not zero.
  struct Part {
    std::vector<Row> rows;
    std::vector<std::uint32_t> met;
  };

  void hold(Part& part, std::uint32_t stem, std::uint32_t passage, std::uint32_t article) const;
  void count(Part& part, const store::Segment& segment, const search::Bitmap& members) const;
  std::vector<StemCount> sorted(const Part& part, const store::Segment& segment) const;

  const store::Database& database_;
  std::vector<Part> parts_;  ///< by segment
};

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
