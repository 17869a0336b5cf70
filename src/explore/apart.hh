// How far the words of a positional expression stand apart where the expression does not hold.
#pragma once

#include "search/expression.hh"
#include "search/plan.hh"
#include "store/database.hh"

#include <cstdint>
#include <string>

namespace dateline::explore {

/// A passage with what is around it.
struct Place {
  const store::Segment& segment;
  std::uint32_t ordinal, article;
  const store::ArticleRow& row;

  Place(const store::Database& database, store::PassageRef passage)
      : segment(database.segment(passage.segment)),
        ordinal(passage.ordinal),
        article(segment.text.passages()[passage.ordinal].article),
        row(segment.text.articles()[article]) {}
};

/// How often an expression holds in a passage or in its headline; the greater number.
unsigned count_here(const search::Expression& expression, const Place& place);

/// Why a run of words, or groups near each other, do not hold though each of their words is there: how far apart
/// they stand, in which order, in how many sentences.
std::string why_not_together(const search::Expression& expression, const Place& place);

}  // namespace dateline::explore
