// A temporal expression of a text with what it means: its TIMEX3 value and the days it stands for.
#pragma once

#include "temporal/day.hh"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace dateline::temporal {

/// source: TimeML 1.2.1, TIMEX3
enum class TimexType : std::uint8_t { Date, Time, Duration, Set };

/// `DATE`, `TIME`, `DURATION`, `SET`.
std::string_view name(TimexType type);

/// How long a stretch of days an expression names; None where it names no days (`recently`, `three
/// years`). A Part is a stretch with ends of its own.
enum class Grain : std::uint8_t {
  None,
  Day,
  Week,
  Weekend,
  Month,
  Season,
  Quarter,
  Half,
  Year,
  Decade,
  Century
};

/// `day`, `week`, …; empty for None.
std::string_view name(Grain grain);

/// A TIMEX3 value, short enough to need no memory of its own.
class TimexValue {
 public:
  static constexpr std::size_t capacity = 30;

  TimexValue() = default;
  explicit TimexValue(std::string_view text);

  std::string_view text() const { return {bytes_.data(), length_}; }
  bool empty() const { return length_ == 0; }
  /// What no longer fits is left out.
  void append(std::string_view text);

  friend bool operator==(const TimexValue& a, const TimexValue& b) { return a.text() == b.text(); }

 private:
  std::array<char, capacity> bytes_{};
  std::uint8_t length_ = 0;
};

/// begin, end: bytes of the text, half-open
/// value:      `1998-08-07`, `1998-W32`, `1998-Q3`, `199`, `P3D`, `1998-08-07T22:00`, `PRESENT_REF`
/// days:       first and last day of what is named, as exactly as it is named; none for durations,
///             sets, references to now or some time, and dates whose year is not known
struct MentionedDay {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  TimexType type = TimexType::Date;
  Grain grain = Grain::None;
  TimexValue value;
  std::optional<DayRange> days;
};

}  // namespace dateline::temporal
