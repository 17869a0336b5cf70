#include "entity/decode.hh"

#include <limits>

namespace dateline::entity {

void Decoder::decode(std::span<const Scores> scores, const std::array<float, step_count>& step,
                     Label* out) {
  constexpr float never = -std::numeric_limits<float>::infinity();
  if (scores.empty()) return;
  from_.resize(scores.size());
  std::array<float, label_count> best;
  best.fill(never);
  best[outside] = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    std::array<float, label_count> next;
    next.fill(never);
    for (std::size_t s = 0; s < step_count; ++s) {
      const float score = best[steps[s].from] + step[s];
      if (score > next[steps[s].to]) {
        next[steps[s].to] = score;
        from_[i][steps[s].to] = steps[s].from;
      }
    }
    for (std::size_t l = 0; l < label_count; ++l) best[l] = next[l] + scores[i][l];
  }
  // Whatever ends the island must let the outside follow.
  float top = never;
  Label last = outside;
  for (std::size_t s = 0; s < step_count; ++s) {
    if (steps[s].to != outside) continue;
    const float score = best[steps[s].from] + step[s];
    if (score > top) {
      top = score;
      last = steps[s].from;
    }
  }
  for (std::size_t i = scores.size(); i-- > 0;) {
    out[i] = last;
    last = from_[i][last];
  }
}

void read_labels(std::span<const Label> labels, std::uint32_t first, std::vector<Found>& out) {
  std::uint32_t begin = 0;
  for (std::uint32_t i = 0; i < labels.size(); ++i) {
    if (labels[i] == outside) continue;
    const Place4 place = place_of_label(labels[i]);
    if (place == Place4::Begin || place == Place4::Single) begin = i;
    if (closes(labels[i])) out.push_back({first + begin, first + i + 1, class_of_label(labels[i])});
  }
}

}  // namespace dateline::entity
