#include "base/nearest.hh"

#include <algorithm>
#include <array>
#include <bit>

namespace dateline::base {
namespace {

constexpr std::size_t longest = 64, most_edits = 2;

/// In rows of a table of which only the last three are kept; both at most longest + most_edits bytes.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  using Row = std::array<std::size_t, longest + most_edits + 1>;
  std::array<Row, 3> rows;
  for (std::size_t i = 0; i <= a.size(); ++i) {
    Row& row = rows[i % 3];
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        row[j] = i + j;
        continue;
      }
      const Row& above = rows[(i - 1) % 3];
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], rows[(i - 2) % 3][j - 2] + 1);
    }
  }
  return rows[a.size() % 3][b.size()];
}

/// Which bytes a text has, several to a bit: an edit changes at most two bits.
std::uint64_t letters(std::string_view text) {
  std::uint64_t bits = 0;
  for (const char c : text) bits |= std::uint64_t{1} << (static_cast<unsigned char>(c) & 63);
  return bits;
}

}  // namespace

Nearness::Nearness(std::string_view word, std::size_t most)
    : word_(word), most_(std::min(most, most_edits)), letters_(letters(word)) {}

std::optional<std::size_t> Nearness::of(std::string_view candidate) const {
  if (word_.size() > longest || candidate.size() > word_.size() + most_ ||
      word_.size() > candidate.size() + most_)
    return std::nullopt;
  if (static_cast<std::size_t>(std::popcount(letters_ ^ letters(candidate))) > 2 * most_)
    return std::nullopt;
  const std::size_t distance = edit_distance(word_, candidate);
  if (distance > most_ || distance >= candidate.size()) return std::nullopt;
  return distance;
}

std::vector<std::string_view> all_nearest(std::string_view word,
                                          const std::vector<std::string_view>& candidates,
                                          std::size_t most) {
  std::vector<std::string_view> found;
  Nearness nearness(word, most);
  std::size_t best = SIZE_MAX;
  for (const std::string_view candidate : candidates) {
    const auto distance = nearness.of(candidate);
    if (!distance) continue;
    if (*distance < best) found.clear();
    best = *distance;
    nearness.at_most(best);
    found.push_back(candidate);
  }
  return found;
}

std::optional<std::string> nearest(std::string_view word,
                                   const std::vector<std::string_view>& candidates) {
  const auto found = all_nearest(word, candidates, word.size() <= 4 ? 1 : 2);
  if (found.empty()) return std::nullopt;
  return std::string(found.front());
}

}  // namespace dateline::base
