// Days and units counted from the publication, or from what was named before.
#pragma once

#include "temporal/context.hh"

#include <array>

namespace dateline::temporal {

/// The unit that an expression found (slot u), as a letter of the grammar; `D` if none.
char unit_of(const Expression& expression);

/// The unit letters of the grammar as those of calendar.hh; 0 for parts of a day and long times.
char calendar_unit(char unit);

/// The meaning of the unit that holds a day. in: unit, of the grammar
Meaning unit_at(Day day, char unit);

/// The digits of a count, `1` if there is none, `X` if it is vague; in storage or the expression.
std::string_view digits_of(const Capture* count, std::array<char, 16>& storage);

/// The weekday of that number (Monday is 1) that falls last on or before a day.
Day weekday_up_to(Day day, int weekday);

/// `last year`: the unit so many units from the one published in.
Meaning unit_meaning(int relation, char unit, const Context& context);

/// `October`, `Oct. 26`: of the years around publication the nearest on the side that the verbs
/// show.
Meaning month_without_year(const Expression& expression, int month, std::optional<int> day,
                           const Context& context);

/// `two years ago`, `three days later`. in: direction, -1 or 1; from_reference, count from the
/// day named last rather than from publication
Meaning shifted(const Expression& expression, int direction, bool from_reference,
                const Context& context);

/// `a year ago`: in a report on a quarter the same quarter, else the year.
Meaning year_ago(const Context& context);

}  // namespace dateline::temporal
