#include "base/error.hh"
#include "base/interrupt.hh"

#include <doctest/doctest.h>

using namespace dateline;

TEST_CASE("base/interrupt: what was asked to end ends, until that is forgotten") {
  base::clear_interrupt();
  base::check_interrupt();
  base::interrupt();
  CHECK(base::is_interrupted());
  CHECK_THROWS_AS(base::check_interrupt(), base::Error);
  base::clear_interrupt();
  CHECK(!base::is_interrupted());
  base::check_interrupt();
}
