#include "temporal/expression.hh"

#include <algorithm>

namespace dateline::temporal {
namespace {

bool is_modifier(Action action) {
  return action == Action::Prefix || action == Action::Suffix;
}

/// Whether a modifier goes with an expression.
bool takes(const Rule& rule, const Rule& modifier) {
  if (rule.action == Action::Reference || rule.action == Action::Not) return false;
  const bool duration =
      rule.action == Action::Duration || rule.action == Action::AUnit || rule.action == Action::Ago;
  return modifier.argument.find(duration ? 'D' : 'T') != std::string::npos;
}

}  // namespace

const Capture* Expression::get(char slot) const {
  for (std::uint8_t i = 0; i < capture_count; ++i) {
    if (captures[i].slot == slot) return &captures[i];
  }
  return nullptr;
}

std::int32_t Expression::value(char slot, std::int32_t otherwise) const {
  const Capture* capture = get(slot);
  return capture == nullptr ? otherwise : capture->value;
}

ExpressionFinder::ExpressionFinder(const Grammar& grammar) : grammar_(grammar), numbers_(grammar) {}

std::uint32_t ExpressionFinder::match(const Rule& rule, std::size_t place, const TokenView& tokens,
                                      std::uint32_t at, std::uint32_t limit,
                                      Expression& found) const {
  if (place == rule.elements.size()) return at;
  const Element& element = rule.elements[place];
  const bool joined = place == 0 || (at < limit && (tokens.joint_after(at - 1) & element.joints));
  if (joined && at < limit) {
    Capture capture;
    capture.slot = element.slot;
    std::uint32_t next = 0;
    for (const std::uint16_t role : element.roles) {
      const WordRole* entry = tokens.as(at, role);
      if (entry == nullptr) continue;
      capture.value = entry->value;
      capture.text = entry->text;
      next = at + 1;
      break;
    }
    if (next == 0 && element.builtin != Builtin::None) {
      if (const auto number = numbers_.read(element.builtin, tokens, at, limit)) {
        capture.value = number->value;
        capture.vague = number->vague;
        capture.text = number->decimal;
        next = static_cast<std::uint32_t>(number->end);
      }
    }
    if (next > 0 && element.ahead) return at;
    if (next > 0) {
      const std::uint8_t kept = found.capture_count;
      if (element.slot != 0 && found.capture_count < found.captures.size())
        found.captures[found.capture_count++] = capture;
      const std::uint32_t end = match(rule, place + 1, tokens, next, limit, found);
      if (end > 0) return end;
      found.capture_count = kept;
    }
  }
  return element.optional ? match(rule, place + 1, tokens, at, limit, found) : 0;
}

void ExpressionFinder::try_rules(const std::vector<std::uint16_t>& rules, const TokenView& tokens,
                                 std::uint32_t begin, std::uint32_t limit, Action wanted,
                                 Expression& best) const {
  // Most words that may begin an expression stand before words that play no part.
  const bool alone = begin + 1 >= limit ||
                     (tokens[begin + 1].word == nullptr && tokens[begin + 1].form == Digits::None);
  Expression found;
  for (const std::uint16_t number : rules) {
    const Rule& rule = grammar_.rules()[number];
    if (alone && rule.longer) continue;
    if (rule.action != wanted && (wanted != Action::None || is_modifier(rule.action))) continue;
    found.capture_count = 0;
    const std::uint32_t end = match(rule, 0, tokens, begin, limit, found);
    // Of rules that reach as far the one that stands first counts.
    if (end < best.end || end == 0) continue;
    if (end == best.end && best.rule != nullptr && best.rule <= &rule) continue;
    found.first = found.core = begin;
    found.end = end;
    found.rule = &rule;
    best = found;
  }
}

bool ExpressionFinder::longest(const TokenView& tokens, std::uint32_t begin, std::uint32_t limit,
                               Action wanted, Expression& best) const {
  best.end = 0;
  best.rule = nullptr;
  const TokenFacts& facts = tokens[begin];
  if (facts.word != nullptr) {
    for (const WordRole& role : facts.word->roles)
      try_rules(grammar_.rules_from(role.role), tokens, begin, limit, wanted, best);
  }
  if (facts.form != Digits::None)
    try_rules(grammar_.rules_from_number(), tokens, begin, limit, wanted, best);
  return best.rule != nullptr;
}

void ExpressionFinder::find(const TokenView& tokens, const text::Sentence& sentence,
                            std::vector<Expression>& out) const {
  out.clear();
  for (std::uint32_t at = sentence.first_token; at < sentence.end_token;) {
    const TokenFacts& facts = tokens[at];
    if (facts.word == nullptr && facts.form == Digits::None) {
      ++at;
      continue;
    }
    Expression found;
    const bool any = longest(tokens, at, sentence.end_token, Action::None, found);
    Expression prefix;
    if (longest(tokens, at, sentence.end_token, Action::Prefix, prefix) &&
        prefix.end < sentence.end_token &&
        (tokens.joint_after(prefix.end - 1) & (Blank | Hyphen)) != 0) {
      Expression rest;
      if (longest(tokens, prefix.end, sentence.end_token, Action::None, rest) &&
          (!any || rest.end > found.end) && takes(*rest.rule, *prefix.rule)) {
        found = rest;
        found.first = at;
      }
    }
    if (found.rule == nullptr) {
      ++at;
      continue;
    }
    Expression suffix;
    if (found.end < sentence.end_token && tokens.joint_after(found.end - 1) == Blank &&
        longest(tokens, found.end, sentence.end_token, Action::Suffix, suffix) &&
        takes(*found.rule, *suffix.rule))
      found.end = suffix.end;
    found.sentence = &sentence;
    if (found.rule->action != Action::Not) out.push_back(found);
    at = found.end;
  }
}

}  // namespace dateline::temporal
