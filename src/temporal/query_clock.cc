#include "temporal/query_clock.hh"

#include <algorithm>
#include <chrono>
#include <optional>

#include <fmt/format.h>

namespace dateline::temporal {
namespace {

constexpr std::int64_t day_seconds = 86400;

DateError error(std::string message, std::string hint, std::string_view text) {
  return {std::move(message), std::move(hint), 0, text.size()};
}

/// What is shown of something the user wrote.
std::string shown(std::string_view text) {
  return text.size() <= 60 ? std::string(text) : std::string(text.substr(0, 57)) + "…";
}

/// So many digits, taken off the front.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(0, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

/// `+02:00`, `+0200`, `+2`: the seconds east of UTC, if that is all there is.
std::optional<int> parse_offset(std::string_view text) {
  const bool west = !text.empty() && text.front() == '-';
  if (!take(text, '+') && !take(text, '-')) return std::nullopt;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const std::size_t run =
      static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
  const auto hours = take_digits(text, run == 1 || run == 3 ? 1 : 2);
  if (!hours) return std::nullopt;
  int minutes = 0;
  if (!text.empty()) {
    take(text, ':');
    const auto given = take_digits(text, 2);
    if (!given || !text.empty()) return std::nullopt;
    minutes = *given;
  }
  if (*hours > 18 || minutes > 59) return std::nullopt;
  const int seconds = *hours * 3600 + minutes * 60;
  return west ? -seconds : seconds;
}

/// `06:15`, `06:15:30`, `06:15:30.5`, taken off the front: seconds of the day.
std::optional<int> take_time(std::string_view& text) {
  const auto hour = take_digits(text, 2);
  if (!hour || !take(text, ':')) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute) return std::nullopt;
  int second = 0;
  if (take(text, ':')) {
    const auto given = take_digits(text, 2);
    if (!given) return std::nullopt;
    second = *given;
    if (take(text, '.')) {
      if (!take_digits(text, 1)) return std::nullopt;
      while (take_digits(text, 1)) {
      }
    }
  }
  if (*hour > 23 || *minute > 59 || second > 60) return std::nullopt;
  return *hour * 3600 + *minute * 60 + std::min(second, 59);  // a leap second is the one before it
}

}  // namespace

QueryClock QueryClock::system() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::seconds>(now).count(), text::TimeZone::local()};
}

Day QueryClock::today() const {
  const std::int64_t local = now_seconds + zone.offset_seconds(now_seconds);
  const std::int64_t serial = local / day_seconds - (local % day_seconds < 0 ? 1 : 0);
  constexpr int margin = 400;
  return Day::from_serial(static_cast<int>(
      std::clamp<std::int64_t>(serial, Day::min_serial + margin, Day::max_serial - margin)));
}

std::variant<text::TimeZone, DateError> parse_zone(std::string_view text) {
  if (text == "Z" || text == "z" || text == "utc") return text::TimeZone();
  if (text == "local") return text::TimeZone::local();
  if (const auto offset = parse_offset(text)) return text::TimeZone::fixed(*offset);
  if (auto named = text::TimeZone::named(text)) return std::move(*named);
  const auto near = text::TimeZone::suggest(text);
  return error(fmt::format("there is no time zone '{}'{}", shown(text),
                           near ? fmt::format("; did you mean '{}'?", *near) : ""),
               "zones are UTC, local, +02:00, or a name such as Europe/Berlin", text);
}

std::variant<std::int64_t, DateError> parse_now(std::string_view text, const text::TimeZone& zone) {
  const std::string hint = "write 2022-03-01 or 2022-03-01T06:15:00Z";
  const auto day = Day::parse(text.substr(0, 10));
  if (!day) return error(fmt::format("'{}' is no instant", shown(text)), hint, text);
  std::string_view rest = text.substr(10);
  std::int64_t local = day->serial() * day_seconds;
  if (rest.empty()) return zone.instant(local);
  if (!take(rest, 'T') && !take(rest, 't') && !take(rest, ' '))
    return error(fmt::format("'{}' is no instant", shown(text)), hint, text);
  const auto seconds = take_time(rest);
  if (!seconds) {
    return error(fmt::format("'{}' has no time of day after its day", shown(text)), hint, text);
  }
  local += *seconds;
  if (rest.empty()) return zone.instant(local);
  if (rest == "Z" || rest == "z") return local;
  const auto offset = parse_offset(rest);
  if (!offset) {
    return error(fmt::format("'{}' is no distance from UTC", shown(rest)), "write Z or +02:00",
                 text);
  }
  return local - *offset;
}

}  // namespace dateline::temporal
