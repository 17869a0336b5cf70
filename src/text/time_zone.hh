// Time zones by name, from ICU's copy of the IANA database.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::text {

/// A zone: how far its clocks are from UTC at an instant. Cheap to copy, safe to share.
class TimeZone {
 public:
  /// UTC.
  TimeZone();
  ~TimeZone();
  TimeZone(const TimeZone&);
  TimeZone& operator=(const TimeZone&);

  /// A zone of constant distance. in: offset_seconds, east is positive, less than a day
  static TimeZone fixed(int offset_seconds);

  /// A zone of the IANA database (`Europe/Berlin`, `UTC`), spelt exactly so; nullopt if there is
  /// none.
  static std::optional<TimeZone> named(std::string_view name);

  /// The zone this computer is set to (TZ, else the system's).
  static TimeZone local();

  /// The names that say where, as `Europe/Berlin`, and `UTC`, in order.
  static std::vector<std::string> names();

  /// The known name that a wrong one may stand for: `berlin` or `europe/berln` for `Europe/Berlin`.
  static std::optional<std::string> suggest(std::string_view name);

  /// Distance from UTC at an instant. in: seconds since 1970-01-01T00:00Z; out: east is positive
  int offset_seconds(std::int64_t instant) const;

  /// The instant at which this zone's clocks show a time.
  /// in:  local_seconds, since 1970-01-01T00:00 as these clocks count
  /// out: of a time that is shown twice the first; of one left out the time an hour (or what was
  ///      left out) later
  std::int64_t instant(std::int64_t local_seconds) const;

  /// `Europe/Berlin`, `UTC`, `+02:00`.
  const std::string& name() const { return name_; }

 private:
  struct Rules;

  std::shared_ptr<const Rules> rules_;  ///< null for a constant distance
  int fixed_seconds_ = 0;
  std::string name_ = "UTC";
};

}  // namespace dateline::text
