#include "eval/check_judged.hh"

#include "base/error.hh"
#include "eval/measures.hh"
#include "eval/understand.hh"
#include "store/passage.hh"

#include <algorithm>
#include <chrono>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

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
                 {},
                 true});
  }
}

/// `42 topics (2, 4, 6, …)`
std::string some_of(const std::vector<std::string>& topics) {
  constexpr std::size_t shown = 5;
  const std::size_t count = std::min(shown, topics.size());
  return fmt::format(
      "{} ({}{})", topics.size(),
      fmt::join(topics.begin(), topics.begin() + static_cast<std::ptrdiff_t>(count), ", "),
      topics.size() > shown ? ", …" : "");
}

/// Tell of topics that are only among the judgments, or only in the suite: once for all of them.
void hold_topics(const Judged& judged, const std::vector<std::string>& without_judgments,
                 const std::vector<std::string>& unasked, Checked& mean) {
  const std::string file = judged.judgments.filename().string();
  if (!without_judgments.empty()) {
    mean.add({Status::Fail,
              "judgments of all topics",
              fmt::format("{} have none in {}; only = \"judged\" leaves them out",
                          some_of(without_judgments), file),
              judged.place,
              {}});
  }
  if (!unasked.empty() && !judged.partial) {
    mean.add({Status::Fail,
              "all judged topics in the suite",
              fmt::format("{} of {} are not; only = [\"ID\", …] names those that are meant",
                          some_of(unasked), file),
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
  Understood query;
  try {
    query = understand(checked.query, database, query_options(suite.ranking));
  } catch (const base::Error& failure) {
    if (failure.code() != base::Code::Query && failure.code() != base::Code::Usage) throw;
    const std::string message = failure.what();
    checked.add({Status::Fail,
                 "the query is understood",
                 message.substr(0, message.find('\n')),
                 judged.place,
                 {}});
    return run;
  }
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
  measures.reserve(judged.floors.size());
  for (const Floor& floor : judged.floors) measures.push_back(measure_of(floor));
  std::vector<Checked> all;
  Checked mean;
  mean.suite = suite.name;
  mean.id = judged.id;
  mean.place = judged.place;
  std::map<std::string, double> sums;
  std::vector<std::string> without_judgments, unasked;
  std::size_t results = 0, judged_results = 0;
  for (TopicRun& run : runs) {
    Checked checked = std::move(run.checked);
    const std::string topic = checked.id.substr(judged.id.size() + 1);
    const bool known = std::binary_search(topics.begin(), topics.end(), topic);
    if (run.hits.empty() && checked.status == Status::Pass)
      checked.add({Status::Fail, "something is found", "nothing is", judged.place, {}});
    if (!known) without_judgments.push_back(topic);
    if (!known && !whole) {
      checked.add({Status::Fail,
                   "judgments of the topic",
                   fmt::format("there are none in {}", judged.judgments.filename().string()),
                   judged.place,
                   {}});
    }
    const GradedList graded = known ? grade(judgments, topic, run.hits) : GradedList{};
    results += graded.ranked.size();
    judged_results += static_cast<std::size_t>(
        std::count_if(graded.ranked.begin(), graded.ranked.end(),
                      [](int grade) { return grade != unjudged && grade != pooled; }));
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
    const bool asked = std::any_of(all.begin(), all.end(), [&](const Checked& one) {
      return one.id == judged.id + "/" + topic;
    });
    if (!asked) unasked.push_back(topic);
  }
  hold_topics(judged, without_judgments, unasked, mean);
  if (results > 0 && judged_results == 0) {
    mean.add({Status::Fail,
              "results that are judged",
              fmt::format("nobody judged any of {}; do the ids of {} name articles? Then unit = "
                          "\"article\" belongs in [ranking]",
                          results, judged.judgments.filename().string()),
              judged.place,
              {}});
    all.push_back(std::move(mean));
    return all;
  }
  const auto measured =
      static_cast<double>(std::max<std::size_t>(1, runs.size() - without_judgments.size()));
  for (const Floor& floor : judged.floors)
    mean.add(held(judged, floor, sums[floor.measure] / measured));
  all.push_back(std::move(mean));
  return all;
}

}  // namespace dateline::eval
