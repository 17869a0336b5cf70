// The best sequence of labels of an island.
#pragma once

#include "entity/labels.hh"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace dateline::entity {

/// Scores of one piece, by label.
using Scores = std::array<float, label_count>;

/// Finds the labels with the highest sum of scores and steps; what stands before and after an
/// island is outside. Reused: keeps its memory.
class Decoder {
 public:
  /// out: labels, one for each of the scores
  void decode(std::span<const Scores> scores, const std::array<float, step_count>& step,
              Label* out);

 private:
  std::vector<std::array<Label, label_count>> from_;
};

/// A mention as pieces [begin, end).
struct Found {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  Class kind = Class::Person;
  bool operator==(const Found&) const = default;
};

/// Append the mentions that labels say, the first label being that of piece `first`.
void read_labels(std::span<const Label> labels, std::uint32_t first, std::vector<Found>& out);

}  // namespace dateline::entity
