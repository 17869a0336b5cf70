#include "temporal/meaning.hh"

#include "temporal/calendar.hh"
#include "temporal/relative.hh"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace dateline::temporal {
namespace {

bool stands_as_year(const Expression& expression, const Context& context) {
  const std::uint32_t at = expression.core;
  const TokenFacts& facts = context.tokens()[at];
  if (facts.form != Digits::Plain || expression.end != at + 1) return true;
  const char before = context.tokens().before(at);
  const char after = context.tokens().after(at);
  if (before == '$' || before == '#' || before == '.' || before == '/' || before == '+' ||
      after == '%' || after == '/' || after == '-')
    return after == '-' && before != '-' && facts.number >= 1900 && facts.number <= 2030;
  if (static_cast<unsigned char>(before) >= 0x80) return false;  // a currency sign
  if (facts.number >= 1900 && facts.number <= 2030) return true;
  if (at == 0 || facts.number > 2100 || facts.number < 1400) return false;
  for (const std::string_view word : {"in", "since", "of", "by", "until", "before", "from"}) {
    if (context.tokens().folded(at - 1) == word) return true;
  }
  return false;
}

}  // namespace

/// The meaning with a year of a part whose year was left open.
Meaning meaning_in_year(const Expression& expression, int year) {
  switch (expression.rule->action) {
    case Action::Date: {
      const auto day = Day::make(year, expression.value('m', 0), expression.value('d', 0));
      return day ? day_meaning(*day) : Meaning{};
    }
    case Action::Month:
    case Action::May:
      return month_meaning(year, expression.value('m', 0));
    case Action::Quarter:
      return quarter_meaning(year, expression.value('o', 0));
    case Action::Half:
      return half_meaning(year, expression.value('o', 0));
    case Action::Season: {
      const Capture* season = expression.get('s');
      return season_meaning(year, season == nullptr ? std::string_view{} : season->text);
    }
    default:
      return {};
  }
}

Meaning meaning_of(const Expression& expression, const Context& context) {
  const Rule& rule = *expression.rule;
  const auto argument = [&] {
    int value = 0;
    std::from_chars(rule.argument.data(), rule.argument.data() + rule.argument.size(), value);
    return value;
  };
  const auto text = [&](char slot) {
    const Capture* capture = expression.get(slot);
    return capture == nullptr ? std::string_view{} : capture->text;
  };
  const auto chosen = [&](auto make) -> Meaning {
    if (!context.published()) return {};
    const Direction where = context.direction(expression);
    const int year = context.published()->year();
    const Meaning now = make(year);
    if (!now.known()) return {};
    // One long over is meant for the next year only if that is not far.
    constexpr int near_days = 200;
    const int over = context.published()->serial() - now.days->last.serial();
    if (where == Direction::Future && over > near_days) return make(year + 1);
    if (where == Direction::Future) return now;
    return now.days->first > *context.published() ? make(year - 1) : now;
  };
  const Capture* relation = expression.get('r');
  const Capture* year = expression.get('y');
  std::array<char, 16> storage;
  switch (rule.action) {
    case Action::Date: {
      const int month = expression.value('m', 0);
      const int day = expression.value('d', 0);
      if (year == nullptr) return month_without_year(expression, month, day, context);
      const int full =
          year->value >= 100 ? year->value : year->value + (year->value < 63 ? 2000 : 1900);
      const auto made = Day::make(full, month, day);
      return made ? day_meaning(*made) : Meaning{};
    }
    case Action::May:
      if (expression.core == expression.sentence->first_token) return {};
      [[fallthrough]];
    case Action::Month: {
      const int month = expression.value('m', 0);
      if (year != nullptr) return month_meaning(year->value, month);
      if (relation == nullptr || !context.published())
        return month_without_year(expression, month, std::nullopt, context);
      int in = context.published()->year();
      if (relation->value < 0 && month >= context.published()->month()) --in;
      if (relation->value > 0 && month <= context.published()->month()) ++in;
      return month_meaning(in, month);
    }
    case Action::Year:
      return stands_as_year(expression, context) ? year_meaning(expression.value('y', 0))
                                                 : Meaning{};
    case Action::Weekday: {
      const int weekday = expression.value('k', 1);
      if (!context.published())
        return {TimexType::Date, Grain::None, formatted("XXXX-WXX-{}", weekday), {}};
      const Day last = weekday_up_to(*context.published(), weekday);
      if (relation == nullptr) {
        const bool ahead =
            context.direction(expression) == Direction::Future && last != *context.published();
        return day_meaning(ahead ? last.plus_days(7) : last);
      }
      if (relation->value > 0) return day_meaning(last.plus_days(7));
      if (relation->value < 0)
        return day_meaning(last == *context.published() ? last.plus_days(-7) : last);
      return day_meaning(unit_around(*context.published(), 'w').first.plus_days(weekday - 1));
    }
    case Action::Near: {
      if (!context.published()) return {};
      const auto day = shift(*context.published(), 'd', expression.value('n', argument()));
      return day ? day_meaning(*day) : Meaning{};
    }
    case Action::DayPart: {
      if (!context.published()) return {};
      Day day = *context.published();
      if (expression.get('k') != nullptr) {
        day = weekday_up_to(day, expression.value('k', 1));
        if (context.direction(expression) == Direction::Future && day != *context.published())
          day = day.plus_days(7);
      } else {
        const int offset = expression.value('n', relation == nullptr ? 0 : relation->value);
        day = day.plus_days(offset);
      }
      Meaning out = day_meaning(day);
      out.type = TimexType::Time;
      out.value.append("T");
      out.value.append(text('p'));
      return out;
    }
    case Action::Clock:
    case Action::Noon:
    case Action::BareDay:
      return context.published() ? day_meaning(*context.published()) : Meaning{};
    case Action::Unit:
      return unit_meaning(relation == nullptr ? 0 : relation->value, unit_of(expression), context);
    case Action::Latest: {
      const char unit = rule.argument.empty() ? unit_of(expression) : rule.argument[0];
      if (unit == 'Q' && context.quarter()) return *context.quarter();
      return unit_meaning(-1, unit, context);
    }
    case Action::Follow:
    case Action::That: {
      const auto base = context.reference() ? context.reference() : context.published();
      const char unit = unit_of(expression);
      const char step = unit == 'E' ? 'w' : calendar_unit(unit);
      if (!base || step == 0) return {};
      if (rule.action == Action::That && !context.reference()) return {};
      if (rule.action == Action::That && unit == 'D' && context.reference_grain() != Grain::Day)
        return {};
      const auto day = shift(*base, step, rule.action == Action::That ? 0 : relation->value);
      return day ? unit_at(*day, unit) : Meaning{};
    }
    case Action::This:
      return context.quarter() ? *context.quarter() : unit_meaning(-1, 'Q', context);
    case Action::WholeYear:
      return unit_meaning(0, 'Y', context);
    case Action::Weekend: {
      if (!context.published()) return {};
      const bool ahead = context.direction(expression) == Direction::Future ||
                         context.published()->weekday() >= Weekday::Saturday;
      return weekend_meaning(context.published()->plus_days(ahead ? 0 : -7));
    }
    case Action::Season: {
      if (year != nullptr) return season_meaning(year->value, text('s'));
      if (!context.published()) return {};
      int in = context.published()->year();
      const Meaning now = season_meaning(in, text('s'));
      if (!now.known()) return {};
      if (relation != nullptr && relation->value < 0 && now.days->last >= *context.published())
        --in;
      if (relation != nullptr && relation->value > 0 && now.days->first <= *context.published())
        ++in;
      return season_meaning(in, text('s'));
    }
    case Action::Quarter:
      if (year != nullptr) return quarter_meaning(year->value, expression.value('o', 0));
      return chosen([&](int in) { return quarter_meaning(in, expression.value('o', 0)); });
    case Action::Half:
      if (year != nullptr) return half_meaning(year->value, expression.value('o', 0));
      return chosen([&](int in) { return half_meaning(in, expression.value('o', 0)); });
    case Action::YearPeriod: {
      if (!context.quarter()) return year_meaning(year->value);
      return quarter_meaning(year->value, (context.quarter()->days->first.month() + 2) / 3);
    }
    case Action::Duration:
      if (unit_of(expression) == 'Q' && expression.get('n') != nullptr &&
          context.tokens().before(expression.end - 1) == '-')
        return {};  // `three-quarters`
      return duration_meaning(
          rule.argument.empty() ? digits_of(expression.get('n'), storage) : rule.argument,
          unit_of(expression));
    case Action::AUnit: {
      if (unit_of(expression) == 'S') return {};
      Meaning out = duration_meaning("1", unit_of(expression));
      static constexpr std::string_view lasting[] = {"for",   "in",     "over",  "within", "after",
                                                     "about", "than",   "of",    "nearly", "almost",
                                                     "take",  "takes",  "took",  "is",     "was",
                                                     "be",    "lasted", "spent", "every",  "as"};
      if (expression.first > 0 && expression.first == expression.core) {
        const std::string_view before = context.tokens().folded(expression.first - 1);
        const bool lasts =
            std::find(std::begin(lasting), std::end(lasting), before) != std::end(lasting);
        if (!lasts) out.type = TimexType::Set;
      }
      return out;
    }
    case Action::HalfUnit:
      switch (unit_of(expression)) {
        case 'H':
          return duration_meaning("30", 'N');
        case 'D':
          return duration_meaning("12", 'H');
        case 'Y':
          return duration_meaning("6", 'M');
        case 'T':
          return duration_meaning("5", 'Y');
        case 'C':
          return duration_meaning("50", 'Y');
        default:
          return duration_meaning("0.5", unit_of(expression));
      }
    case Action::Ago:
      if (expression.get('n') == nullptr && unit_of(expression) == 'Y') return year_ago(context);
      return shifted(expression, expression.value('s', argument()) < 0 ? -1 : 1, false, context);
    case Action::From: {
      const int direction = expression.value('s', 1);
      if (expression.get('n') == nullptr && unit_of(expression) == 'Y' && direction < 0)
        return year_ago(context);
      return shifted(expression, direction, true, context);
    }
    case Action::YearAgo:
      if (expression.get('o') != nullptr && context.published())
        return quarter_meaning(context.published()->year() - 1, expression.value('o', 0));
      return year_ago(context);
    case Action::EveryUnit:
    case Action::EveryCount: {
      Meaning out = duration_meaning(digits_of(expression.get('n'), storage), unit_of(expression));
      out.type = TimexType::Set;
      return out;
    }
    case Action::EveryDay:
      return {TimexType::Set, Grain::None, formatted("XXXX-WXX-{}", expression.value('k', 1)), {}};
    case Action::EveryMonth:
      return {TimexType::Set, Grain::None, formatted("XXXX-{:02}", expression.value('m', 1)), {}};
    case Action::SetWord:
      return plain_meaning(TimexType::Set, text('v'));
    case Action::Decade: {
      int first = expression.value('d', 0);
      const TokenFacts& facts = context.tokens()[expression.end - 1];
      const bool marked =
          expression.end - expression.core > 1 || context.tokens().before(expression.core) == '\'';
      if (first < 100 && facts.form != Digits::None && !marked) return {};  // `in his 40s`
      if (first < 100) first += first < 20 ? 2000 : 1900;
      // `the 1800s` are a century; of `the 1900s` and `the 2000s` most writers mean ten years.
      if (first % 100 == 0 && first < 1900) return century_meaning(first / 100 + 1);
      return decade_meaning(first);
    }
    case Action::Century:
      return century_meaning(expression.value('o', 0));
    case Action::Reference:
      return plain_meaning(TimexType::Date, rule.argument);
    case Action::Ending:
      return unit_meaning(0, unit_of(expression), context);
    case Action::TwoDays:
    case Action::Prefix:
    case Action::Suffix:
    case Action::Not:
    case Action::None:
      return {};
  }
  return {};
}

}  // namespace dateline::temporal
