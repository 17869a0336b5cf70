#include "temporal/resolve.hh"

#include "temporal/meaning.hh"

#include <array>

namespace dateline::temporal {

/// An expression with its meaning so far.
/// clock:     a time of day to be put behind a day, `T22:00`; with it alone the day is assumed
/// open_year: the year was not written but chosen
/// year:      the year that was written, 0 if none
struct DayFinder::Found {
  Expression expression;
  Meaning meaning;
  TimexValue clock;
  bool open_year = false;
  int year = 0;
};

namespace {

/// `March 3-5, 2014`, `20 and 21 February 2014` as two expressions, each of one day.
std::array<Expression, 2> two_days(const Expression& both, const TokenView& tokens) {
  static const Rule one_day = [] {
    Rule rule;
    rule.action = Action::Date;
    return rule;
  }();
  const bool month_first = tokens[both.core].number < 0;
  const std::uint32_t behind_first = both.core + (month_first ? 2 : 1);
  std::array<Expression, 2> days{both, both};
  for (Expression& day : days) day.rule = &one_day;
  days[0].end = behind_first;
  // A word may stand between the days.
  days[1].first = days[1].core = behind_first + (tokens[behind_first].number < 0 ? 1 : 0);
  for (std::uint8_t i = 0; i < both.capture_count; ++i) {
    if (both.captures[i].slot == 'd') days[1].captures[i].slot = 0;
    if (both.captures[i].slot == 'e') days[1].captures[i].slot = 'd';
  }
  return days;
}

}  // namespace

DayFinder::DayFinder(const Grammar& grammar) : finder_(grammar), context_(grammar) {}

DayFinder::~DayFinder() = default;

DayFinder::Found DayFinder::resolve(const Expression& expression) const {
  Found found;
  found.expression = expression;
  found.meaning = meaning_of(expression, context_);
  const Action action = expression.rule->action;
  if (action == Action::Clock) {
    int hour = expression.value('h', 0);
    if (const Capture* half = expression.get('a')) {
      if (hour > 12) return {};
      hour = hour % 12 + half->value;
    }
    found.clock = formatted("T{:02}", hour);
    found.clock.append(formatted(":{:02}", expression.value('i', 0)).text());
  } else if (action == Action::Noon || action == Action::BareDay) {
    const Capture* word = expression.get(action == Action::Noon ? 'x' : 'p');
    found.clock.append("T");
    found.clock.append(word->text);
  }
  if (expression.get('y') != nullptr && found.meaning.days)
    found.year = found.meaning.days->first.year();
  found.open_year =
      expression.get('y') == nullptr && expression.get('r') == nullptr &&
      (action == Action::Date || action == Action::Month || action == Action::May ||
       action == Action::Quarter || action == Action::Half || action == Action::Season);
  return found;
}

bool DayFinder::combine(Found& before, const Found& after) const {
  const TokenView& tokens = context_.tokens();
  const Expression& first = before.expression;
  const Expression& second = after.expression;
  if (first.sentence != second.sentence) return false;
  const std::uint32_t apart = second.first - first.end;
  if (apart > 1) return false;
  std::uint16_t joint = tokens.joint_after(first.end - 1);
  std::string_view between;
  if (apart == 1) {
    between = tokens.folded(first.end);
    if (joint != Blank || tokens.joint_after(first.end) != Blank) return false;
  }
  const bool is_day = after.meaning.grain == Grain::Day && after.clock.empty();
  const auto join = [&](const Meaning& meaning) {
    before.meaning = meaning;
    before.expression.end = second.end;
    before.open_year = false;
  };
  // `10 p.m. Wednesday`, `noon, March 3`
  if (!before.clock.empty() && is_day && after.meaning.type == TimexType::Date &&
      (apart == 0 ? (joint & (Blank | Comma)) != 0 : between == "on" || between == "of")) {
    join(after.meaning);
    return true;
  }
  // `Wednesday at 10 p.m.`
  if (!after.clock.empty() && before.clock.empty() && before.meaning.grain == Grain::Day &&
      before.meaning.type == TimexType::Date &&
      (apart == 0 ? (joint & (Blank | Comma)) != 0 : between == "at" || between == "in")) {
    join(before.meaning);
    before.clock = after.clock;
    return true;
  }
  // `the third quarter of 1990`, `October last year`
  if (before.open_year && after.meaning.grain == Grain::Year &&
      second.rule->action != Action::WholeYear && before.meaning.grain != Grain::Day &&
      (apart == 0 ? (joint & (Blank | Comma)) != 0 : between == "of")) {
    join(meaning_in_year(first, after.meaning.days->first.year()));
    before.year = after.year;
    return before.meaning.known();
  }
  // `this year's third quarter`
  if (after.open_year && before.meaning.grain == Grain::Year && apart == 0 &&
      (joint & (Blank | Possessive)) != 0 &&
      (second.rule->action == Action::Quarter || second.rule->action == Action::Half)) {
    join(meaning_in_year(second, before.meaning.days->first.year()));
    return before.meaning.known();
  }
  // `Friday, Oct. 13`
  if (first.rule->action == Action::Weekday && second.rule->action == Action::Date && apart == 0 &&
      (joint & (Blank | Comma)) != 0) {
    join(after.meaning);
    return true;
  }
  return false;
}

void DayFinder::find(std::string_view text, const text::Analysis& analysis,
                     std::optional<Day> published, std::vector<MentionedDay>& out) {
  out.clear();
  context_.begin(text, analysis, published);
  const TokenView& tokens = context_.tokens();
  // Sentence by sentence, so that the buffers stay small whatever the text.
  for (const text::Sentence& sentence : analysis.sentences) {
    finder_.find(tokens, sentence, expressions_);
    if (!expressions_.empty()) resolve_sentence(out);
  }
}

/// How two expressions are parts of a range or a list: `January to March 2014`.
DayFinder::Joined DayFinder::joined(const Expression& first, const Expression& second) const {
  const TokenView& tokens = context_.tokens();
  const std::uint32_t apart = second.first - first.end;
  if (first.sentence != second.sentence || apart > 1) return Joined::No;
  const std::uint16_t joint = tokens.joint_after(first.end - 1);
  if (apart == 0) {
    if (joint == Comma) return Joined::Comma;
    return (joint & (Hyphen | Slash)) != 0 ? Joined::Range : Joined::No;
  }
  if (tokens.joint_after(first.end) != Blank || (joint & (Blank | Comma)) == 0) return Joined::No;
  const std::string_view word = tokens.folded(first.end);
  if (word == "and" || word == "or") return Joined::List;
  const bool range = word == "to" || word == "through" || word == "until" || word == "till";
  return range ? Joined::Range : Joined::No;
}

/// A year that is written behind a range or a list is that of all its parts.
void DayFinder::give_years() {
  bool in_list = false;  // whether what stands behind is one, so that a comma goes on with it
  for (std::size_t i = found_.size(); i-- > 1;) {
    Found& before = found_[i - 1];
    const Found& after = found_[i];
    const Joined how = joined(before.expression, after.expression);
    const bool parts = how != Joined::No && (how != Joined::Comma || in_list);
    in_list = false;
    if (!parts || !before.open_year || after.year == 0) continue;
    Meaning meaning = meaning_in_year(before.expression, after.year);
    if (!meaning.known()) continue;
    // `from December to January 2020`; of a list, which may go backwards, the nearer one.
    const int behind = meaning.days->first.serial() - after.meaning.days->first.serial();
    constexpr int half_a_year = 183;
    if (behind > (how == Joined::Range ? 0 : half_a_year)) {
      meaning = meaning_in_year(before.expression, after.year - 1);
      if (!meaning.known()) continue;
    }
    before.meaning = meaning;
    before.open_year = false;
    before.year = meaning.days->first.year();
    in_list = how != Joined::Range;
  }
}

void DayFinder::add(const Expression& expression) {
  found_.push_back(resolve(expression));
  const std::size_t last = found_.size() - 1;
  const bool known = found_[last].meaning.known();
  if (!known || (last > 0 && combine(found_[last - 1], found_[last]))) found_.pop_back();
  if (known) context_.remember(found_.back().meaning, found_.back().expression.rule->action);
}

void DayFinder::resolve_sentence(std::vector<MentionedDay>& out) {
  found_.clear();
  for (const Expression& expression : expressions_) {
    if (expression.rule->action == Action::TwoDays) {
      for (const Expression& day : two_days(expression, context_.tokens())) add(day);
    } else {
      add(expression);
    }
  }
  give_years();
  const TokenView& tokens = context_.tokens();
  for (Found& found : found_) {
    const Expression& expression = found.expression;
    if (!found.clock.empty()) {
      if (expression.rule->action == Action::BareDay && expression.end - expression.core <= 2)
        continue;
      found.meaning.type = TimexType::Time;
      found.meaning.value.append(found.clock.text());
    }
    out.push_back({tokens.token(expression.first).begin, tokens.token(expression.end - 1).end,
                   found.meaning.type, found.meaning.grain, found.meaning.value,
                   found.meaning.days});
  }
}

}  // namespace dateline::temporal
