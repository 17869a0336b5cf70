#include "temporal/context.hh"

#include <algorithm>

namespace dateline::temporal {

Context::Context(const Grammar& grammar)
    : grammar_(grammar),
      will_(grammar.role("willbe").value_or(UINT16_MAX)),
      was_(grammar.role("wasdone").value_or(UINT16_MAX)),
      willto_(grammar.role("willto").value_or(UINT16_MAX)),
      to_(grammar.role("to").value_or(UINT16_MAX)) {}

void Context::begin(std::string_view text, const text::Analysis& analysis,
                    std::optional<Day> published) {
  // Room for the weeks around it.
  const bool inside = published && published->year() > 1 && published->year() < 9999;
  published_ = inside ? published : std::nullopt;
  reference_.reset();
  quarter_.reset();
  tokens_.read(text, analysis.tokens, grammar_);
}

void Context::remember(const Meaning& meaning, Action action) {
  if (!meaning.days) return;
  reference_ = meaning.days->first;
  reference_grain_ = meaning.grain;
  if (meaning.grain != Grain::Quarter || action != Action::Quarter || !published_) return;
  constexpr int recent_days = 300;
  const int age = published_->serial() - meaning.days->last.serial();
  if (age > 0 && age < recent_days) quarter_ = meaning;
}

Direction Context::direction(const Expression& expression) const {
  const text::Sentence& sentence = *expression.sentence;
  const auto shown = [&](std::uint32_t i) {
    // `faster-than-expected`, `as planned`
    const bool compared = i > sentence.first_token &&
                          (tokens_.folded(i - 1) == "than" || tokens_.folded(i - 1) == "as");
    if (tokens_.as(i, will_) != nullptr && !compared) return Direction::Future;
    if (tokens_.as(i, willto_) != nullptr && i + 1 < sentence.end_token &&
        tokens_.as(i + 1, to_) != nullptr)
      return Direction::Future;
    const std::string_view word = tokens_.folded(i);
    const bool past = tokens_.as(i, was_) != nullptr || (word.size() > 3 && word.ends_with("ed"));
    if (!past) return Direction::Unknown;
    // `will be held`
    const bool ahead = i > sentence.first_token && tokens_.as(i - 1, will_) != nullptr;
    return ahead ? Direction::Future : Direction::Past;
  };
  constexpr std::uint32_t reach_back = 15;
  constexpr std::uint32_t reach_on = 10;
  const std::uint32_t from =
      std::max(sentence.first_token,
               expression.first > reach_back ? expression.first - reach_back : std::uint32_t{0});
  for (std::uint32_t i = expression.first; i > from; --i) {
    if (const Direction found = shown(i - 1); found != Direction::Unknown) return found;
  }
  const std::uint32_t to = std::min(sentence.end_token, expression.end + reach_on);
  for (std::uint32_t i = expression.end; i < to; ++i) {
    if (const Direction found = shown(i); found != Direction::Unknown) return found;
  }
  return Direction::Unknown;
}

}  // namespace dateline::temporal
