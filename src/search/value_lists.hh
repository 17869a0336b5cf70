// The passages of each value of a facet, kept in memory: where a set holds a good part of all
// passages, looking through the lists of values is quicker than through the names of passages.
#pragma once

#include "search/bitmap.hh"
#include "search/match.hh"
#include "search/value_table.hh"
#include "store/database.hh"

#include <cstdint>
#include <span>
#include <vector>

namespace dateline::search {

class AliasGroups;
enum class CountBy;

/// The passages of a set over all segments, numbered throughout: those of each segment from a
/// multiple of 64 on, so that sets are copied word by word.
class NumberedSet {
 public:
  explicit NumberedSet(const MatchSet& matches);

  std::uint64_t test(std::uint32_t i) const { return words_[i >> 6] >> (i & 63) & 1; }
  std::span<const std::uint64_t> words() const { return words_; }

 private:
  std::vector<std::uint64_t> words_;
};

/// What is counted of one field, as search::Facet has it.
/// values: the largest, in no order
struct CountedValues {
  std::vector<ValueCount> values;
  std::uint64_t total = 0, with = 0;
};

/// All values of one field in a database. The database and the aliases must outlive it.
class ValueLists {
 public:
  /// Names counted once for each passage that a field may have, lest they fill the memory.
  static constexpr std::size_t max_occurrences = std::size_t{1} << 24;

  /// errors: Error{Code::Database} if a facet file is damaged
  ValueLists(const store::Database& database, std::size_t field, const AliasGroups& names);

  /// Whether the lists could be made; if not, there is nothing to count with.
  bool complete() const { return complete_; }

  /// Count the values of a set.
  /// in: limit, how many of the largest are needed, with all that are as large as the last of them;
  ///     of smaller ones only that they are there is found out
  CountedValues count(const NumberedSet& set, std::size_t limit, CountBy by) const;

 private:
  using Bits = std::vector<std::uint64_t>;

  /// Of a value that is not frequent.
  std::span<const std::uint32_t> list(std::size_t value) const {
    const std::size_t i = value - frequent_.size();
    return {passages_.data() + begins_[i], passages_.data() + begins_[i + 1]};
  }
  std::uint64_t passages(const NumberedSet& set, std::size_t value) const;
  std::uint64_t articles(const NumberedSet& set, std::size_t value) const;
  /// Articles of the passages in both sets.
  std::uint64_t common_articles(const Bits& bits, const NumberedSet& set) const;
  /// How many values, from one on, passages of the set have.
  std::uint64_t present(const NumberedSet& set, std::size_t first) const;

  const store::Database& database_;
  bool complete_ = false;
  std::vector<std::uint32_t> bases_;                 ///< by segment: number of its first passage
  std::size_t words_ = 0;                            ///< of a set of passages
  std::vector<ValueCount> values_;                   ///< those in most passages first
  std::vector<Bits> frequent_;                       ///< passages of the first values
  std::vector<std::uint32_t> begins_{0}, passages_;  ///< of the other values, in order
  Bits with_;                                        ///< passages with any value
  Bits article_ends_;                                ///< last passages of articles
};

}  // namespace dateline::search
