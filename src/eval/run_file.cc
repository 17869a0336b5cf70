#include "eval/run_file.hh"

#include "base/data.hh"
#include "base/error.hh"
#include "eval/rows.hh"

#include <algorithm>
#include <limits>
#include <unordered_set>

#include <fmt/format.h>

namespace dateline::eval {
namespace {

/// The nearest single-precision number; one too large for it is the infinity it becomes there.
float single(double score) {
  constexpr double largest = std::numeric_limits<float>::max();
  if (score > largest) return std::numeric_limits<float>::infinity();
  if (score < -largest) return -std::numeric_limits<float>::infinity();
  return static_cast<float>(score);
}

}  // namespace

void sort_results(std::vector<Result>& results) {
  std::sort(results.begin(), results.end(), [](const Result& one, const Result& other) {
    const float a = single(one.score), b = single(other.score);
    return a != b ? a > b : one.id > other.id;
  });
}

Run parse_run(const std::string& path, std::string_view content) {
  Run run;
  std::map<std::string, std::unordered_set<std::string>, std::less<>> ids;
  each_row(path, content, 6, "topic, Q0, id, rank, score and tag", [&](const Row& row) {
    std::string topic(row.cells[0]), id(row.cells[2]);
    const double score = row.number_at(4, "score");
    if (!ids[topic].insert(id).second)
      row.fail(fmt::format("'{}' comes a second time for topic '{}'", id, topic));
    run.tag = row.cells[5];
    run.topics[std::move(topic)].push_back({std::move(id), score, {}});
  });
  if (run.topics.empty()) throw base::Error(base::Code::Data, "there is no result in it", {}, path);
  for (auto& [topic, results] : run.topics) sort_results(results);
  return run;
}

Run read_run(const std::filesystem::path& path) {
  return parse_run(path.string(), base::read_file(path));
}

}  // namespace dateline::eval
