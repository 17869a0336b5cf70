#include "base/error.hh"
#include "eval/agreement.hh"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace dateline;
using doctest::Approx;

namespace {

/// Judgments of so many items with each pair of grades, as two files.
eval::Agreement agree(const std::vector<std::tuple<int, int, int>>& counts) {
  std::string first, second;
  int id = 0;
  for (const auto& [one, other, count] : counts) {
    for (int i = 0; i < count; ++i, ++id) {
      first += fmt::format("1 0 d{} {}\n", id, one);
      second += fmt::format("1 0 d{} {}\n", id, other);
    }
  }
  return eval::agree(eval::parse_judgments("a", first), eval::parse_judgments("b", second));
}

eval::Agreement agree(const std::string& first, const std::string& second) {
  return eval::agree(eval::parse_judgments("a", first), eval::parse_judgments("b", second));
}

}  // namespace

TEST_CASE("eval/agreement: kappa has the value of Manning, Raghavan and Schütze's table") {
  // Introduction to Information Retrieval, table 8.2: 300 yes/yes, 20 yes/no, 10 no/yes, 70 no/no;
  // agreement 0.925, kappa 0.776 with marginals pooled (Scott); with each judge's own, as Cohen:
  // chance is (320*310 + 80*90) / 400^2 = 0.665, kappa (0.925 - 0.665) / 0.335.
  const eval::Agreement result = agree({{1, 1, 300}, {1, 0, 20}, {0, 1, 10}, {0, 0, 70}});
  CHECK(result.both == 400);
  CHECK(result.agreement == Approx(0.925));
  CHECK(*result.kappa == Approx(0.26 / 0.335));
  CHECK(*result.weighted_kappa == Approx(*result.kappa));  // two grades have one distance
  CHECK(result.table.at({1, 0}) == 20);
}

TEST_CASE("eval/agreement: far grades count more in the weighted kappa") {
  // Observed disagreement 1 near (1) and 1 far (9) of 8. Both judges: 0 twice or three times …
  // First: 0 0 0 1 2 2 3 3, second: 0 0 1 1 2 2 3 0.
  const eval::Agreement result =
      agree({{0, 0, 2}, {0, 1, 1}, {1, 1, 1}, {2, 2, 2}, {3, 3, 1}, {3, 0, 1}});
  // Sum of squared distances 1 + 9 = 10. By chance: sum over all pairs (i of first, j of second) of
  // (g - h)^2 / 8; first has sum 11, squares 27, second sum 9, squares 19:
  // (8 * 27 + 8 * 19 - 2 * 11 * 9) / 8 = 21.25.
  CHECK(*result.weighted_kappa == Approx(1 - 10 / 21.25));
  // Chance of the same: (3*3 + 1*2 + 2*2 + 2*1) / 64 = 17/64; observed 6/8.
  CHECK(*result.kappa == Approx((0.75 - 17 / 64.0) / (1 - 17 / 64.0)));
}

TEST_CASE("eval/agreement: judges who use one grade alone have no kappa") {
  const eval::Agreement result = agree({{1, 1, 5}});
  CHECK(result.agreement == 1);
  CHECK_FALSE(result.kappa);
  CHECK_FALSE(result.weighted_kappa);
}

TEST_CASE("eval/agreement: only what both judged is compared, spans by their bytes") {
  const eval::Agreement result =
      agree("1\ta\t0\t9\t1\n1\ta\t9\t20\t2\n1\tb\t0\t9\t0\n", "1\ta\t0\t9\t1\n1\ta\t9\t21\t2\n");
  CHECK(result.both == 1);
  CHECK(result.only_first == 2);
  CHECK(result.only_second == 1);
}

TEST_CASE("eval/agreement: nothing in common, or other kinds, are errors") {
  CHECK_THROWS_AS(agree("1 0 a 1\n", "1 0 b 1\n"), base::Error);
  CHECK_THROWS_AS(agree("1 0 a -1\n", "1 0 a 1\n"), base::Error);
  CHECK_THROWS_AS(agree("1 0 a 1\n", "1\ta\t0\t9\t1\n"), base::Error);
}
