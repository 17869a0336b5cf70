// Calendar days without a zone.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace dateline::temporal {

/// How exactly a point in time is known, coarsest first.
enum class Precision { Year, Month, Day, Minute, Second };

/// The name used in output: `year`, `month`, `day`, `minute`, `second`.
std::string_view name(Precision precision);

/// Monday is 1, Sunday is 7.
/// source: ISO 8601, 3.2.2
enum class Weekday { Monday = 1, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday };

/// A day of the proleptic Gregorian calendar, of the years 1 to 9999; always one that exists.
class Day {
 public:
  /// Serial numbers of 0001-01-01 and 9999-12-31; 1970-01-01 is 0.
  static constexpr int min_serial = -719162;
  static constexpr int max_serial = 2932896;

  /// 1970-01-01.
  constexpr Day() = default;

  /// out: nullopt if there is no such day (30 February) or the year is not of 1 to 9999
  static std::optional<Day> make(int year, int month, int day);

  /// in:     serial, days since 1970-01-01
  /// errors: Error{Code::Internal} outside min_serial to max_serial
  static Day from_serial(int serial);

  /// Parse `YYYY-MM-DD`, nothing before or after it.
  static std::optional<Day> parse(std::string_view iso);

  int year() const { return static_cast<int>(ymd_.year()); }
  int month() const { return static_cast<int>(static_cast<unsigned>(ymd_.month())); }
  int day() const { return static_cast<int>(static_cast<unsigned>(ymd_.day())); }
  int serial() const {
    return static_cast<int>(std::chrono::sys_days(ymd_).time_since_epoch().count());
  }
  Weekday weekday() const;

  /// errors: Error{Code::Internal} if the result would leave the years 1 to 9999
  Day plus_days(int days) const;

  Day first_of_month() const;
  Day last_of_month() const;

  /// `2022-03-01`
  std::string iso() const;

  friend bool operator==(const Day&, const Day&) = default;
  friend std::strong_ordering operator<=>(const Day& a, const Day& b) { return a.ymd_ <=> b.ymd_; }

 private:
  explicit constexpr Day(std::chrono::year_month_day ymd) : ymd_(ymd) {}

  std::chrono::year_month_day ymd_{std::chrono::year(1970), std::chrono::month(1),
                                   std::chrono::day(1)};
};

/// A run of days, both ends included; first <= last. Compares by first, then last.
struct DayRange {
  Day first;
  Day last;

  /// All days of a year, or of a month of it.
  /// out: nullopt if there is no such year or month
  static std::optional<DayRange> of_year(int year);
  static std::optional<DayRange> of_month(int year, int month);

  /// Parse `2022`, `2022-03`, `2022-03-01`, or two of these as `FROM..TO` (from the first day of
  /// FROM to the last day of TO), nothing before or after it. out: nullopt also if TO ends before
  /// FROM begins
  static std::optional<DayRange> parse(std::string_view text);

  bool contains(const Day& day) const { return first <= day && day <= last; }
  bool overlaps(const DayRange& other) const { return first <= other.last && other.first <= last; }
  int length_days() const { return last.serial() - first.serial() + 1; }

  /// The shortest form that parse() reads back: `2022`, `2022-03`, `2022-03-01`, else
  /// `2022-02-24..2022-03-31`.
  std::string iso() const;

  friend bool operator==(const DayRange&, const DayRange&) = default;
  friend std::strong_ordering operator<=>(const DayRange&, const DayRange&) = default;
};

}  // namespace dateline::temporal
