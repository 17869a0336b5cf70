#include "explore/copies.hh"
#include "store/find.hh"
#include "unit/search/indexed.hh"

#include <doctest/doctest.h>

using namespace dateline;
using support::Indexed;

namespace {

/// `count` words that follow no pattern of four before long.
std::string words(int from, int count) {
  std::string out;
  for (int i = from; i < from + count; ++i) {
    out += "w" + std::string(1, static_cast<char>('a' + i % 26)) +
           static_cast<char>('a' + i / 26 % 26) + static_cast<char>('a' + i * 7 % 25) + "x ";
  }
  return out + ".";
}

explore::Shingles of(const store::Database& database, const std::string& id) {
  const auto ref = store::find_id(database, id);
  REQUIRE(ref);
  return explore::shingles(database.segment(ref->segment), ref->article);
}

}  // namespace

TEST_CASE("explore/copies: shared runs of words make copies, in whatever segments they are") {
  Indexed indexed({{"a", "Headline", words(0, 100), "2022"}});
  indexed.add({{"same", "Another headline", words(0, 100), "2022"},
               {"cut", "C", words(0, 60), "2022"},
               {"notice", "C", words(0, 20), "2022"},
               {"half", "H", words(50, 100), "2022"},
               {"other", "O", words(300, 100), "2022"},
               {"short", "S", "Few words.", "2022"}});
  const store::Database database = indexed.database();
  REQUIRE(database.segments().size() == 2);
  const explore::Shingles a = of(database, "a");
  CHECK(a == of(database, "same"));
  CHECK(a.size() == 97);
  CHECK(explore::near_copies(a, of(database, "cut")));
  CHECK(explore::containment(a, of(database, "cut")) > 0.95);
  CHECK_FALSE(explore::near_copies(a, of(database, "notice")));  // a fifth of it
  CHECK_FALSE(explore::near_copies(a, of(database, "half")));
  CHECK_FALSE(explore::near_copies(a, of(database, "other")));
  CHECK(explore::containment(of(database, "short"), of(database, "short")) == 0);
}

TEST_CASE("explore/copies: no article has more shingles than the limit") {
  std::string text;
  for (int i = 0; i < 12'000; ++i) text += "n" + std::to_string(i) + " ";
  const Indexed indexed({{"long", "L", text, "2022"}});
  CHECK(of(indexed.database(), "long").size() == explore::max_shingles);
}
