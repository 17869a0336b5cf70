#include "temporal/context.hh"

#include <algorithm>

namespace dateline::temporal {

Context::Context(const Grammar& grammar)
    : grammar_(grammar),
      will_(grammar.role("willbe").value_or(UINT16_MAX)),
      was_(grammar.role("wasdone").value_or(UINT16_MAX)) {}

void Context::begin(std::string_view text, const text::Analysis& analysis,
                    std::optional<Day> published) {
  analysis_ = &analysis;
  published_ = published;
  reference_.reset();
  quarter_.reset();
  tokens_.read(text, analysis.tokens, grammar_);
}

void Context::remember(const Meaning& meaning) {
  if (!meaning.days) return;
  reference_ = meaning.days->first;
  if (meaning.grain == Grain::Quarter && published_ &&
      published_->year() - meaning.days->first.year() <= 1)
    quarter_ = meaning;
}

Direction Context::direction(const Expression& expression) const {
  const text::Sentence& sentence = analysis_->sentences[expression.sentence];
  const auto shown = [&](std::uint32_t i) {
    if (tokens_.as(i, will_) != nullptr) return Direction::Future;
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
