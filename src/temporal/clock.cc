// The time of day and the zone of a written date.
#include "temporal/clock.hh"

#include "temporal/calendar_words.hh"

namespace dateline::temporal {

namespace {

using Kind = DateToken::Kind;

/// `am`, `a.m.`, `PM`, …: 'a' or 'p'; 0 if there is none.
char take_half_of_day(DateCursor& cursor) {
  if (cursor.take_word("am")) return 'a';
  if (cursor.take_word("pm")) return 'p';
  DateCursor trial = cursor;
  const bool morning = trial.take_word("a");
  if (!morning && !trial.take_word("p")) return 0;
  trial.take_sign('.');
  if (!trial.take_word("m")) return 0;
  trial.take_sign('.');
  cursor = trial;
  return morning ? 'a' : 'p';
}

/// The hour of twelve to that of twenty-four; nullopt if it is none of twelve.
/// `13:15 PM` and `0:15 AM` are met, and clear.
std::optional<int> full_hour(int hour, char half) {
  if (half == 0 || (half == 'p' && hour > 12) || (half == 'a' && hour == 0)) return hour;
  if (hour < 1 || hour > 12) return std::nullopt;
  return hour % 12 + (half == 'p' ? 12 : 0);
}

/// `.79` or `,79`: read and dropped.
void skip_fraction(DateCursor& cursor) {
  const DateToken& next = cursor.peek(1);
  if (next.kind != Kind::Number || next.spaced || cursor.peek().spaced) return;
  if (cursor.take_sign_of(".,") != 0) cursor.skip();
}

/// `:15`; both unspaced.
std::optional<int> take_colon_part(DateCursor& cursor) {
  if (cursor.peek().spaced || cursor.peek(1).spaced) return std::nullopt;
  DateCursor trial = cursor;
  if (!trial.take_sign(':')) return std::nullopt;
  const std::optional<int> part = trial.take_number(2, 2);
  if (part) cursor = trial;
  return part;
}

/// `06:15[:00[.79]] [p.m.]`
std::optional<Clock> take_colon_clock(DateCursor& cursor) {
  const std::optional<int> hour = cursor.take_number(1, 2);
  if (!hour) return std::nullopt;
  const std::optional<int> minute = take_colon_part(cursor);
  if (!minute) return std::nullopt;
  const std::optional<int> second = take_colon_part(cursor);
  if (second) skip_fraction(cursor);
  if (cursor.peek().sign == ':' && !cursor.peek().spaced) return std::nullopt;
  const std::optional<int> full = full_hour(*hour, take_half_of_day(cursor));
  if (!full) return std::nullopt;
  cursor.take_word_of(" uhr h hrs ");
  return make_clock(*full, *minute, second);
}

/// `6.15pm`, `06.15 Uhr`, `6h15`: without a colon, something else must show that it is a time.
std::optional<Clock> take_other_clock(DateCursor& cursor) {
  const std::optional<int> hour = cursor.take_number(1, 2);
  if (!hour) return std::nullopt;
  const bool french = !cursor.peek().spaced && cursor.take_word("h");
  if (!french && !cursor.take_sign('.')) return std::nullopt;
  const std::optional<int> minute = cursor.take_number(2, 2);
  if (!minute) return std::nullopt;
  const char half = take_half_of_day(cursor);
  const bool shown = french || half != 0 || cursor.take_word_of(" uhr ");
  const std::optional<int> full = full_hour(*hour, half);
  if (!shown || !full) return std::nullopt;
  return make_clock(*full, *minute, std::nullopt);
}

constexpr int max_offset_minutes = 14 * 60;

/// The distance of hours and minutes; nullopt beyond what is in use.
std::optional<int> make_offset(char sign, int hours, int minutes) {
  const int total = hours * 60 + minutes;
  if (minutes > 59 || total > max_offset_minutes) return std::nullopt;
  return sign == '-' ? -total : total;
}

/// `+02:00`, `+0200`, `-05`; after a name also `+3`. The number follows the sign at once, lest
/// `06:15 - 10:30` be one.
std::optional<int> take_offset(DateCursor& cursor, bool after_name) {
  DateCursor trial = cursor;
  const char sign = trial.take_sign_of("+-");
  if (sign == 0 || trial.peek().spaced) return std::nullopt;
  std::optional<int> offset;
  if (const std::optional<int> both = trial.take_number(4, 4)) {
    offset = make_offset(sign, *both / 100, *both % 100);
  } else if (const std::optional<int> hours = trial.take_number(after_name ? 1 : 2, 2)) {
    offset = make_offset(sign, *hours, take_colon_part(trial).value_or(0));
  }
  if (offset) cursor = trial;
  return offset;
}

}  // namespace

std::optional<Clock> make_clock(int hour, int minute, std::optional<int> second) {
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
  if (!second) return Clock{hour * 3600 + minute * 60, Precision::Minute};
  if (*second < 0 || *second > 60) return std::nullopt;
  return Clock{hour * 3600 + minute * 60 + (*second == 60 ? 59 : *second), Precision::Second};
}

std::optional<Clock> take_clock(DateCursor& cursor) {
  for (const auto take : {take_colon_clock, take_other_clock}) {
    DateCursor trial = cursor;
    const std::optional<Clock> clock = take(trial);
    if (!clock) continue;
    cursor = trial;
    return clock;
  }
  return std::nullopt;
}

std::optional<Clock> take_compact_clock(DateCursor& cursor) {
  DateCursor trial = cursor;
  std::optional<Clock> clock;
  if (const std::optional<int> minutes = trial.take_number(4, 4)) {
    clock = make_clock(*minutes / 100, *minutes % 100, std::nullopt);
  } else if (const std::optional<int> seconds = trial.take_number(6, 6)) {
    skip_fraction(trial);
    clock = make_clock(*seconds / 10000, *seconds / 100 % 100, *seconds % 100);
  }
  if (clock) cursor = trial;
  return clock;
}

std::optional<WrittenZone> take_zone(DateCursor& cursor) {
  DateCursor trial = cursor;
  trial.take_sign('(');
  std::optional<WrittenZone> zone;
  if (trial.peek().kind == Kind::Word) {
    const std::optional<NamedZone> named = zone_named(trial.peek().text);
    if (!named) return std::nullopt;
    trial.skip();
    zone = WrittenZone{named->offset_minutes, named->ambiguous};
    if (named->offset_minutes == 0) {
      if (const std::optional<int> offset = take_offset(trial, true)) {
        zone->offset_minutes = *offset;
      }
    }
  } else if (const std::optional<int> offset = take_offset(trial, false)) {
    zone = WrittenZone{*offset, false};
  }
  if (zone) cursor = trial;
  return zone;
}

}  // namespace dateline::temporal
