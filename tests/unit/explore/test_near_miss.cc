#include "explore/near_miss.hh"
#include "store/find.hh"
#include "unit/search/indexed.hh"

#include <doctest/doctest.h>

using namespace dateline;
using support::Indexed;

namespace {

const Indexed& news() {
  static const Indexed indexed({{"a", "Gas prices",
                                 "Crude was cheap, and so was oil. The embargo of President "
                                 "Vladimir Putin held since 3 May 2021.",
                                 "2022-02-23"},
                                {"b", "B", "Crude oil. Coal, wheat and copper.", "2022"},
                                {"c", "C", "Nothing.", ""}});
  return indexed;
}

/// What is told of the whole condition of a query for the first passage of an article.
std::string told(const std::string& query, const std::string& id = "a") {
  const store::Database database = news().database();
  const search::Plan plan = support::plan(query, database);
  const auto ref = store::find_id(database, id);
  REQUIRE(ref);
  const store::PassageRef passage{
      ref->segment, database.segment(ref->segment).text.articles()[ref->article].first_passage};
  REQUIRE_FALSE(explore::holds(plan, plan.match, database, passage));
  const temporal::QueryClock clock;
  std::string out;
  for (const std::string& one :
       explore::near_misses({plan, query, clock}, plan.match, database, passage))
    out += (out.empty() ? "" : " | ") + one;
  return out;
}

}  // namespace

TEST_CASE("explore/near_miss: a date tells how many days it is off, and how exactly it is known") {
  CHECK(told("published:2022-02-24..2022-03-31") == "published 2022-02-23, 1 day before the range");
  CHECK(told("published:2021") == "published 2022-02-23, 54 days after the range");
  CHECK(told("published:2022-02", "b") ==
        "published 2022, known less exactly than the range asks for");
  CHECK(told("published:2030") == "published 2022-02-23, 7 years before the range");
  CHECK(told("published:2022", "c") == "the article has no date");
}

TEST_CASE("explore/near_miss: a time spoken of tells the nearest one that is") {
  CHECK(told("mentions:2021-05-05") ==
        "the nearest time the passage speaks of is 2021-05-03, 2 days before the range");
  CHECK(told("mentions:2021-05", "b") == "the passage speaks of no time");
}

TEST_CASE("explore/near_miss: a name that is not there tells those that are") {
  CHECK(told("person:Biden").find("nothing in the database is so") == 0);
  CHECK(told("place:=Brussels OR person:=\"Vladimir Putin\"", "b")
            .find("the passage has no person at all") != std::string::npos);
}

TEST_CASE("explore/near_miss: words of a phrase tell where they stand") {
  CHECK(told("\"crude oil\"") == "its words are there in order, up to 6 apart, not side by side");
  CHECK(told("\"oil crude\"") == "its words are there in another order, up to 6 apart");
  CHECK(told("\"crude wheat\"").find("the passage has no 'wheat'") == 0);
}

TEST_CASE("explore/near_miss: groups tell their distance, or that no sentence holds both") {
  CHECK(told("crude NEAR/3 oil") == "both sides are there, nearest 6 words apart; the limit is 3");
  CHECK(told("oil ADJ/9 crude") == "both sides are there, 6 words apart, but in the other order");
  CHECK(told("oil /s embargo") ==
        "both sides are there, 2 words apart, but in no sentence together");
}

TEST_CASE("explore/near_miss: a group whose sides are in headline and text is told so") {
  CHECK(told("gas NEAR/5 oil") ==
        "the left side is in the headline only, the right side in the text");
  CHECK(told("oil ADJ/5 prices") ==
        "the right side is in the headline only, the left side in the text");
  CHECK(told("oil /s gas") == "the right side is in the headline only, the left side in the text");
  CHECK(told("crude NOT/9 oil") ==
        "wherever the left side stands, the right side is near, and must not be");
}

TEST_CASE("explore/near_miss: a group of one word is not told to be in the headline") {
  CHECK(told("oil NEAR/5 oil") == "both sides are the same, and it is there but once");
}

TEST_CASE("explore/near_miss: of a choice what is there, but not so, is not told to be nowhere") {
  CHECK(told("title:crude OR title:oil OR title:zinc").find("nowhere") == std::string::npos);
  CHECK(told("atleast3(oil) OR atleast3(crude)") ==
        "'atleast3(oil)': it is there 1 time; 3 are asked for | "
        "'atleast3(crude)': it is there 1 time; 3 are asked for");
}

TEST_CASE("explore/near_miss: of a choice what is nowhere is told at once") {
  CHECK(
      told("wheat OR copper OR person:Putin", "c").find("nowhere in the article: wheat, copper") !=
      std::string::npos);
}

TEST_CASE("explore/near_miss: a word tells where it is instead") {
  CHECK(told("title:crude") == "the passage has it, the headline has not");
  CHECK(told("wheat") == "not in the passage, nor anywhere in the article");
  CHECK(told("atleast3(oil)") == "it is there 1 time; 3 are asked for");
  CHECK(told("first3(oil)") == "it begins with word 7; 3 is the limit");
}

TEST_CASE("explore/near_miss: what must not be there is told to be there") {
  CHECK(told("oil -embargo").find("'-embargo': the passage has it, and must not") !=
        std::string::npos);
}

TEST_CASE("explore/near_miss: lengths tell the article's") {
  CHECK(told("words:500..") == "the article has 18 words");
}
