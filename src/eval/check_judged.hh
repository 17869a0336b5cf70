// Judged topics of a suite: runs, measures and floors.
#pragma once

#include "eval/check_case.hh"
#include "eval/judgments.hh"

#include <string>
#include <vector>

namespace dateline::eval {

/// A topic as it was answered, to the depth that is judged.
struct TopicRun {
  Checked checked;
  std::vector<Result> hits;
};

/// Answer a topic.
TopicRun run_topic(const Judged& judged, const Topic& topic, const Suite& suite,
                   const store::Database& database, const RecordedAnswer* before);

/// Measure the runs of all topics, in their order: what each topic came to, then the floors as one
/// more entry by the id of `judged`. A topic that found nothing or has no judgments fails, and so do
/// judgments of unknown topics.
/// in:     accepted, null if there is none; whole, whether no topic was filtered away, else floors
///         on means are not looked at
/// errors: Error{Code::Data} for wrong judgments or an unknown measure, with its place
std::vector<Checked> hold_floors(const Judged& judged, const Suite& suite,
                                 std::vector<TopicRun> runs, const Record* accepted, bool whole);

}  // namespace dateline::eval
