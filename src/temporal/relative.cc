#include "temporal/relative.hh"

#include "temporal/calendar.hh"

#include <fmt/format.h>

namespace dateline::temporal {

/// The unit letters of the grammar as those of calendar.hh; 0 for parts of a day.
char calendar_unit(char unit) {
  switch (unit) {
    case 'D':
      return 'd';
    case 'W':
      return 'w';
    case 'E':
      return 'e';
    case 'M':
      return 'm';
    case 'Q':
      return 'q';
    case 'Y':
      return 'y';
    default:
      return 0;
  }
}

char unit_of(const Expression& expression) {
  const Capture* unit = expression.get('u');
  return unit == nullptr || unit->text.empty() ? 'D' : unit->text[0];
}

/// The meaning of the unit that holds a day.
Meaning unit_at(Day day, char unit) {
  switch (unit) {
    case 'W':
      return week_meaning(day);
    case 'E':
      return weekend_meaning(day);
    case 'M':
      return month_meaning(day.year(), day.month());
    case 'Q':
      return quarter_meaning(day.year(), (day.month() + 2) / 3);
    case 'Y':
      return year_meaning(day.year());
    case 'T':
      return decade_meaning(day.year());
    case 'C':
      return century_meaning(day.year() / 100 + 1);
    default:
      return day_meaning(day);
  }
}

/// The digits of a count, or X; points into `storage` or the expression.
std::string_view digits_of(const Capture* count, std::array<char, 16>& storage) {
  if (count == nullptr) return "1";
  if (count->vague) return "X";
  if (!count->text.empty()) return count->text;
  const auto end = fmt::format_to_n(storage.data(), storage.size(), "{}", count->value);
  return {storage.data(), end.size};
}

/// The Monday to Sunday numbered so, the last one on or before the day.
Day weekday_up_to(Day day, int weekday) {
  return day.plus_days(-((static_cast<int>(day.weekday()) - weekday + 7) % 7));
}

Meaning unit_meaning(int relation, char unit, const Context& context) {
  if (!context.published()) return {};
  if (unit == 'T' || unit == 'C') {
    const auto day = shift(*context.published(), 'y', relation * (unit == 'T' ? 10 : 100));
    return day ? unit_at(*day, unit) : Meaning{};
  }
  const char step = unit == 'E' ? 'w' : calendar_unit(unit);
  if (step == 0) return {};
  // From the first day, since the same day of another month may not exist.
  const auto day = shift(unit_around(*context.published(), step).first, step, relation);
  if (unit == 'D') {
    const auto same = shift(*context.published(), 'd', relation);
    return same ? day_meaning(*same) : Meaning{};
  }
  return day ? unit_at(*day, unit) : Meaning{};
}

Meaning month_without_year(const Expression& expression, int month, std::optional<int> day,
                           const Context& context) {
  if (!context.published()) {
    Meaning open;
    open.value = formatted("XXXX-{:02}", month);
    if (day) open.value.append(formatted("-{:02}", *day).text());
    return open;
  }
  // Of the years around, the nearest on the verb's side and the nearest on the other.
  const Direction where = context.direction(expression);
  Meaning best, other;
  int best_distance = 0, other_distance = 0;
  for (int year = context.published()->year() - 1; year <= context.published()->year() + 1;
       ++year) {
    Meaning meaning = day ? Meaning{} : month_meaning(year, month);
    if (day) {
      const auto made = Day::make(year, month, *day);
      if (made) meaning = day_meaning(*made);
    }
    if (!meaning.known()) continue;
    const bool wrong = (where == Direction::Past && meaning.days->first > *context.published()) ||
                       (where == Direction::Future && meaning.days->last < *context.published());
    const int distance = std::abs(meaning.days->first.serial() - context.published()->serial());
    Meaning& slot = wrong ? other : best;
    int& slot_distance = wrong ? other_distance : best_distance;
    if (slot.known() && distance >= slot_distance) continue;
    slot = meaning;
    slot_distance = distance;
  }
  // Who means a day most of a year away says so.
  const int far_days = where == Direction::Past ? 240 : 300;
  const int near_days = where == Direction::Past ? 100 : 30;
  if (day && other.known() && other_distance <= near_days &&
      (!best.known() || best_distance >= far_days))
    return other;
  // So does who means such a month: `rose in September, but could …`, said in October.
  constexpr int far_month = 270, near_month = 62;
  if (!day && where == Direction::Future && other.known() && other_distance <= near_month &&
      best_distance >= far_month)
    return other;
  return best;
}

Meaning shifted(const Expression& expression, int direction, bool from_reference,
                const Context& context) {
  const Capture* count = expression.get('n');
  if (count != nullptr && count->vague)
    return plain_meaning(TimexType::Date, direction < 0 ? "PAST_REF" : "FUTURE_REF");
  const auto base =
      from_reference && context.reference() ? context.reference() : context.published();
  char unit = unit_of(expression);
  const bool clock = unit == 'H' || unit == 'N' || unit == 'S';
  std::array<char, 16> storage;
  if (!base || clock) return duration_meaning(digits_of(count, storage), unit);
  long long amount = count == nullptr ? 1 : count->value;
  const char step = unit == 'T' || unit == 'C' ? 'y' : unit == 'E' ? 'w' : calendar_unit(unit);
  if (unit == 'T') amount *= 10;
  if (unit == 'C') amount *= 100;
  const auto day = shift(*base, step, amount * direction);
  if (!day) return plain_meaning(TimexType::Date, direction < 0 ? "PAST_REF" : "FUTURE_REF");
  if (unit == 'W') return day_meaning(*day);
  Meaning meaning = unit_at(*day, unit);
  // A decade ago is ten years ago, not any time in the decade of then, though it is written so; and
  // a century ago about a hundred.
  if (direction < 0 && (unit == 'T' || unit == 'C')) {
    const Meaning then = unit == 'T' ? year_meaning(day->year()) : decade_meaning(day->year());
    meaning.days = then.days;
    meaning.grain = then.grain;
  }
  return meaning;
}

Meaning year_ago(const Context& context) {
  if (context.quarter()) {
    const Day first = context.quarter()->days->first;
    return quarter_meaning(first.year() - 1, (first.month() + 2) / 3);
  }
  return context.published() ? year_meaning(context.published()->year() - 1) : Meaning{};
}

}  // namespace dateline::temporal
