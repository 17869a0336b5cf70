#include "temporal/resolve.hh"

#include "temporal/meaning.hh"

namespace dateline::temporal {

/// An expression with its meaning so far.
/// clock:     a time of day to be put behind a day, `T22:00`; with it alone the day is assumed
/// open_year: the year was not written but chosen
struct DayFinder::Found {
  Expression expression;
  Meaning meaning;
  TimexValue clock;
  bool open_year = false;
};

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

void DayFinder::resolve_sentence(std::vector<MentionedDay>& out) {
  found_.clear();
  for (const Expression& expression : expressions_) {
    Found found = resolve(expression);
    if (!found.meaning.known()) continue;
    if (found_.empty() || !combine(found_.back(), found)) found_.push_back(found);
    context_.remember(found_.back().meaning, found_.back().expression.rule->action);
  }
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
