// What the meaning of an expression depends on beside its own words: publication, text, what was
// named before.
#pragma once

#include "temporal/expression.hh"
#include "temporal/timex_value.hh"
#include "temporal/token_view.hh"

#include <optional>
#include <string_view>

namespace dateline::temporal {

/// Whether a day lies before or after publication, as the verbs around it tell.
enum class Direction { Past, Future, Unknown };

/// One text being read, in order.
class Context {
 public:
  explicit Context(const Grammar& grammar);

  /// Begin a text. The text and its analysis must outlive its reading.
  void begin(std::string_view text, const text::Analysis& analysis, std::optional<Day> published);

  /// An expression was understood; later ones may refer to it.
  void remember(const Meaning& meaning, Action action);

  /// The tense of the nearest verb before the expression in its sentence, else after it.
  Direction direction(const Expression& expression) const;

  const TokenView& tokens() const { return tokens_; }

  /// The publication day, if known.
  const std::optional<Day>& published() const { return published_; }
  /// The day, or first day of the longer time, named last.
  const std::optional<Day>& reference() const { return reference_; }
  Grain reference_grain() const { return reference_grain_; }
  /// The quarter named last that is over: what a report of results is about.
  const std::optional<Meaning>& quarter() const { return quarter_; }

 private:
  const Grammar& grammar_;
  TokenView tokens_;
  std::optional<Day> published_;
  std::optional<Day> reference_;
  Grain reference_grain_ = Grain::None;
  std::optional<Meaning> quarter_;
  std::uint16_t will_, was_, willto_, to_;
};

}  // namespace dateline::temporal
