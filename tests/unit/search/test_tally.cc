#include "base/error.hh"
#include "indexed.hh"
#include "search/tally.hh"

#include <doctest/doctest.h>

using namespace dateline;
using search::DayTally;
using search::Members;
using support::Indexed;

namespace {

/// `1970-01-01 2/1; …; none 3/3`
std::string shown(const DayTally& days) {
  std::string out;
  const auto add = [&](const std::string& name, const DayTally::Count& count) {
    out +=
        name + ' ' + std::to_string(count.passages) + '/' + std::to_string(count.articles) + "; ";
  };
  days.each([&](std::int32_t serial, const DayTally::Count& count) {
    add(temporal::Day::from_serial(serial).iso(), count);
  });
  add("none", days.without());
  return out;
}

}  // namespace

TEST_CASE("search/tally: members are told by article; all of them need no list") {
  std::string body;
  for (int i = 0; i < 330; ++i) body += i % 110 == 109 ? "end.\n\n" : "oil ";
  const Indexed indexed({{"a", "", body}, {"b", "", "oil"}});
  const store::Database database = indexed.database();
  const store::Segment& segment = database.segment(0);
  const std::uint32_t in_a = segment.text.articles()[0].passage_count;
  REQUIRE(in_a >= 2);
  search::Bitmap bitmap(segment.passage_count, true);
  Members members;
  members.fill(segment, bitmap);
  CHECK(members.whole);
  CHECK(members.passages == in_a + 1);
  CHECK(members.articles == 2);
  CHECK(members.ordinals.empty());
  bitmap.reset(0);
  members.fill(segment, bitmap);
  CHECK_FALSE(members.whole);
  CHECK(members.articles == 2);
  CHECK(members.ordinals.front() == 1);
  CHECK(members.count_from(0) == in_a - 1);
  CHECK(members.article[in_a - 1] == 1);
  CHECK(members.count_from(in_a - 1) == 1);
  members.fill(segment, search::Bitmap(segment.passage_count));
  CHECK(members.articles == 0);
  CHECK(members.article.empty());
}

TEST_CASE("search/tally: days near and far come in order of time") {
  const Indexed indexed({{"a", "", "oil", "2022-03-01"},
                         {"b", "", "oil", "1850-01-01"},
                         {"c", "", "oil", "2099-12-31"},
                         {"d", "", "oil", "1950-05-05"},
                         {"e", "", "oil", "2022-03-01"},
                         {"f", "", "oil", "2021"},
                         {"g", "", "oil", ""}});
  const store::Database database = indexed.database();
  const store::Segment& segment = database.segment(0);
  Members all;
  all.fill(segment, search::Bitmap(segment.passage_count, true));
  DayTally days;
  days.add(segment, all, temporal::Precision::Day);
  CHECK(shown(days) ==
        "1850-01-01 1/1; 1950-05-05 1/1; 2022-03-01 2/2; 2099-12-31 1/1; none 2/2; ");
  days.add(segment, all, temporal::Precision::Day);
  CHECK(shown(days) ==
        "1850-01-01 2/2; 1950-05-05 2/2; 2022-03-01 4/4; 2099-12-31 2/2; none 4/4; ");
  CHECK(shown(DayTally()) == "none 0/0; ");
}

TEST_CASE("search/tally: a count that damage ended leaves the next one right") {
  const support::TempDir dir;
  store::FacetWriter writer;
  writer.add_article({{6, "ap", "AP"}});
  for (int i = 0; i < 4; ++i) writer.add_passage({{3, "nato", "NATO"}, {3, "un", "UN"}});
  writer.write(dir.path("good.dl"));
  const store::FacetFile good(dir.path("good.dl"));
  Members members;
  members.passages = 2;
  members.article = {0, 0};
  const auto count = [&](const std::vector<std::uint32_t>& ordinals) {
    members.ordinals = ordinals;
    std::vector<search::FieldTally> fields{{3, {}, {}}};
    search::tally_names(good, members, fields);
    std::string out;
    for (const search::GroupCount& one : fields[0].groups)
      out += std::string(good.key(one.group)) + ' ' + std::to_string(one.passages) + '/' +
             std::to_string(one.articles) + "; ";
    return out + std::to_string(fields[0].with.passages);
  };
  CHECK(count({0, 1}) == "nato 2/1; un 2/1; 2");
  CHECK_THROWS_AS(count({0, 99}), base::Error);  // no such row
  CHECK(count({0, 1}) == "nato 2/1; un 2/1; 2");
  CHECK_THROWS_AS(count({1, 0}), base::Error);  // rows that go backwards, as damaged ends would
  CHECK(count({2, 3}) == "nato 2/1; un 2/1; 2");
}
