#include "text/time_zone.hh"

#include "base/nearest.hh"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>
#include <unicode/strenum.h>
#include <unicode/timezone.h>

namespace dateline::text {

struct TimeZone::Rules {
  std::unique_ptr<icu::TimeZone> zone;
};

namespace {

icu::UnicodeString wide(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    if (c == ' ') c = '_';
  }
  return out;
}

std::vector<std::string> all_names() {
  std::vector<std::string> names;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::StringEnumeration> zones(
      icu::TimeZone::createTimeZoneIDEnumeration(UCAL_ZONE_TYPE_ANY, nullptr, nullptr, status));
  if (U_FAILURE(status) || !zones) return names;
  while (const char* name = zones->next(nullptr, status)) {
    if (U_FAILURE(status)) break;
    names.emplace_back(name);
  }
  return names;
}

}  // namespace

TimeZone::TimeZone() = default;
TimeZone::~TimeZone() = default;
TimeZone::TimeZone(const TimeZone&) = default;
TimeZone& TimeZone::operator=(const TimeZone&) = default;

TimeZone TimeZone::fixed(int offset_seconds) {
  TimeZone zone;
  zone.fixed_seconds_ = offset_seconds;
  if (offset_seconds == 0) return zone;
  const int minutes = std::abs(offset_seconds) / 60;
  zone.name_ =
      fmt::format("{}{:02}:{:02}", offset_seconds < 0 ? '-' : '+', minutes / 60, minutes % 60);
  return zone;
}

std::optional<TimeZone> TimeZone::named(std::string_view name) {
  constexpr std::size_t max_name_bytes = 64;
  if (name.empty() || name.size() > max_name_bytes) return std::nullopt;
  // ICU takes `GMT+25:99` and the like for zones of their own; only names of the database count.
  icu::UnicodeString canonical;
  UBool known = false;
  UErrorCode status = U_ZERO_ERROR;
  icu::TimeZone::getCanonicalID(wide(name), canonical, known, status);
  if (U_FAILURE(status) || !known) return std::nullopt;
  auto rules = std::make_shared<Rules>();
  rules->zone.reset(icu::TimeZone::createTimeZone(wide(name)));
  TimeZone zone;
  zone.rules_ = std::move(rules);
  zone.name_ = std::string(name);
  return zone;
}

TimeZone TimeZone::local() {
  auto rules = std::make_shared<Rules>();
  rules->zone.reset(icu::TimeZone::createDefault());
  if (!rules->zone) return {};
  icu::UnicodeString id;
  TimeZone zone;
  zone.name_.clear();
  rules->zone->getID(id).toUTF8String(zone.name_);
  zone.rules_ = std::move(rules);
  return zone;
}

std::vector<std::string> TimeZone::names() {
  std::vector<std::string> names = all_names();
  // Names of old systems, and of no place.
  std::erase_if(names, [](const std::string& name) {
    const bool place = name.find('/') != std::string::npos && !name.starts_with("SystemV/") &&
                       !name.starts_with("Etc/");
    return !place && name != "UTC";
  });
  std::sort(names.begin(), names.end());
  return names;
}

std::optional<std::string> TimeZone::suggest(std::string_view name) {
  const std::vector<std::string> names = all_names();
  const std::string wanted = lower(name.substr(0, 64));
  std::vector<std::string> folded;
  for (const std::string& known : names) folded.push_back(lower(known));
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (folded[i] == wanted) return names[i];
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::size_t slash = folded[i].rfind('/');
    if (slash != std::string::npos && folded[i].substr(slash + 1) == wanted) return names[i];
  }
  const std::vector<std::string_view> candidates(folded.begin(), folded.end());
  const auto near = base::nearest(wanted, candidates);
  if (!near) return std::nullopt;
  const auto found = std::find(folded.begin(), folded.end(), *near);
  return names[static_cast<std::size_t>(found - folded.begin())];
}

int TimeZone::offset_seconds(std::int64_t instant) const {
  if (!rules_) return fixed_seconds_;
  std::int32_t raw = 0, summer = 0;
  UErrorCode status = U_ZERO_ERROR;
  rules_->zone->getOffset(static_cast<UDate>(instant) * 1000, false, raw, summer, status);
  return U_FAILURE(status) ? 0 : (raw + summer) / 1000;
}

std::int64_t TimeZone::instant(std::int64_t local_seconds) const {
  // The offsets a day before and a day after are all that can apply. The earlier one, from before
  // a change, puts twice-shown times first and left-out ones later.
  constexpr std::int64_t day_seconds = 86400;
  const int before = offset_seconds(local_seconds - day_seconds);
  const int after = offset_seconds(local_seconds + day_seconds);
  if (offset_seconds(local_seconds - before) == before) return local_seconds - before;
  if (offset_seconds(local_seconds - after) == after) return local_seconds - after;
  return local_seconds - before;
}

}  // namespace dateline::text
