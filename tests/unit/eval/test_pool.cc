#include "eval/pool.hh"

#include <algorithm>

#include <doctest/doctest.h>

using namespace dateline;

namespace {

std::vector<std::string> ids(const std::vector<eval::Result>& results) {
  std::vector<std::string> out;
  for (const eval::Result& result : results) out.push_back(result.id);
  return out;
}

eval::Run run(const std::string& topic, const std::vector<std::string>& ranked) {
  eval::Run out;
  for (const std::string& id : ranked) out.topics[topic].push_back({id, 0, {}});
  return out;
}

}  // namespace

TEST_CASE("eval/pool: holds the first results of each run, each once") {
  std::vector<std::string> pooled =
      ids(eval::pool({run("1", {"a", "b", "c"}), run("1", {"d", "a", "e"})}, "1", 2, 1));
  std::sort(pooled.begin(), pooled.end());
  CHECK(pooled == std::vector<std::string>{"a", "b", "d"});
  CHECK(eval::pool({run("1", {"a"})}, "2", 2, 1).empty());
  CHECK(eval::pool({}, "1", 2, 1).empty());
}

TEST_CASE("eval/pool: the order does not follow ranks, runs or their number, only the seed") {
  std::vector<std::string> ranked;
  for (char c = 'a'; c <= 'z'; ++c) ranked.emplace_back(1, c);
  const std::vector<std::string> once = ids(eval::pool({run("1", ranked)}, "1", 26, 1));
  std::vector<std::string> backwards(ranked.rbegin(), ranked.rend());
  CHECK(once != ranked);
  CHECK(once != backwards);
  CHECK(ids(eval::pool({run("1", backwards), run("1", ranked)}, "1", 26, 1)) == once);
  CHECK(ids(eval::pool({run("1", ranked)}, "1", 26, 2)) != once);
  CHECK(ids(eval::pool({run("2", ranked)}, "2", 26, 1)) != once);
}
