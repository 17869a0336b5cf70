#include "eval/pool.hh"

#include "base/digest.hh"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace dateline::eval {

std::vector<Result> pool(const std::vector<Run>& runs, const std::string& topic, std::size_t depth,
                         std::uint64_t seed) {
  std::vector<std::pair<std::uint64_t, Result>> drawn;
  std::set<std::string> known;
  for (const Run& run : runs) {
    const auto results = run.topics.find(topic);
    if (results == run.topics.end()) continue;
    for (std::size_t i = 0; i < std::min(depth, results->second.size()); ++i) {
      const Result& result = results->second[i];
      if (!known.insert(result.id).second) continue;
      const std::uint64_t digest = base::Digest().add(seed).add(topic).add(result.id).value();
      drawn.emplace_back(digest, result);
    }
  }
  std::sort(drawn.begin(), drawn.end(), [](const auto& one, const auto& other) {
    return std::tie(one.first, one.second.id) < std::tie(other.first, other.second.id);
  });
  std::vector<Result> out;
  for (auto& [digest, result] : drawn) out.push_back(std::move(result));
  return out;
}

}  // namespace dateline::eval
