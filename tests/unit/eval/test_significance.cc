#include "eval/significance.hh"

#include <utility>
#include <vector>

#include <doctest/doctest.h>

using namespace dateline;
using doctest::Approx;
using Pairs = std::vector<std::pair<double, double>>;

namespace {

/// Croft, Metzler and Strohman, Search Engines: Information Retrieval in Practice, section 8.6.1.
const Pairs croft = {{25, 35}, {43, 84}, {39, 15}, {75, 75}, {43, 68},
                     {15, 85}, {20, 80}, {52, 50}, {49, 58}, {50, 75}};

}  // namespace

TEST_CASE("eval/significance: the t-test has the published value of Croft and others") {
  // Mean 21.4, standard deviation 29.1, t = 2.33; the book's one-sided p is 0.02.
  const eval::Comparison result = eval::compare(croft);
  CHECK(result.topics == 10);
  CHECK(result.difference == Approx(21.4));
  CHECK(*result.effect == Approx(21.4 / 29.1).epsilon(1e-3));
  CHECK(*result.t_p / 2 == Approx(0.0225).epsilon(1e-2));
  CHECK(result.better == 7);
  CHECK(result.worse == 2);
  CHECK(result.same == 1);
}

TEST_CASE("eval/significance: the randomisation test of few topics is exact") {
  // Of the 1,024 ways to sign these ten differences 48 have a sum of at least 214, either way.
  CHECK(eval::compare(croft).randomisation_p == Approx(48 / 1024.0));
  // Three equal differences: only +++ and --- are as far.
  CHECK(eval::compare(Pairs{{0, 1}, {0, 1}, {0, 1}}).randomisation_p == Approx(0.25));
  // Of +2 +1: ++ and --; of +2 -1 all but none: |1|, |3|, |3|, |1|.
  CHECK(eval::compare(Pairs{{0, 2}, {0, 1}}).randomisation_p == Approx(0.5));
  CHECK(eval::compare(Pairs{{0, 2}, {1, 0}}).randomisation_p == Approx(1));
}

TEST_CASE(
    "eval/significance: drawn signs come near the exact value, and do not depend on the run") {
  // 20 differences of the same size, 15 of them up: P(at least 15 or at most 5 of 20) = 0.04139.
  Pairs pairs(20, {0.0, 0.1});
  for (std::size_t i = 0; i < 5; ++i) pairs[i] = {0.1, 0.0};
  const double once = eval::compare(pairs, 7).randomisation_p;
  CHECK(once == Approx(0.04139).epsilon(0.05));
  CHECK(eval::compare(pairs, 7).randomisation_p == once);
  CHECK(eval::compare(pairs, 8).randomisation_p == Approx(0.04139).epsilon(0.05));
}

TEST_CASE("eval/significance: a drawn p-value is never 0") {
  const double p = eval::compare(Pairs(200, {0.0, 1.0})).randomisation_p;
  CHECK(p > 0);
  CHECK(p == Approx(1e-5));
}

TEST_CASE("eval/significance: what does not differ is the same, with p 1 and no effect") {
  const eval::Comparison result = eval::compare(Pairs{{0.5, 0.5}, {0.1, 0.1}, {0, 0}});
  CHECK(result.same == 3);
  CHECK(result.randomisation_p == 1);
  CHECK(*result.t_p == 1);
  CHECK_FALSE(result.effect);
}

TEST_CASE("eval/significance: differences that do not vary have no effect size, and p 0 by t") {
  const eval::Comparison result = eval::compare(Pairs{{0.5, 0.75}, {0.25, 0.5}});
  CHECK(*result.t_p == 0);
  CHECK_FALSE(result.effect);
  CHECK(result.randomisation_p == Approx(0.5));
}

TEST_CASE("eval/significance: one topic has no t-test, none has nothing") {
  CHECK_FALSE(eval::compare(Pairs{{0, 1}}).t_p);
  CHECK(eval::compare(Pairs{{0, 1}}).randomisation_p == 1);
  CHECK(eval::compare({}).topics == 0);
  CHECK(eval::compare({}).randomisation_p == 1);
}

TEST_CASE("eval/significance: Holm's correction has the values of its textbook example") {
  // Wikipedia, "Holm-Bonferroni method": 0.01 0.04 0.03 0.005 at 5 % rejects the first and last.
  const std::vector<double> p = {0.01, 0.04, 0.03, 0.005};
  const std::vector<double> corrected = eval::holm(p);
  CHECK(corrected[3] == Approx(0.02));  // 4 * 0.005
  CHECK(corrected[0] == Approx(0.03));  // 3 * 0.01
  CHECK(corrected[2] == Approx(0.06));  // 2 * 0.03
  CHECK(corrected[1] == Approx(0.06));  // 0.04, not below the one before
  CHECK(eval::holm(std::vector<double>{0.5, 0.9}) == std::vector<double>{1, 1});
  CHECK(eval::holm({}).empty());
}
