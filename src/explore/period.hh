// Days, weeks, months, quarters and years as numbered periods of a timeline.
#pragma once

#include "temporal/day.hh"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dateline::explore {

/// Those that a timeline chooses from by itself come first, the finer before the coarser.
enum class PeriodUnit { Day, Week, Month, Year, Quarter };

/// `day`, `week`, `month`, `quarter`, `year`.
std::string_view name(PeriodUnit unit);
std::optional<PeriodUnit> unit_named(std::string_view name);

/// The precision a date must have to be in one period.
temporal::Precision precision(PeriodUnit unit);

/// The number of the period that a day is in; periods side by side have numbers side by side.
/// source: ISO 8601 for weeks, which begin on Monday
std::int32_t period_number(PeriodUnit unit, temporal::Day day);

/// The days of a period, those before year 1 and after year 9999 left out.
/// errors: Error{Code::Internal} if there is no such period
temporal::DayRange period_days(PeriodUnit unit, std::int32_t number);

/// `2022-03-01`, `2022-W10`, `2022-03`, `2022-Q1`, `2022`; as behind `published:` in a query, too.
std::string period_label(PeriodUnit unit, std::int32_t number);

}  // namespace dateline::explore
