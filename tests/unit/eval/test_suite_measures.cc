#include "base/error.hh"
#include "eval/suite_measures.hh"
#include "support/temp_dir.hh"

#include <cmath>
#include <string>

#include <doctest/doctest.h>

using namespace dateline;

namespace {

std::vector<eval::TopicRun::Hit> run(const std::string& ids) {
  std::vector<eval::TopicRun::Hit> hits;
  for (const char id : ids) hits.push_back({std::string(1, id), std::string(1, id), 0, 10, 1});
  return hits;
}

void check(double value, double expected) {
  CHECK(value == doctest::Approx(expected).epsilon(1e-9));
}

std::string fault(const std::string& content) {
  support::TempDir dir;
  try {
    eval::read_judgments(dir.write("q", content));
  } catch (const base::Error& failure) {
    return failure.what();
  }
  return "none";
}

}  // namespace

TEST_CASE("eval/suite_measures: values worked out by hand") {
  // Relevant at ranks 1, 3 and 6 of 10, and one not found: the worked example of average precision.
  eval::TopicJudgments judgments;
  judgments.grades = {{"a", 1}, {"c", 2}, {"f", 1}, {"z", 3}, {"b", 0}};
  const auto hits = run("abcdefghij");
  check(eval::measured("ap", judgments, hits), (1.0 + 2.0 / 3 + 3.0 / 6) / 4);
  check(eval::measured("rr", judgments, run("bca")), 0.5);
  check(eval::measured("p@5", judgments, hits), 2.0 / 5);
  check(eval::measured("p@20", judgments, hits), 3.0 / 20);
  check(eval::measured("r@5", judgments, hits), 2.0 / 4);
  check(eval::measured("success@1", judgments, run("ba")), 0);
  check(eval::measured("success@2", judgments, run("ba")), 1);
  check(eval::measured("judged@4", judgments, hits), 3.0 / 4);
  const double ideal = 7 + 3 / std::log2(3) + 1 / std::log2(4);
  check(eval::measured("ndcg@3", judgments, hits), (1 + 3 / std::log2(4)) / ideal);
}

TEST_CASE("eval/suite_measures: nothing relevant, nothing found and negative grades are 0") {
  eval::TopicJudgments none;
  none.grades = {{"a", 0}, {"b", -1}};
  eval::TopicJudgments some;
  some.grades = {{"a", 1}, {"b", -2}};
  for (const char* measure : {"ap", "rr", "p@5", "r@5", "success@5", "ndcg@5"}) {
    CHECK(eval::measured(measure, none, run("ab")) == 0);
    CHECK(eval::measured(measure, some, {}) == 0);
    CHECK(eval::measured(measure, some, run("b")) == 0);
  }
}

TEST_CASE("eval/suite_measures: a span counts once, if half of the shorter is covered") {
  eval::TopicJudgments judgments;
  judgments.spans = {{"a", 100, 200, 2}};
  const auto hit = [](std::uint32_t begin, std::uint32_t end) {
    return eval::TopicRun::Hit{"a#1", "a", begin, end, 1};
  };
  check(eval::measured("p@1", judgments, {hit(150, 400)}), 1);
  check(eval::measured("p@1", judgments, {hit(151, 400)}), 0);
  check(eval::measured("p@2", judgments, {hit(100, 150), hit(150, 200)}), 0.5);
  check(eval::measured("p@1", judgments, {hit(200, 300)}), 0);
}

TEST_CASE("eval/suite_measures: unknown measures are refused with the nearest") {
  for (const char* measure : {"map", "ap@5", "p", "p@", "p@0", "p@x", "ndcg@-1", ""})
    CHECK_THROWS_AS(eval::measured(measure, {}, {}), base::Error);
  try {
    eval::measured("ndgc@10", {}, {});
  } catch (const base::Error& failure) {
    CHECK(std::string(failure.what()).find("did you mean 'ndcg@10'?") != std::string::npos);
  }
}

TEST_CASE("eval/suite_measures: both kinds of judgments are read, mistakes told") {
  support::TempDir dir;
  const auto read =
      eval::read_judgments(dir.write("q", "# comment\n1 0 a 2\r\n1\t0\tb\t0\n\n2\tx y\t5\t9\t3\n"));
  CHECK(read.at("1").grades.at("a") == 2);
  CHECK(read.at("1").grades.at("b") == 0);
  REQUIRE(read.at("2").spans.size() == 1);
  CHECK(read.at("2").spans[0].article == "x y");
  CHECK(fault("1 0 a 1\n1 0 a 1\n") == "'a' is judged twice for topic '1'");
  CHECK(fault("1 0 a\n").starts_with("neither qrels"));
  CHECK(fault("1 0 a b\n") == "'b' is no number");
  CHECK(fault("1\ta\t9\t5\t1\n") == "a span ends before it begins");
  CHECK(fault("") == "there is no judgment in it");
}
