#include "train/dataset.hh"

#include <doctest/doctest.h>

using namespace dateline::train;
using dateline::entity::Class;

TEST_CASE("train/dataset: articles are written in other cases, byte by byte") {
  CHECK(recased("The U.S. cat's Rome, 3rd", Copy::Capitals) == "THE U.S. CAT'S ROME, 3RD");
  CHECK(recased("The U.S. cat's Rome", Copy::Small) == "the u.s. cat's rome");
  CHECK(recased("The cat's tail in Rome", Copy::Headline) == "The Cat's Tail In Rome");
  CHECK(recased("As it is", Copy::AsIs) == "As it is");
}

TEST_CASE("train/dataset: stops inside abbreviations go, and mentions move with them") {
  const auto modern = without_stops(
      {"The U.S. and J. Smith left.", {{4, 8, Class::Place}, {13, 21, Class::Person}}});
  REQUIRE(modern);
  CHECK(modern->body == "The US and J. Smith left.");
  CHECK(modern->gold == std::vector<GoldMention>{{4, 6, Class::Place}, {11, 19, Class::Person}});
  CHECK_FALSE(without_stops({"Nothing here.", {}}));
}

TEST_CASE("train/dataset: scores count exact mentions") {
  Score score;
  score.add({{0, 4, Class::Person}, {5, 9, Class::Place}},
            {{0, 4, Class::Person}, {5, 8, Class::Place}});
  CHECK(score.f1(3) == doctest::Approx(50));
  CHECK(score.f1(1) == doctest::Approx(100));
}
