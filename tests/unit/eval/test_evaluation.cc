#include "base/error.hh"
#include "eval/evaluation.hh"

#include <doctest/doctest.h>

using namespace dateline;
using doctest::Approx;

namespace {

// Topic 1: a right; topic 2: b right; topic 3: nothing right.
const auto judgments = eval::parse_judgments("q", "1 0 a 1\n1 0 x 0\n2 0 b 1\n3 0 c 0\n");

eval::Evaluation evaluate(const std::vector<std::string>& runs, bool complete = false) {
  std::vector<std::pair<std::string, eval::Run>> read;
  for (const std::string& run : runs)
    read.emplace_back("run" + std::to_string(read.size()), eval::parse_run("r", run));
  eval::EvaluationOptions options;
  options.complete = complete;
  return eval::evaluate(judgments, read, {eval::parse_measure("mrr"), eval::parse_measure("P@1")},
                        0, options);
}

const std::string first = "1 Q0 a 1 2 t\n1 Q0 x 2 1 t\n3 Q0 c 1 1 t\n9 Q0 a 1 1 t\n";
const std::string second = "1 Q0 x 1 2 t\n1 Q0 a 2 1 t\n2 Q0 b 1 1 t\n";

}  // namespace

TEST_CASE("eval/evaluation: only topics in both files count, those without relevant items as 0") {
  // As trec_eval without -c: topic 2 has no results, topic 9 no judgments; topic 3 counts.
  const eval::Evaluation result = evaluate({first});
  CHECK(result.topics == std::vector<std::string>{"1", "3"});
  CHECK(result.runs[0].topics == 2);
  CHECK(result.runs[0].missing == 1);
  CHECK(result.runs[0].unknown == std::vector<std::string>{"9"});
  CHECK(result.runs[0].means[0] == Approx(0.5));
  CHECK(result.without_relevant == 1);
  CHECK(result.comparisons.empty());
}

TEST_CASE("eval/evaluation: --complete counts every judged topic, as trec_eval's -c") {
  const eval::Evaluation result = evaluate({first}, true);
  CHECK(result.topics == std::vector<std::string>{"1", "2", "3"});
  CHECK(result.runs[0].means[0] == Approx(1 / 3.0));
  CHECK(*result.runs[0].values[0][1] == 0);
}

TEST_CASE("eval/evaluation: runs are compared over the topics that count for both") {
  const eval::Evaluation result = evaluate({first, second});
  CHECK(result.topics == std::vector<std::string>{"1", "2", "3"});
  CHECK_FALSE(result.runs[0].values[0][1]);
  CHECK_FALSE(result.runs[1].values[0][2]);
  REQUIRE(result.comparisons.size() == 2);
  CHECK(result.comparisons[0].result.topics == 1);
  CHECK(result.comparisons[0].result.difference == Approx(-0.5));
  const eval::Evaluation complete = evaluate({first, second}, true);
  CHECK(complete.comparisons[0].result.topics == 3);
  CHECK(complete.comparisons[0].result.difference == Approx((-0.5 + 1 + 0) / 3));
}

TEST_CASE("eval/evaluation: results and judged ones are counted over the topics that count") {
  const eval::Evaluation result = evaluate({first + "1 Q0 z 3 0 t\n"});
  CHECK(result.runs[0].results == 4);
  CHECK(result.runs[0].judged == 3);
}

TEST_CASE("eval/evaluation: p-values are corrected for the number of runs, measure by measure") {
  const eval::Evaluation result = evaluate({first, second, second}, true);
  REQUIRE(result.comparisons.size() == 4);
  for (const eval::RunComparison& one : result.comparisons) {
    CHECK(one.corrected_randomisation_p == Approx(std::min(1.0, 2 * one.result.randomisation_p)));
  }
}

TEST_CASE("eval/evaluation: a run without a topic in common is an error that names both") {
  try {
    evaluate({"7 Q0 a 1 1 t\n"});
    FAIL("no error");
  } catch (const base::Error& failure) {
    CHECK(failure.what() == std::string("run0 has no topic in common with the judgments"));
    CHECK(failure.hint() == "its first topic is '7', that of the judgments is '1'");
  }
}
