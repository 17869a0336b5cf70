// "Did you mean": the known word nearest to a misspelt one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::base {

/// The candidate nearest to `word`, the first of several.
/// out:    nullopt if none is within 2 edits (1 for words of up to four letters)
/// source: optimal string alignment distance (Damerau 1964, adjacent transpositions)
std::optional<std::string> nearest(std::string_view word,
                                   const std::vector<std::string_view>& candidates);

/// Judges words, any number of them, by how near they are to one; most of them at a glance.
class Nearness {
 public:
  /// in: most edits allowed, at most 2; a word of more than 64 bytes is near nothing
  Nearness(std::string_view word, std::size_t most);

  /// The edits between the word and a candidate; nullopt if they are more than is allowed, or would
  /// leave nothing of the candidate.
  std::optional<std::size_t> of(std::string_view candidate) const;

  /// Allow no more edits than these.
  void at_most(std::size_t most) { most_ = most; }

 private:
  std::string_view word_;
  std::size_t most_;
  std::uint64_t letters_;
};

/// All candidates at the least distance, in their order.
/// in: as Nearness
std::vector<std::string_view> all_nearest(std::string_view word,
                                          const std::vector<std::string_view>& candidates,
                                          std::size_t most);

}  // namespace dateline::base
