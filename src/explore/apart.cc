#include "explore/apart.hh"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace dateline::explore {
namespace {

using search::Expression;

/// `a`, `b` within `number` words.
Expression near(const Expression& a, const Expression& b, bool ordered, unsigned number) {
  Expression both;
  both.kind = Expression::Kind::Near;
  both.ordered = ordered;
  both.number = number;
  both.children = {a, b};
  return both;
}

/// Words of a row as a chain, each within `number` of what came before.
Expression chain(const Expression& row, bool ordered, unsigned number) {
  Expression all = row.children.front();
  for (std::size_t i = 1; i < row.children.size(); ++i)
    all = near(all, row.children[i], ordered, number);
  return all;
}

/// The least number of words for which something holds, up to the longest passage; it must not cease to hold
/// as the number grows.
template <typename Make>
std::optional<unsigned> least_distance(Make make, const Place& place) {
  unsigned high = 1;
  constexpr unsigned most = 4096;
  while (high <= most && count_here(make(high), place) == 0) high *= 2;
  if (high > most) return std::nullopt;
  unsigned low = high / 2 + 1;
  while (low < high) {
    const unsigned middle = low + (high - low) / 2;
    if (count_here(make(middle), place) > 0) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return high;
}

std::string unit_name(query::Unit unit) {
  return unit == query::Unit::Sentence ? "sentence" : "paragraph";
}

/// Whether something is in the headline of an article, and not in the text of the passage.
bool is_in_title_only(const Expression& expression, const Place& place) {
  search::ExpressionMatcher matcher(expression, place.segment);
  return matcher.possible() && matcher.count_title(place.article) > 0 &&
         matcher.count_passage(place.ordinal) == 0;
}

}  // namespace

unsigned count_here(const Expression& expression, const Place& place) {
  search::ExpressionMatcher matcher(expression, place.segment);
  if (!matcher.possible()) return 0;
  return std::max(matcher.count_passage(place.ordinal), matcher.count_title(place.article));
}

std::string why_not_together(const Expression& expression, const Place& place) {
  if (expression.kind == Expression::Kind::Row) {
    const auto in_order = [&](unsigned n) { return chain(expression, true, n); };
    const auto anyhow = [&](unsigned n) { return chain(expression, false, n); };
    const auto ordered = least_distance(in_order, place);
    const auto free = least_distance(anyhow, place);
    if (ordered && (!free || *ordered <= *free + 2))
      return fmt::format("its words are there in order, up to {} apart, not side by side",
                         *ordered);
    if (free) return fmt::format("its words are there in another order, up to {} apart", *free);
  }
  if (expression.kind == Expression::Kind::Near && !expression.negated) {
    const Expression &a = expression.children[0], &b = expression.children[1];
    for (const Expression* side : {&a, &b}) {
      if (side->kind != Expression::Kind::Token && count_here(*side, place) == 0)
        return fmt::format("{}: {}", search::print(*side), why_not_together(*side, place));
    }
    const bool words = expression.unit == query::Unit::Words;
    const auto apart = least_distance(
        [&](unsigned n) { return near(a, b, words && expression.ordered, n); }, place);
    const auto free =
        apart ? apart : least_distance([&](unsigned n) { return near(a, b, false, n); }, place);
    if (!words && free)
      return fmt::format("both sides are there, {} words apart, but in no {} together", *free,
                         unit_name(expression.unit));
    if (apart)
      return fmt::format("both sides are there, nearest {} words apart; the limit is {}", *apart,
                         expression.number);
    if (free)
      return fmt::format("both sides are there, {} words apart, but in the other order", *free);
  }
  if (expression.kind == Expression::Kind::Near && !expression.negated) {
    const bool left = is_in_title_only(expression.children[0], place);
    const bool right = is_in_title_only(expression.children[1], place);
    if (left != right)
      return fmt::format("the {} side is in the headline only, the {} side in the text",
                         left ? "left" : "right", left ? "right" : "left");
    if (expression.children[0] == expression.children[1])
      return "both sides are the same, and it is there but once";
  }
  if (expression.kind == Expression::Kind::Near && expression.negated)
    return "wherever the left side stands, the right side is near, and must not be";
  return "its words are in the text or the headline, but do not stand together so";
}

}  // namespace dateline::explore
