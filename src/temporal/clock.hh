// The time of day and the zone of a written date.
#pragma once

#include "temporal/date_tokens.hh"
#include "temporal/day.hh"

#include <optional>

namespace dateline::temporal {

/// A time of day.
/// seconds:   since midnight, less than 86400; a leap second counts as the one before it
/// precision: Minute or Second
struct Clock {
  int seconds = 0;
  Precision precision = Precision::Minute;
};

/// The time of day that so many hours, minutes and seconds make; nullopt if there is none.
std::optional<Clock> make_clock(int hour, int minute, std::optional<int> second);

/// Take a time of day: `06:15`, `06:15:00.79`, `6:15 p.m.`, `6.15pm`, `06.15 Uhr`, `6h15`.
/// An hour alone (`6 pm`) is not taken: it would have to be made more exact than it is.
std::optional<Clock> take_clock(DateCursor& cursor);

/// Take a time of day without signs: `0615`, `061500`, `061500.79`.
std::optional<Clock> take_compact_clock(DateCursor& cursor);

/// A distance from UTC, as written.
/// assumed: it comes from a name that has other meanings
struct WrittenZone {
  int offset_minutes = 0;
  bool assumed = false;
};

/// Take a zone: `Z`, `EST`, `+02:00`, `+0200`, `-05`, `GMT+0100`, `UTC+3`, `(CET)`.
std::optional<WrittenZone> take_zone(DateCursor& cursor);

}  // namespace dateline::temporal
