#include "temporal/expression.hh"

#include <algorithm>

namespace dateline::temporal {

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
                                 std::uint32_t begin, std::uint32_t limit, bool prefixes,
                                 Expression& best) const {
  for (const std::uint16_t number : rules) {
    const Rule& rule = grammar_.rules()[number];
    if ((rule.action == Action::Prefix) != prefixes) continue;
    Expression found;
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
                               bool prefixes, Expression& best) const {
  best = {};
  const TokenFacts& facts = tokens[begin];
  if (facts.word != nullptr) {
    for (const WordRole& role : facts.word->roles)
      try_rules(grammar_.rules_from(role.role), tokens, begin, limit, prefixes, best);
  }
  if (facts.form != Digits::None)
    try_rules(grammar_.rules_from_number(), tokens, begin, limit, prefixes, best);
  return best.rule != nullptr;
}

void ExpressionFinder::find(const TokenView& tokens, const text::Analysis& analysis,
                            std::vector<Expression>& out) const {
  out.clear();
  for (std::uint32_t number = 0; number < analysis.sentences.size(); ++number) {
    const text::Sentence& sentence = analysis.sentences[number];
    for (std::uint32_t at = sentence.first_token; at < sentence.end_token;) {
      const TokenFacts& facts = tokens[at];
      if (facts.word == nullptr && facts.form == Digits::None) {
        ++at;
        continue;
      }
      Expression found;
      const bool any = longest(tokens, at, sentence.end_token, false, found);
      Expression prefix;
      if (longest(tokens, at, sentence.end_token, true, prefix) &&
          prefix.end < sentence.end_token &&
          (tokens.joint_after(prefix.end - 1) & (Blank | Hyphen)) != 0) {
        Expression rest;
        if (longest(tokens, prefix.end, sentence.end_token, false, rest) &&
            (!any || rest.end > found.end)) {
          const bool duration = rest.rule->action == Action::Duration ||
                                rest.rule->action == Action::AUnit ||
                                rest.rule->action == Action::Ago;
          const bool reference = rest.rule->action == Action::Reference;
          const char kind = duration ? 'D' : 'T';
          if (!reference && prefix.rule->argument.find(kind) != std::string::npos) {
            found = rest;
            found.first = at;
          }
        }
      }
      if (found.rule == nullptr) {
        ++at;
        continue;
      }
      found.sentence = number;
      out.push_back(found);
      at = found.end;
    }
  }
}

}  // namespace dateline::temporal
