#include "train/crf.hh"

#include <doctest/doctest.h>

using namespace dateline::entity;
using namespace dateline::train;

namespace {

constexpr Label person = label(Class::Person, Place4::Single);

/// Two kinds of chains of one piece: feature 0 is a person, feature 1 nothing.
Chains two_kinds() {
  Chains chains;
  chains.feature_count = 2;
  chains.first = {0};
  for (std::uint32_t i = 0; i < 40; ++i) {
    chains.chains.push_back({i, i + 1, 1});
    chains.features.push_back(i % 2);
    chains.first.push_back(i + 1);
    chains.gold.push_back(i % 2 == 0 ? person : outside);
  }
  return chains;
}

}  // namespace

TEST_CASE("train/crf: features get weights for the labels they go with") {
  Crf crf;
  crf.train(two_kinds(), {});
  CHECK(crf.row(0)[person] > 0.5f);
  CHECK(crf.row(0)[outside] < 0);
  CHECK(crf.row(1)[outside] > 0.5f);
  CHECK(crf.row(1)[person] <= 0);
}

TEST_CASE("train/crf: training twice gives the same weights") {
  Crf one, two;
  one.train(two_kinds(), {});
  two.train(two_kinds(), {});
  CHECK(one.row(0) == two.row(0));
  CHECK(one.step() == two.step());
}

TEST_CASE("train/crf: chains without weight teach nothing") {
  Chains chains = two_kinds();
  for (auto& chain : chains.chains) chain.weight = 0;
  Crf crf;
  crf.train(chains, {});
  CHECK(crf.row(0)[person] == 0);
}
