#include "eval/run_file.hh"

#include "base/data.hh"
#include "base/error.hh"
#include "eval/rows.hh"

#include <algorithm>
#include <limits>
#include <unordered_set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace dateline::eval {
namespace {

/// The nearest single-precision number; one too large for it is the infinity it becomes there.
float single(double score) {
  constexpr double largest = std::numeric_limits<float>::max();
  if (score > largest) return std::numeric_limits<float>::infinity();
  if (score < -largest) return -std::numeric_limits<float>::infinity();
  return static_cast<float>(score);
}

/// A hit of JSON Lines.
struct Hit {
  std::string topic;
  std::uint64_t rank = 0;
  Result result;
};

/// errors: nlohmann::json::exception if a key is missing or of another type
Hit read_hit(const nlohmann::json& json) {
  Hit hit;
  hit.topic = json.at("topic").get<std::string>();
  hit.rank = json.at("rank").get<std::uint64_t>();
  Place place{json.at("article").get<std::string>(), json.at("begin").get<std::uint32_t>(),
              json.at("end").get<std::uint32_t>()};
  // A run of articles names of each the passage that ranks best.
  hit.result.id =
      json.value("unit", "passage") == "article"
          ? place.article
          : fmt::format("{}#{}", place.article, json.at("passage").get<std::uint32_t>());
  hit.result.score = json.at("score").get<double>();
  hit.result.place = std::move(place);
  return hit;
}

Run parse_hits(const std::string& path, std::string_view content) {
  std::map<std::string, std::vector<Hit>> topics;
  std::map<std::string, std::unordered_set<std::string>> ids;
  for (std::size_t number = 1; !content.empty(); ++number) {
    const std::size_t end = content.find('\n');
    const std::string_view line = content.substr(0, end);
    content = end == std::string_view::npos ? std::string_view{} : content.substr(end + 1);
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const auto fail = [&](const std::string& message) {
      throw base::Error(base::Code::Data, message, {}, fmt::format("{}:{}", path, number));
    };
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_object()) fail("the line is no JSON object");
    try {
      Hit hit = read_hit(json);
      if (!ids[hit.topic].insert(hit.result.id).second)
        fail(fmt::format("'{}' comes a second time for topic '{}'", shown(hit.result.id),
                         shown(hit.topic)));
      std::vector<Hit>& hits = topics[hit.topic];
      hits.push_back(std::move(hit));
    } catch (const nlohmann::json::exception&) {
      fail(
          "the object is no hit of a run: it has not topic, article, passage, begin, end, rank and "
          "score");
    }
  }
  Run run;
  for (auto& [topic, hits] : topics) {
    std::stable_sort(hits.begin(), hits.end(),
                     [](const Hit& one, const Hit& other) { return one.rank < other.rank; });
    for (Hit& hit : hits) run.topics[topic].push_back(std::move(hit.result));
  }
  return run;
}

}  // namespace

void sort_results(std::vector<Result>& results) {
  std::sort(results.begin(), results.end(), [](const Result& one, const Result& other) {
    const float a = single(one.score), b = single(other.score);
    return a != b ? a > b : one.id > other.id;
  });
}

Run parse_run(const std::string& path, std::string_view content) {
  const std::size_t start = content.find_first_not_of(" \t\r\n");
  if (start != std::string_view::npos && content[start] == '{') return parse_hits(path, content);
  Run run;
  std::map<std::string, std::unordered_set<std::string>> ids;
  each_row(path, content, 6, "topic, Q0, id, rank, score and tag", [&](const Row& row) {
    std::string topic(row.cells[0]), id(row.cells[2]);
    const double score = row.number_at(4, "score");
    if (!ids[topic].insert(id).second)
      row.fail(fmt::format("'{}' comes a second time for topic '{}'", shown(id), shown(topic)));
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
