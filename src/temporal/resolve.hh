// Temporal expressions into values: what each means, seen from the day of publication.
#pragma once

#include "temporal/context.hh"
#include "temporal/mentioned_day.hh"

#include <optional>
#include <vector>

namespace dateline::temporal {

/// Finds and resolves the expressions of one text after another; keeps its buffers between calls,
/// so one belongs to one thread.
///
///     published 1998-03-06:  `Thursday`            -> 1998-03-05
///                            `will meet on Monday` -> 1998-03-09
///                            `the third quarter`   -> 1998-Q3
///                            `two years ago`       -> 1996
///                            `recently`            -> PAST_REF
class DayFinder {
 public:
  explicit DayFinder(const Grammar& grammar);
  ~DayFinder();
  DayFinder(const DayFinder&) = delete;
  DayFinder& operator=(const DayFinder&) = delete;

  /// Whether texts of a language are understood: of English, and those whose language is not stated.
  /// in: language, BCP 47, or empty
  static bool reads(std::string_view language) {
    return language.empty() || language.starts_with("en");
  }

  /// in:  analysis, of `text`; published, the day to resolve against, if known: without it what
  ///      depends on it has no days and an X for every unknown digit; of the years 2 to 9998
  /// out: replaced; in order, not overlapping
  /// source: TimeML 1.2.1, TIMEX3; weeks are those of ISO 8601
  void find(std::string_view text, const text::Analysis& analysis, std::optional<Day> published,
            std::vector<MentionedDay>& out);

 private:
  struct Found;

  Found resolve(const Expression& expression) const;
  void resolve_sentence(std::vector<MentionedDay>& out);
  void add(const Expression& expression);
  bool combine(Found& before, const Found& after) const;
  enum class Joined { No, Comma, List, Range };
  Joined joined(const Expression& first, const Expression& second) const;
  void give_years();

  ExpressionFinder finder_;
  Context context_;
  std::vector<Expression> expressions_;
  std::vector<Found> found_;
};

}  // namespace dateline::temporal
