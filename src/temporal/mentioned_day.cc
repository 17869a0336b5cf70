#include "temporal/mentioned_day.hh"

#include <algorithm>

namespace dateline::temporal {

std::string_view name(TimexType type) {
  constexpr std::array<std::string_view, 4> names = {"DATE", "TIME", "DURATION", "SET"};
  return names[static_cast<std::size_t>(type)];
}

std::string_view name(Grain grain) {
  constexpr std::array<std::string_view, 11> names = {"",      "day",    "week",    "weekend",
                                                      "month", "season", "quarter", "half",
                                                      "year",  "decade", "century"};
  return names[static_cast<std::size_t>(grain)];
}

TimexValue::TimexValue(std::string_view text) {
  append(text);
}

void TimexValue::append(std::string_view text) {
  const std::size_t size = std::min(text.size(), capacity - length_);
  std::copy_n(text.data(), size, bytes_.data() + length_);
  length_ = static_cast<std::uint8_t>(length_ + size);
}

}  // namespace dateline::temporal
