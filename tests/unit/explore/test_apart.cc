#include "explore/apart.hh"
#include "unit/search/indexed.hh"

#include <doctest/doctest.h>

using namespace dateline;
using support::Indexed;

namespace {

std::string told(const std::string& text, const std::string& query) {
  const Indexed indexed({{"a", "", text, "2022"}});
  const store::Database database = indexed.database();
  const search::Plan plan = support::plan(query, database);
  REQUIRE(plan.leaves.size() == 1);
  const explore::Place place(database, {0, 0});
  REQUIRE(explore::count_here(plan.leaves[0].expression, place) == 0);
  return explore::why_not_together(plan.leaves[0].expression, place);
}

}  // namespace

TEST_CASE("explore/apart: the distance told is the least that would do") {
  std::string text = "oil";
  for (int apart = 2; apart < 40; ++apart) {
    text += " filler";
    CAPTURE(apart);
    CHECK(told(text + " tanker oils", "oil ADJ/1 tanker") == "both sides are there, nearest " +
                                                                 std::to_string(apart) +
                                                                 " words apart; the limit is 1");
  }
}

TEST_CASE("explore/apart: of a group in a group the part that fails is told") {
  CHECK(told("Crude and oil. Tankers.", "\"crude oil\" NEAR/5 tanker") ==
        "\"crude oil\": its words are there in order, up to 2 apart, not side by side");
}

TEST_CASE("explore/apart: what must not stand near is told to do so wherever it could hold") {
  CHECK(told("Palm oil.", "oil NOT/3 palm") ==
        "wherever the left side stands, the right side is near, and must not be");
}
