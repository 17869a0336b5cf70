#include "base/nearest.hh"

#include <doctest/doctest.h>

using dateline::base::nearest;

TEST_CASE("base/nearest: two edits are near, one for words of up to four letters") {
  const std::vector<std::string_view> known{"title", "person", "place", "org", "published"};
  const std::pair<std::string_view, std::string_view> table[] = {
      {"titel", "title"},         // two letters swapped are one edit
      {"persn", "person"},        // one lost
      {"perrson", "person"},      // one doubled
      {"plcae", "place"},         //
      {"publishd", "published"},  //
      {"pubishd", "published"},   // two lost
      {"og", "org"},              //
      {"orgs", "org"},            //
      {"ttle", "title"},          // four letters, one edit
  };
  for (const auto& row : table) {
    const auto& word = row.first;
    const auto& meant = row.second;
    CAPTURE(word);
    const auto found = nearest(word, known);
    REQUIRE(found);
    CHECK(*found == meant);
  }
  for (const std::string_view far : {"", "o", "tile2", "publisd1", "author", "tite1x", "xrgs"}) {
    CAPTURE(far);
    if (far == "tile2") continue;  // two edits from title
    CHECK_FALSE(nearest(far, known));
  }
}

TEST_CASE("base/nearest: of several as near the first is named, a nearer one goes before") {
  CHECK(*nearest("cat", {"bat", "hat"}) == "bat");
  CHECK(*nearest("section", {"sections", "section"}) == "section");
  CHECK(*nearest("sectio", {"sectors", "section"}) == "section");
}

TEST_CASE("base/nearest: all at the least distance are told, within what is allowed") {
  using Words = std::vector<std::string_view>;
  CHECK(dateline::base::all_nearest("cat", {"bat", "cart", "catty", "hat"}, 2) ==
        Words{"bat", "cart", "hat"});
  CHECK(dateline::base::all_nearest("sectio", {"sectors"}, 1).empty());
}

TEST_CASE("base/nearest: a word is judged by its edits, up to as many as are allowed") {
  dateline::base::Nearness nearness("sanction", 2);
  CHECK(*nearness.of("sanction") == 0);
  CHECK(*nearness.of("sanctoin") == 1);
  CHECK(*nearness.of("sanktions") == 2);
  CHECK(*nearness.of("xznction") == 2);  // two letters gone and two come: four differ
  CHECK_FALSE(nearness.of("xzyction"));
  CHECK_FALSE(nearness.of("sanctuary"));
  nearness.at_most(1);
  CHECK_FALSE(nearness.of("sanktions"));
  CHECK(*nearness.of("sanctions") == 1);
}

TEST_CASE("base/nearest: nothing is near among no candidates or to a very long word") {
  CHECK_FALSE(nearest("title", {}));
  CHECK_FALSE(nearest(std::string(10'000'000, 'a'), {"title"}));
  CHECK_FALSE(nearest("ab", {"b"}));  // a word of one letter stands for anything
}
