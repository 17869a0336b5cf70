// What "today" is for a query: an instant and a zone, both of which the user may set.
#pragma once

#include "temporal/day.hh"
#include "text/time_zone.hh"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace dateline::temporal {

/// Why something a user wrote about dates can't be understood. begin, end: the bytes of what was
/// written that are to blame; hint: what to write, may be empty
struct DateError {
  std::string message;
  std::string hint;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The instant that relative dates count from. now_seconds: since 1970-01-01T00:00Z
struct QueryClock {
  std::int64_t now_seconds = 0;
  text::TimeZone zone;

  /// The computer's clock and zone.
  static QueryClock system();

  /// The day that the zone's calendars show, kept so far inside the years 1 to 9999 that there is
  /// room for last and next year.
  Day today() const;
};

/// Read what `--tz` takes: `UTC`, `Z`, `local`, `+02:00`, `+0200`, `-5`, `Europe/Berlin`.
std::variant<text::TimeZone, DateError> parse_zone(std::string_view text);

/// Read what `--now` takes: `2022-03-01T06:15:00Z`, `2022-03-01T06:15+02:00`, `2022-03-01 06:15` (in
/// `zone`), `2022-03-01` (its first moment in `zone`). Fractions of seconds are dropped.
/// out:    seconds since 1970-01-01T00:00Z
/// source: RFC 3339, 5.6
std::variant<std::int64_t, DateError> parse_now(std::string_view text, const text::TimeZone& zone);

}  // namespace dateline::temporal
