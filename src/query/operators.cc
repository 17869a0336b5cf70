#include "query/operators.hh"

#include "query/foreign.hh"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

namespace dateline::query {
namespace {

constexpr unsigned default_distance = 10;
constexpr unsigned max_distance = 1000;
constexpr unsigned max_times = 1000;
constexpr unsigned max_first_words = 100'000;

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Digits as a number; more than `most` is most + 1, so that nothing overflows.
unsigned number_of(std::string_view digits, unsigned most) {
  unsigned value = 0;
  for (const char c : digits)
    value = std::min(value * 10 + static_cast<unsigned>(c - '0'), most + 1);
  return value;
}

/// Whether the word begins with a name given in lower case, in any case.
bool begins(std::string_view word, std::string_view name) {
  return word.size() >= name.size() &&
         std::equal(name.begin(), name.end(), word.begin(), [](char low, char c) {
           return low == (c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
         });
}

Operator refuse(std::string message) {
  return {std::nullopt, std::move(message)};
}

Operator numbered(Node node, std::string_view word, std::string_view digits, unsigned most,
                  std::string_view what) {
  node.number = number_of(digits, most);
  if (node.number == 0 || node.number > most)
    return refuse(fmt::format("the {} in '{}' must be from 1 to {}", what, word, most));
  return {std::move(node), {}};
}

Node near(Unit unit, bool ordered, bool negated) {
  Node node;
  node.kind = Kind::Near;
  node.unit = unit;
  node.ordered = ordered;
  node.negated = negated;
  return node;
}

/// What stands after `NEAR`, `ADJ` or `NOT` in capitals.
Operator distance(std::string_view word, std::string_view name) {
  const std::string_view rest = word.substr(name.size());
  const Node node = near(Unit::Words, name == "ADJ", name == "NOT");
  if (rest.empty()) {
    Node found = node;
    found.number = default_distance;
    return {std::move(found), {}};
  }
  if (all_digits(rest)) return refuse(fmt::format("did you mean '{}/{}'?", name, rest));
  if (rest.front() != '/') return {};
  if (all_digits(rest.substr(1)))
    return numbered(node, word, rest.substr(1), max_distance, "distance");
  return refuse(
      fmt::format("'{}' has no distance after its stroke; did you mean '{}/5'?", word, name));
}

Operator negation(std::string_view word) {
  const std::string_view rest = word.substr(4);
  if (rest == "s") return {near(Unit::Sentence, false, true), {}};
  if (rest == "p") return {near(Unit::Paragraph, false, true), {}};
  if (all_digits(rest)) return distance(word, "NOT");
  if (rest == "S") return refuse("did you mean 'NOT/s'?");
  if (rest == "P") return refuse("did you mean 'NOT/p'?");
  return refuse(
      fmt::format("'{}' is no operator; did you mean 'NOT/5', 'NOT/s' or 'NOT/p'?", word));
}

}  // namespace

Operator positional(std::string_view word) {
  if (word == "/s") return {near(Unit::Sentence, false, false), {}};
  if (word == "/p") return {near(Unit::Paragraph, false, false), {}};
  if (word.starts_with("NOT/")) return negation(word);
  if (word.starts_with("NEAR")) return distance(word, "NEAR");
  if (word.starts_with("ADJ")) return distance(word, "ADJ");
  if (const std::string meant = distance_meant(word); !meant.empty())
    return refuse(fmt::format("did you mean '{}'?", meant));
  return {};
}

Operator call(std::string_view word) {
  constexpr std::string_view blank = "put a blank before the bracket to search for the word";
  Node node;
  if (begins(word, "article") && word.size() == 7) {
    if (word != "article") return refuse(fmt::format("did you mean 'article('? Else {}", blank));
    node.kind = Kind::Article;
    return {std::move(node), {}};
  }
  for (const std::string_view name : {"atleast", "first"}) {
    if (!begins(word, name)) continue;
    const std::string_view digits = word.substr(name.size());
    if (digits.empty()) {
      return refuse(fmt::format("'{}(' needs a number, as in '{}3('; else {}", word, name, blank));
    }
    if (!all_digits(digits)) continue;
    if (!word.starts_with(name))
      return refuse(fmt::format("did you mean '{}{}('? Else {}", name, digits, blank));
    const bool atleast = name == "atleast";
    node.kind = atleast ? Kind::AtLeast : Kind::First;
    return numbered(std::move(node), word, digits, atleast ? max_times : max_first_words, "number");
  }
  return {};
}

Operator mentions(std::string_view sign) {
  const std::string_view digits = sign.substr(1);
  if (!all_digits(digits)) {
    return refuse(
        fmt::format("'{}' has no number; mentions are counted as in org:gazprom#3, and a name with "
                    "a '#' is quoted",
                    sign));
  }
  return numbered({}, sign, digits, max_times, "number");
}

}  // namespace dateline::query
