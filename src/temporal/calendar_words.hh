// Names of months, weekdays and zones, as newspapers write them.
#pragma once

#include "temporal/day.hh"

#include <optional>
#include <string_view>

namespace dateline::temporal {

/// The month a word names in English, German, French, Spanish, Italian or Russian, abbreviated or
/// inflected (`März`, `sept`, `марта`), 1 to 12.
/// in: one word, any case, with or without accents, without a full stop
std::optional<int> month_named(std::string_view word);

/// The weekday a word names in the same languages. Some words name a month too (`mar`).
std::optional<Weekday> weekday_named(std::string_view word);

/// A zone by its name.
struct NamedZone {
  int offset_minutes = 0;  ///< east of UTC is positive
  bool ambiguous = false;  ///< the name has other meanings; this is the American or British one
};

/// The zone a word names: `GMT`, `EST`, `MSK`, …; any case.
/// source: RFC 822, 5.1 for the American names
std::optional<NamedZone> zone_named(std::string_view word);

}  // namespace dateline::temporal
