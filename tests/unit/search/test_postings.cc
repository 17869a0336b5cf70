#include "indexed.hh"
#include "search/postings.hh"

#include <algorithm>
#include <map>

#include <doctest/doctest.h>

using namespace dateline;
using search::PostingList;

namespace {

unsigned state = 7;
unsigned next(unsigned below) {
  state = state * 1103515245 + 12345;
  return (state >> 16) % below;
}

/// About `size` of the passages below `end`.
PostingList random_list(unsigned size, unsigned end) {
  PostingList list;
  for (unsigned i = 0; i < end; ++i) {
    if (next(end) < size) list.add(i, 1 + next(5));
  }
  return list;
}

std::map<std::uint32_t, std::uint32_t> naive(const std::vector<PostingList>& lists, bool all) {
  std::map<std::uint32_t, std::vector<std::uint32_t>> counts;
  for (const PostingList& list : lists) {
    for (std::size_t i = 0; i < list.size(); ++i)
      counts[list.ordinals[i]].push_back(list.counts[i]);
  }
  std::map<std::uint32_t, std::uint32_t> out;
  for (const auto& [ordinal, found] : counts) {
    if (all && found.size() < lists.size()) continue;
    std::uint32_t sum = 0;
    for (const std::uint32_t count : found) sum += count;
    out[ordinal] = all ? *std::min_element(found.begin(), found.end()) : sum;
  }
  return out;
}

std::map<std::uint32_t, std::uint32_t> as_map(const PostingList& list) {
  REQUIRE(list.ordinals.size() == list.counts.size());
  REQUIRE(std::is_sorted(list.ordinals.begin(), list.ordinals.end()));
  std::map<std::uint32_t, std::uint32_t> out;
  for (std::size_t i = 0; i < list.size(); ++i) out[list.ordinals[i]] = list.counts[i];
  REQUIRE(out.size() == list.size());
  return out;
}

}  // namespace

TEST_CASE("search/postings: unions and intersections are those of naive sets") {
  for (int round = 0; round < 300; ++round) {
    const unsigned end = 1 + next(400);
    std::vector<PostingList> lists;
    for (unsigned k = 1 + next(6); k > 0; --k) {
      const unsigned sizes[] = {0, 2, end / 10, end / 2, end};
      lists.push_back(random_list(sizes[next(5)], end));
    }
    std::vector<const PostingList*> given;
    for (const PostingList& list : lists) given.push_back(&list);
    REQUIRE(as_map(search::unite(given)) == naive(lists, false));
    REQUIRE(as_map(search::intersect(given)) == naive(lists, true));
  }
}

TEST_CASE("search/postings: terms are read with their counts, absent ones are empty") {
  const support::Indexed indexed({{"a", "Oil", "oil oil"}, {"b", "", "gas"}, {"c", "", "oil gas"}});
  const store::Database database = indexed.database();
  const Xapian::Database& terms = database.segment(0).terms;
  const std::string oil = store::make_term(schema::Schema::standard().get("text"), "oil");
  const std::string gas = store::make_term(schema::Schema::standard().get("text"), "gas");
  CHECK(as_map(search::read_postings(terms, oil)) ==
        std::map<std::uint32_t, std::uint32_t>{{0, 3}, {2, 1}});
  CHECK(search::read_postings(terms, "no such term").size() == 0);
  const search::Bitmap both = search::passages_with(terms, {gas, oil, "none"}, 3);
  CHECK(both.count() == 3);
  // A damaged list leads nowhere.
  CHECK(search::passages_with(terms, {oil}, 1).count() == 1);
}
