#include "eval/check_judged.hh"

#include "base/error.hh"
#include "eval/measures.hh"
#include "eval/understand.hh"
#include "store/passage.hh"

#include <algorithm>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

namespace dateline::eval {
namespace {

/// A mean held to its floor.
Finding held(const Judged& judged, const Floor& floor, double value) {
  Finding finding{Status::Pass,
                  fmt::format("{} at least {:.4f}", floor.measure, floor.value.value),
                  fmt::format("{:.4f}", value),
                  floor.value.place,
                  {}};
  const double above = value - floor.value.value;
  if (std::abs(above) <= judged.tolerance) return finding;
  finding.status = above < 0 ? Status::Fail : Status::Better;
  finding.edits.push_back({floor.value.place, value});
  return finding;
}

/// Compare a topic's measures with the accepted ones; those that fell are told of the mean, too.
void compare(const Judged& judged, const Record* accepted, Checked& checked, Checked& mean) {
  const RecordedAnswer* before = accepted != nullptr ? accepted->find(checked.id) : nullptr;
  if (before == nullptr) return;
  for (const auto& [measure, value] : checked.answer.measures) {
    const auto was = before->measures.find(measure);
    if (was == before->measures.end() || std::abs(was->second - value) < 5e-6) continue;
    const std::string change = fmt::format("{} {:.4f} -> {:.4f}", measure, was->second, value);
    checked.why.insert(checked.why.begin(), change);
    checked.moved = true;
    if (value < was->second) mean.why.push_back(fmt::format("{}: {}", checked.id, change));
    if (!judged.topic_tolerance || value >= was->second - *judged.topic_tolerance) continue;
    checked.add({Status::Fail,
                 fmt::format("{} at least {:.4f}", measure, was->second - *judged.topic_tolerance),
                 fmt::format("{:.4f}", value),
                 judged.place,
                 {}});
  }
}

}  // namespace

TopicRun run_topic(const Judged& judged, const Topic& topic, const Suite& suite,
                   const store::Database& database, const RecordedAnswer* before) {
  TopicRun run;
  Checked& checked = run.checked;
  checked.suite = suite.name;
  checked.id = checked.answer.id = judged.id + "/" + topic.id;
  checked.query = checked.answer.query = topic_query(topic, judged.field);
  checked.place = judged.place;
  const auto start = std::chrono::steady_clock::now();
  const Understood query = understand(checked.query, database, query_options(suite.ranking));
  search::RankOptions options = rank_options(suite.ranking);
  options.limit = judged.depth;
  const search::Ranking ranking = search::rank(query.plan, database, options);
  checked.elapsed_ms =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  checked.answer.understood = query.printed;
  checked.answer.passages = ranking.matches->passages();
  checked.answer.articles = ranking.matches->articles(database);
  record_hits(query.plan, database, options, ranking, {}, before, checked);
  run.hits.reserve(ranking.hits.size());
  for (const search::Hit& hit : ranking.hits) {
    const store::PassageRow& row =
        database.segment(hit.passage.segment).text.passages()[hit.passage.ordinal];
    run.hits.push_back(
        {options.fold ? hit.article_id : store::passage_id(hit.article_id, hit.number), hit.score,
         Place{hit.article_id, row.begin, row.end}});
  }
  return run;
}

std::vector<Checked> hold_floors(const Judged& judged, const Suite& suite,
                                 std::vector<TopicRun> runs, const Record* accepted, bool whole) {
  const Judgments judgments = read_judgments(judged.judgments);
  const std::vector<std::string> topics = topics_of(judgments);
  std::vector<Measure> measures;
  for (const Floor& floor : judged.floors) {
    try {
      measures.push_back(parse_measure(floor.measure));
    } catch (const base::Error& failure) {
      throw base::Error(base::Code::Data, failure.what(), failure.hint(), floor.value.place);
    }
  }
  std::vector<Checked> all;
  Checked mean;
  mean.suite = suite.name;
  mean.id = judged.id;
  mean.place = judged.place;
  std::map<std::string, double> sums;
  for (TopicRun& run : runs) {
    Checked checked = std::move(run.checked);
    const std::string topic = checked.id.substr(judged.id.size() + 1);
    const bool known = std::binary_search(topics.begin(), topics.end(), topic);
    if (run.hits.empty())
      checked.add({Status::Fail, "something is found", "nothing is", judged.place, {}});
    if (!known) {
      checked.add({Status::Fail,
                   "judgments of the topic",
                   fmt::format("there are none in {}", judged.judgments.filename().string()),
                   judged.place,
                   {}});
    }
    const GradedList graded = known ? grade(judgments, topic, run.hits) : GradedList{};
    for (std::size_t i = 0; i < measures.size(); ++i) {
      const double value = known ? measure(measures[i], graded) : 0;
      checked.answer.measures[judged.floors[i].measure] = value;
      sums[judged.floors[i].measure] += value;
    }
    compare(judged, accepted, checked, mean);
    all.push_back(std::move(checked));
  }
  if (!whole) return all;
  for (const std::string& topic : topics) {
    const bool known = std::any_of(all.begin(), all.end(), [&](const Checked& one) {
      return one.id == judged.id + "/" + topic;
    });
    if (!known && !judged.partial) {
      mean.add({Status::Fail,
                fmt::format("a topic '{}', which is judged", topic),
                "there is none",
                judged.place,
                {}});
    }
  }
  for (const Floor& floor : judged.floors)
    mean.add(held(judged, floor, sums[floor.measure] / static_cast<double>(runs.size())));
  all.push_back(std::move(mean));
  return all;
}

}  // namespace dateline::eval
