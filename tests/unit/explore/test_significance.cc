#include "explore/significance.hh"

#include <doctest/doctest.h>

using namespace dateline::explore;

TEST_CASE("explore/significance: G2 has the value worked out by hand") {
  // 30 of 100 against 10 of 100: expected 20, 20, 80, 80.
  // 2 (30 ln 1.5 + 10 ln 0.5 + 70 ln 0.875 + 90 ln 1.125)
  CHECK(log_likelihood(Part{30, 100}, Part{10, 100}) == doctest::Approx(12.9715).epsilon(1e-4));
  CHECK(log_likelihood(Part{10, 100}, Part{30, 100}) == doctest::Approx(-12.9715).epsilon(1e-4));
}

TEST_CASE("explore/significance: equal shares, empty sets and what all have tell nothing") {
  CHECK(log_likelihood(Part{10, 100}, Part{100, 1000}) == doctest::Approx(0));
  CHECK(log_likelihood(Part{0, 100}, Part{0, 1000}) == 0);
  CHECK(log_likelihood(Part{100, 100}, Part{1000, 1000}) == 0);
  CHECK(log_likelihood(Part{0, 0}, Part{10, 1000}) == 0);
  CHECK(log_likelihood(Part{10, 100}, Part{0, 0}) == 0);
}

TEST_CASE(
    "explore/significance: the log ratio doubles by one, and is finite where the other is zero") {
  CHECK(log_ratio(Part{399.5, 999}, Part{99.5, 999}) == doctest::Approx(2));
  CHECK(log_ratio(Part{10, 100}, Part{0, 100}) == doctest::Approx(std::log2(21)));
}

TEST_CASE("explore/significance: passages of one article weigh as one article") {
  const double spread = log_likelihood(Holding{30, 30}, 100, Holding{10, 10}, 100);
  CHECK(spread == doctest::Approx(12.9715).epsilon(1e-4));
  CHECK(log_likelihood(Holding{30, 6}, 100, Holding{10, 2}, 100) == doctest::Approx(spread / 5));
}
