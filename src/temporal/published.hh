// When an article appeared, read from the date as its source wrote it.
#pragma once

#include "temporal/date_shapes.hh"
#include "temporal/day.hh"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dateline::temporal {

/// Where a time's distance from UTC comes from.
enum class Zone {
  Given,    ///< written by the source, or UTC by definition (epochs)
  Assumed,  ///< written as a name with several meanings (`EST`): the American or British one
  None,     ///< not written
};

/// The name used in output: `given`, `assumed`, `none`.
std::string_view name(Zone zone);

/// When an article appeared, as exactly as its source says.
/// Filters by day use `day`: the date in the source's own zone. It is never moved to another zone,
/// so that a given local date stays that date.
struct Published {
  Day day;  ///< the first of the month or year where precision is coarser
  Precision precision = Precision::Day;
  std::optional<int>
      seconds_of_day;      ///< since local midnight; there if precision is Minute or Second
  Zone zone = Zone::None;  ///< None if there is no time
  int offset_minutes = 0;  ///< east of UTC is positive; 0 unless known

  /// Seconds since 1970-01-01T00:00Z, for ordering: unknown parts count as their first moment,
  /// an unknown zone as UTC.
  std::int64_t instant_utc_seconds() const;

  /// All days it may have been: one, or those of the month or year.
  DayRange days() const;

  /// `2022`, `2022-03`, `2022-03-01`, `2022-03-01T06:15Z`, `2022-03-01T06:15:00+02:00`; a time
  /// without zone has none (`2022-03-01T06:15`).
  std::string iso() const;

  bool operator==(const Published&) const = default;
};

/// Parse a publication date in any form that sources of news are known to write.
/// A day needs its year: nothing absent is made up. What follows a whole date and is no time or
/// zone is passed over; a weekday that contradicts the date does not count; an impossible time
/// leaves the day. Fractions of seconds are dropped. in:     raw, UTF-8; a URL is searched for
/// `/2022/03/01/` out:    nullopt if there is no date, an impossible one (30 February), a relative
/// one (`3 hours
///         ago`), a year outside 1600 to 2100 (epochs: 1900), or exactly 1970-01-01 or its midnight
///         UTC, which stands for "unknown"
/// source: RFC 822, 5; RFC 3339, 5.6; ISO 8601 basic and extended formats
std::optional<Published> parse_published(std::string_view raw, const DateOptions& options = {});

/// What a raw date shows about the order of day and month in its source, for choosing
/// DateOptions::day_first from all dates of a source: `24/03/1987` is DayFirst, `03/04/1987`
/// Either.
NumericOrder numeric_order(std::string_view raw);

}  // namespace dateline::temporal
