// When an article appeared: the date in its surroundings, the sanity rules, the printed form.
#include "temporal/published.hh"

#include "temporal/calendar_words.hh"
#include "temporal/clock.hh"
#include "temporal/date_tokens.hh"

#include <charconv>
#include <cstdlib>

#include <fmt/format.h>

namespace dateline::temporal {

namespace {

using Kind = DateToken::Kind;

constexpr std::int64_t day_seconds = 86400;
constexpr int first_epoch_year = 1900;

/// Words that may stand before a date, and between date and time.
constexpr std::string_view words_before =
    " published posted updated date dated on the publié le veröffentlicht am den vom publicado el "
    "del "
    "pubblicato il from first ";
constexpr std::string_view words_between = " at um à a las alle ore kl г года в ";

/// How many words and signs before a date are passed over.
constexpr int max_tokens_before = 8;

bool take_weekday(DateCursor& cursor) {
  if (cursor.peek().kind != Kind::Word || !weekday_named(cursor.peek().text)) return false;
  cursor.skip();
  return true;
}

/// A word and a comma, such as a weekday of a language that is not in our tables.
bool take_word_with_comma(DateCursor& cursor) {
  if (cursor.peek().kind != Kind::Word || cursor.peek(1).sign != ',') return false;
  cursor.skip();
  cursor.skip();
  return true;
}

/// ` - ` or ` -- `.
bool take_free_dash(DateCursor& cursor) {
  DateCursor trial = cursor;
  if (!trial.peek().spaced || !trial.take_sign('-')) return false;
  while (!trial.peek().spaced && trial.take_sign('-')) {
  }
  if (!trial.peek().spaced) return false;
  cursor = trial;
  return true;
}

/// One thing that may stand before a date. A minus is none: `-2022` is no year.
bool skip_before(DateCursor& cursor) {
  return cursor.take_sign_of("=:,.(|'\"") != 0 || take_weekday(cursor) ||
         cursor.take_word_of(words_before) || take_word_with_comma(cursor);
}

/// The date ends here: what follows does not make it part of something else (`2022-03-01-7`).
bool at_end_of_date(const DateCursor& cursor) {
  if (cursor.done() || cursor.peek().spaced) return true;
  DateCursor trial = cursor;
  if (trial.take_sign_of(",;:)]|'\"/.") != 0)
    return trial.peek().kind != Kind::Number || trial.peek().spaced;
  if (trial.take_word("t")) return trial.peek().kind == Kind::Number;
  return trial.peek().kind == Kind::Sign && static_cast<unsigned char>(trial.peek().sign) < ' ';
}

/// What may stand between a date and its time: `, Tuesday at`, `T`, ` - `.
void skip_between(DateCursor& cursor) {
  for (bool more = true; more;) {
    more = take_free_dash(cursor) || cursor.take_sign_of(",;|.(/") != 0 || cursor.take_word("t") ||
           cursor.take_word_of(words_between) || take_weekday(cursor);
  }
}

/// Year, month and day of a `/2022/03/01/` or `/2022/mar/01/` in a URL.
std::optional<WrittenDate> date_of_url(DateCursor cursor) {
  for (; !cursor.done(); cursor.skip()) {
    DateCursor trial = cursor;
    if (!trial.take_sign('/') || trial.peek(1).sign != '/' || trial.peek(3).sign != '/') continue;
    std::optional<WrittenDate> date = take_date(trial, DateOptions{});
    const bool whole = trial.done() || trial.peek().sign == '/';
    if (date && whole && date->precision == Precision::Day) return date;
  }
  return std::nullopt;
}

/// The date and what may surround it. Clock and zone are those written, wherever they stand.
std::optional<WrittenDate> date_with_time(DateCursor& cursor, const DateOptions& options) {
  DateCursor trial = cursor;
  const std::optional<Clock> clock_before = take_clock(trial);
  std::optional<WrittenZone> zone_before;
  if (clock_before) {
    zone_before = take_zone(trial);
    trial.take_sign(')');
    while (skip_before(trial)) {
    }
  }
  std::optional<WrittenDate> date = take_date(trial, options);
  if (!date) return std::nullopt;
  if (date->clock) {
    if (!date->zone) date->zone = take_zone(trial);
  } else if (clock_before) {
    date->clock = clock_before;
    date->zone = zone_before;
  } else {
    if (!trial.peek().spaced) take_zone(trial);  // xs:date: `1996-08-20+02:00` stays that day
    if (!at_end_of_date(trial)) return std::nullopt;
    skip_between(trial);
    date->clock = take_clock(trial);
    if (!date->clock && trial.peek().spaced) date->clock = take_compact_clock(trial);
    if (date->clock) date->zone = take_zone(trial);
  }
  cursor = trial;
  return date;
}

Published published_of(const WrittenDate& date) {
  Published result;
  result.day = date.day;
  result.precision = date.precision;
  if (!date.clock) return result;
  result.precision = date.clock->precision;
  result.seconds_of_day = date.clock->seconds;
  if (!date.zone) return result;
  result.zone = date.zone->assumed ? Zone::Assumed : Zone::Given;
  result.offset_minutes = date.zone->offset_minutes;
  return result;
}

/// The unit of an epoch of so many digits, per second; 0 if none has that many.
std::int64_t epoch_units_per_second(std::size_t digits) {
  switch (digits) {
    case 10:
      return 1;
    case 13:
      return 1'000;
    case 16:
      return 1'000'000;
    case 19:
      return 1'000'000'000;
    default:
      return 0;
  }
}

/// Seconds, milli-, micro- or nanoseconds since 1970, perhaps with a fraction; nothing else.
std::optional<Published> epoch(DateCursor cursor) {
  const std::string_view digits = cursor.peek().text;
  const std::int64_t units = epoch_units_per_second(digits.size());
  if (cursor.peek().kind != Kind::Number || units == 0) return std::nullopt;
  cursor.skip();
  if (cursor.take_sign('.') && cursor.peek().kind == Kind::Number) cursor.skip();
  if (!cursor.done()) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  const std::int64_t seconds = value / units;
  Published result;
  result.day = Day::from_serial(static_cast<int>(seconds / day_seconds));
  if (result.day.year() < first_epoch_year || result.day.year() > last_year) return std::nullopt;
  result.precision = Precision::Second;
  result.seconds_of_day = static_cast<int>(seconds % day_seconds);
  result.zone = Zone::Given;
  return result;
}

/// 1970-01-01, or midnight UTC of it, is what programs write when they know no date.
bool is_zero(const Published& published) {
  if (published.precision < Precision::Day) return false;
  return published.instant_utc_seconds() == 0;
}

std::optional<Published> parse(DateCursor cursor, const DateOptions& options) {
  if (std::optional<Published> found = epoch(cursor)) return found;
  for (int skipped = 0; skipped <= max_tokens_before && !cursor.done(); ++skipped) {
    std::optional<WrittenDate> date = date_with_time(cursor, options);
    if (!date) date = take_bare_date(cursor, options);
    if (date) return published_of(*date);
    if (!skip_before(cursor)) break;
  }
  return std::nullopt;
}

bool looks_like_url(std::string_view raw) {
  return raw.starts_with('/') || raw.find("://") != std::string_view::npos;
}

std::string zone_suffix(const Published& published) {
  if (published.zone == Zone::None) return {};
  if (published.offset_minutes == 0) return "Z";
  const int distance = std::abs(published.offset_minutes);
  return fmt::format("{}{:02}:{:02}", published.offset_minutes < 0 ? '-' : '+', distance / 60,
                     distance % 60);
}

}  // namespace

std::string_view name(Zone zone) {
  switch (zone) {
    case Zone::Given:
      return "given";
    case Zone::Assumed:
      return "assumed";
    case Zone::None:
      return "none";
  }
  return {};
}

std::int64_t Published::instant_utc_seconds() const {
  return day.serial() * day_seconds + seconds_of_day.value_or(0) -
         std::int64_t{60} * offset_minutes;
}

DayRange Published::days() const {
  if (precision == Precision::Year) return *DayRange::of_year(day.year());
  if (precision == Precision::Month) return {day.first_of_month(), day.last_of_month()};
  return {day, day};
}

std::string Published::iso() const {
  std::string date = day.iso();
  if (precision == Precision::Year) return date.substr(0, 4);
  if (precision == Precision::Month) return date.substr(0, 7);
  if (!seconds_of_day) return date;
  const int seconds = *seconds_of_day;
  std::string time = fmt::format("T{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
  if (precision == Precision::Second) time += fmt::format(":{:02}", seconds % 60);
  return date + time + zone_suffix(*this);
}

std::optional<Published> parse_published(std::string_view raw, const DateOptions& options) {
  const std::optional<std::vector<DateToken>> tokens = cut_date(raw);
  if (!tokens || tokens->empty()) return std::nullopt;
  const DateCursor cursor(*tokens);
  std::optional<Published> found;
  if (looks_like_url(raw)) {
    const std::optional<WrittenDate> date = date_of_url(cursor);
    if (date) found = published_of(*date);
  } else {
    found = parse(cursor, options);
  }
  if (found && is_zero(*found)) return std::nullopt;
  return found;
}

NumericOrder numeric_order(std::string_view raw) {
  const std::optional<std::vector<DateToken>> tokens = cut_date(raw);
  if (!tokens) return NumericOrder::None;
  DateCursor cursor(*tokens);
  for (int skipped = 0; skipped <= max_tokens_before; ++skipped) {
    const NumericOrder order = order_of_numbers(cursor);
    if (order != NumericOrder::None) return order;
    if (!skip_before(cursor)) break;
  }
  return NumericOrder::None;
}

}  // namespace dateline::temporal
