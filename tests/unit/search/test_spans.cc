#include "search/spans.hh"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

using namespace dateline;
using search::Borders;
using search::Nearness;
using search::Spans;
using search::TokenSpan;

namespace {

Nearness words(unsigned number, bool ordered = false) {
  return {query::Unit::Words, ordered, number};
}
const Nearness sentence{query::Unit::Sentence}, paragraph{query::Unit::Paragraph};

/// `0-1 4-6`
std::string shown(const Spans& spans) {
  std::string out;
  for (const TokenSpan span : spans) {
    out += (out.empty() ? "" : " ") + std::to_string(span.begin) + '-' + std::to_string(span.end);
  }
  return out;
}

}  // namespace

TEST_CASE("search/spans: a distance counts words from the last of one to the first of the other") {
  const Spans left{{4, 6}};
  CHECK(shown(pair_up(left, {{6, 7}}, words(1), {})) == "4-7");
  CHECK(shown(pair_up(left, {{3, 4}}, words(1), {})) == "3-6");
  CHECK(shown(pair_up(left, {{7, 8}}, words(1), {})) == "");
  CHECK(shown(pair_up(left, {{2, 3}}, words(1), {})) == "");
  CHECK(shown(pair_up(left, {{0, 1}, {2, 3}, {7, 8}, {9, 10}}, words(2), {})) == "2-6 4-8");
  CHECK(shown(pair_up(left, {{0, 1}, {2, 3}, {7, 8}, {9, 10}}, words(2, true), {})) == "4-8");
}

TEST_CASE("search/spans: what shares tokens is no pair, but near") {
  const Spans left{{4, 6}, {8, 9}};
  for (const TokenSpan other : {TokenSpan{5, 7}, {4, 6}, {3, 5}, {5, 6}, {3, 7}}) {
    CHECK(pair_up({{4, 6}}, {other}, words(1000), {}).empty());
    CHECK(shown(without(left, {other}, words(1), {})) == "8-9");
    CHECK(shown(without(left, {other}, sentence, {{8}, {}})) == "8-9");
  }
}

TEST_CASE("search/spans: sentences and paragraphs hold a pair from its first token to its last") {
  const Borders borders{{5, 10, 15}, {10}};
  CHECK(shown(pair_up({{4, 5}}, {{5, 6}}, sentence, borders)) == "");
  CHECK(shown(pair_up({{4, 5}}, {{5, 6}}, paragraph, borders)) == "4-6");
  CHECK(shown(pair_up({{5, 6}}, {{9, 10}}, sentence, borders)) == "5-10");
  CHECK(shown(pair_up({{9, 10}}, {{5, 6}}, sentence, borders)) == "5-10");
  CHECK(shown(pair_up({{9, 10}}, {{10, 11}}, paragraph, borders)) == "");
  CHECK(shown(pair_up({{4, 6}}, {{7, 8}}, sentence, borders)) == "");
  CHECK(shown(without({{0, 1}, {6, 7}, {11, 12}}, {{9, 10}}, sentence, borders)) == "0-1 11-12");
  CHECK(shown(without({{0, 1}, {6, 7}, {11, 12}}, {{9, 10}}, paragraph, borders)) == "11-12");
}

TEST_CASE("search/spans: a row has no gap, and any of two lists has each span once") {
  CHECK(shown(search::in_a_row({{{0, 1}, {3, 4}, {6, 7}}, {{1, 2}, {1, 3}, {5, 6}, {7, 9}}})) ==
        "0-2 0-3 6-9");
  CHECK(shown(search::in_a_row({{{0, 1}}, {}, {{2, 3}}})) == "");
  CHECK(shown(search::any_of({{0, 1}, {4, 5}}, {{0, 1}, {2, 3}})) == "0-1 2-3 4-5");
  Spans spans{{0, 2}, {1, 3}, {2, 4}, {3, 5}, {9, 10}};
  leave_out_overlaps(spans);
  CHECK(shown(spans) == "0-2 2-4 9-10");
}

TEST_CASE("search/spans: a lead ends with the first paragraph that makes it 20 words") {
  CHECK(search::lead_end({{5, 20}, {20}}) == 20);
  CHECK(search::lead_end({{}, {3, 19, 33, 40}}) == 33);
  CHECK(search::lead_end({{25}, {}}) == UINT32_MAX);
}

TEST_CASE("search/spans: a passage of two words makes no more spans than the limit") {
  Spans even, odd;
  for (std::uint32_t i = 0; i < 750; i += 2) {
    even.push_back({i, i + 1});
    odd.push_back({i + 1, i + 2});
  }
  Spans chain = even;
  for (int i = 0; i < 63; ++i) {
    chain = pair_up(chain, i % 2 == 0 ? odd : even, words(1000), {});
    REQUIRE(chain.size() <= search::max_spans);
    REQUIRE(!chain.empty());
    REQUIRE(std::is_sorted(chain.begin(), chain.end()));
  }
  // The limit counts spans, not the ways to make them.
  Spans left, right;
  for (std::uint32_t i = 0; i < 100; ++i) {
    left.push_back({0, i + 1});
    right.push_back({100 + i, 200});
  }
  left.push_back({300, 301});
  CHECK(pair_up(left, right, words(1000), {}).size() == 1 + right.size());
}
