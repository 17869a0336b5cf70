#include "indexed.hh"
#include "search/score.hh"

#include <cmath>
#include <string>

#include <doctest/doctest.h>

using namespace dateline;
using support::Indexed;
using support::plan;

namespace {

/// Nothing but saturated frequencies, whatever the length.
const search::Weighting plain{.k1 = 1.2, .b = 0, .min_length = 0};

/// Scores without and with proximity.
struct Scores {
  std::vector<double> base, full;
};

Scores scores(const std::string& query, const store::Database& database,
              const search::Weighting& weighting) {
  const search::Plan found = plan(query, database);
  std::vector<search::SegmentLeaves> leaves;
  for (const auto& segment : database.segments()) leaves.emplace_back(found, *segment);
  const search::Statistics statistics(found, database, leaves, weighting);
  search::SegmentScores one(found, leaves[0], statistics, weighting);
  Scores out;
  for (std::uint32_t i = 0; i < database.segment(0).passage_count; ++i) {
    const double near = one.proximity(i);
    CHECK(near <= one.proximity_bound());
    out.base.push_back(one.base(i));
    out.full.push_back(out.base.back() + near);
  }
  return out;
}

const Indexed& small() {
  static const Indexed indexed({
      {"a", "oil", "tanker grain"},
      {"b", "", "oil oil x steel"},
      {"c", "", "Oil went to the harbor that day."},
      {"d", "", "coal"},
      {"e", "", "wheat"},
  });
  return indexed;
}

/// Five passages, three with oil, one with steel.
const double oil = std::log(1 + 2.5 / 3.5), steel = std::log(1 + 4.5 / 1.5);
const double twice = 2 * 2.2 / 3.2;  ///< saturated frequency of 2; that of 1 is 1
double saturated(double frequency) {
  return frequency * 2.2 / (frequency + 1.2);
}

void check(double value, double expected) {
  CHECK(value == doctest::Approx(expected).epsilon(1e-9));
}

}  // namespace

TEST_CASE("search/score: without other parameters it is the saturated frequency") {
  const store::Database database = small().database();
  const Scores found = scores("oil", database, plain);
  check(found.base[0], oil);
  check(found.base[1], oil * twice);
  check(found.base[2], oil);
  CHECK(found.base[3] == 0);
  CHECK(found.full == found.base);
}

TEST_CASE("search/score: a headline's word counts as so many occurrences, and covers nothing") {
  const store::Database database = small().database();
  search::Weighting weighting = plain;
  weighting.title = 3;
  check(scores("oil", database, weighting).base[0], oil * saturated(3));
  check(scores("oil", database, weighting).base[1], oil * twice);
  weighting.title = 0;
  CHECK(scores("oil", database, weighting).base[0] == 0);
  weighting = plain;
  weighting.cover = 0.5;
  const Scores found = scores("oil", database, weighting);
  check(found.base[0], oil);
  check(found.base[1], oil * (twice + 0.5));
  check(found.base[2], oil * 1.5);
}

TEST_CASE("search/score: an article's evidence and its headline's share in it") {
  const store::Database database = small().database();
  search::Weighting weighting = plain;
  weighting.article = 0.5;
  weighting.article_b = 0;
  weighting.article_k1 = 1.2;
  weighting.article_title = 4;
  const Scores found = scores("oil", database, weighting);
  check(found.base[0], oil * (1 + 0.5 * saturated(4)));
  check(found.base[1], oil * (twice + 0.5 * twice));
  // Lengths count as b says: texts and headlines have 3, 4, 7, 1 and 1 words.
  weighting.article_b = 1;
  const double mean = 16.0 / 5;
  check(scores("oil", database, weighting).base[1],
        oil * (twice + 0.5 * 2 * 2.2 / (2 + 1.2 * 4 / mean)));
}

TEST_CASE("search/score: an article's evidence is of all its passages, and its first one leads") {
  std::string filler;
  for (int i = 0; i < 110; ++i) filler += "x ";
  const Indexed indexed(
      {{"a", "", "oil " + filler + "\n\noil oil " + filler + "\n\n" + filler}, {"b", "", "coal"}});
  const store::Database database = indexed.database();
  REQUIRE(database.segment(0).passage_count == 4);
  const double idf = std::log(1 + 2.5 / 2.5);
  search::Weighting weighting = plain;
  weighting.article = 1;
  weighting.article_b = 0;
  weighting.lead = 0.25;
  const Scores found = scores("oil", database, weighting);
  check(found.base[0], idf * (1 + saturated(3) + 0.25));
  check(found.base[1], idf * (twice + saturated(3)));
  check(found.base[2], idf * saturated(3));
  CHECK(found.base[3] == 0);
}

TEST_CASE("search/score: what is no running text loses the share that prose says") {
  const store::Database database = small().database();
  search::Weighting weighting = plain;
  weighting.prose = 0.75;
  const Scores found = scores("oil", database, weighting);
  check(found.base[1], 0.25 * oil * twice);
  check(found.base[2], oil);
}

TEST_CASE("search/score: words near each other add what their distance is worth") {
  const store::Database database = small().database();
  search::Weighting weighting = plain;
  weighting.proximity = 0.5;
  weighting.proximity_k1 = 1;
  const Scores found = scores("oil steel", database, weighting);
  check(found.base[1], oil * twice + steel);
  // The second oil and steel are two words apart.
  const double at_oil = steel / 4, at_steel = oil / 4;
  check(found.full[1] - found.base[1],
        0.5 * (std::min(1.0, oil) * 2 * at_oil / (at_oil + 1) +
               std::min(1.0, steel) * 2 * at_steel / (at_steel + 1)));
  CHECK(found.full[0] == found.base[0]);
  CHECK(scores("oil", database, weighting).full == scores("oil", database, weighting).base);
}
