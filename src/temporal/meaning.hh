// What an expression means: its rule's action applied to what the rule found.
#pragma once

#include "temporal/context.hh"

namespace dateline::temporal {

/// The meaning of an expression. Of a time of day alone it is the publication day.
/// out: without value if it means nothing after all (a number that is no year, 31 February)
Meaning meaning_of(const Expression& expression, const Context& context);

/// The meaning it has in another year than the one chosen; without value if it names no part of a
/// year.
Meaning meaning_in_year(const Expression& expression, int year);

}  // namespace dateline::temporal
