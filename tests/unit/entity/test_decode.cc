#include "entity/decode.hh"

#include <array>
#include <vector>

#include <doctest/doctest.h>

using namespace dateline::entity;

namespace {

constexpr Label begin_person = label(Class::Person, Place4::Begin),
                end_person = label(Class::Person, Place4::End),
                single_place = label(Class::Place, Place4::Single),
                begin_place = label(Class::Place, Place4::Begin);

}  // namespace

TEST_CASE("entity/decode: only sequences that are well formed are chosen") {
  std::vector<Scores> scores(2, Scores{});
  scores[0][begin_person] = 5;
  scores[1][single_place] = 6;
  scores[1][end_person] = 2;
  std::vector<Label> labels(2);
  Decoder decoder;
  decoder.decode(scores, {}, labels.data());
  // 5 + 2 beats 0 + 6; 5 + 6 is not allowed.
  CHECK(labels == std::vector<Label>{begin_person, end_person});
}

TEST_CASE("entity/decode: a mention never runs past its island") {
  std::vector<Scores> scores(1, Scores{});
  scores[0][begin_place] = 9;
  scores[0][single_place] = 1;
  std::vector<Label> labels(1);
  Decoder decoder;
  decoder.decode(scores, {}, labels.data());
  CHECK(labels[0] == single_place);
}

TEST_CASE("entity/decode: steps count") {
  std::vector<Scores> scores(1, Scores{});
  scores[0][single_place] = 1;
  std::array<float, step_count> step{};
  for (std::size_t s = 0; s < step_count; ++s)
    if (steps[s].to == single_place) step[s] = -2;
  std::vector<Label> labels(1);
  Decoder decoder;
  decoder.decode(scores, step, labels.data());
  CHECK(labels[0] == outside);
}

TEST_CASE("entity/decode: labels are read as mentions") {
  std::vector<Found> found;
  const std::vector<Label> labels = {outside, begin_person, end_person, single_place};
  read_labels(labels, 10, found);
  CHECK(found == std::vector<Found>{{11, 13, Class::Person}, {13, 14, Class::Place}});
}

TEST_CASE("entity/decode: every label can be followed, and outside by outside") {
  for (Label a = 0; a < label_count; ++a) {
    int next = 0;
    for (Label b = 0; b < label_count; ++b) next += follows(a, b);
    CHECK(next == (closes(a) ? 9 : 2));
  }
}
