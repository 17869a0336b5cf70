#include "base/error.hh"
#include "eval/run_file.hh"

#include <doctest/doctest.h>

using namespace dateline;

namespace {

/// `topic: ids` in order, topics parted by `;`.
std::string order(const std::string& content) {
  std::string out;
  for (const auto& [topic, results] : eval::parse_run("r", content).topics) {
    out += (out.empty() ? "" : "; ") + topic + ":";
    for (const eval::Result& result : results) out += ' ' + result.id;
  }
  return out;
}

std::string failure_of(const std::string& content) {
  try {
    eval::parse_run("r", content);
  } catch (const base::Error& failure) {
    CHECK(failure.code() == base::Code::Data);
    return failure.place() + ": " + failure.what();
  }
  return "";
}

}  // namespace

TEST_CASE("eval/run_file: the order is that of scores, whatever ranks and lines say") {
  CHECK(order("1 Q0 a 1 0.5 t\n1 Q0 b 2 2e1 t\n2 Q0 a 1 1 t\n1 Q0 c 3 -3 t\n") == "1: b a c; 2: a");
}

TEST_CASE("eval/run_file: equal scores are ordered by id, the last first, as trec_eval does") {
  CHECK(order("1 Q0 a 1 1 t\n1 Q0 c 2 1 t\n1 Q0 b 3 1 t\n1 Q0 B 4 1 t\n") == "1: c b a B");
}

TEST_CASE("eval/run_file: scores are equal if they are as single-precision numbers") {
  // The next number after 1 is 1 + 2^-23 = 1.000000119; half of that step and less is 1.
  CHECK(order("1 Q0 a 1 1.00000005 t\n1 Q0 b 2 1 t\n") == "1: b a");
  CHECK(order("1 Q0 a 1 1.0000001 t\n1 Q0 b 2 1 t\n") == "1: a b");
  // What is too large for single precision is equally infinite.
  CHECK(order("1 Q0 a 1 1e300 t\n1 Q0 b 2 1e200 t\n") == "1: b a");
}

TEST_CASE("eval/run_file: the tag is that of the last line") {
  CHECK(eval::parse_run("r", "1 Q0 a 1 1 first\n1 Q0 b 2 0 last").tag == "last");
}

TEST_CASE("eval/run_file: what is wrong is said with its line") {
  CHECK(failure_of("\n# none\n") == "r: there is no result in it");
  CHECK(failure_of("1 Q0 a 1 1\n") ==
        "r:1: 5 columns; topic, Q0, id, rank, score and tag are expected");
  CHECK(failure_of("1 Q0 a 1 high t\n") == "r:1: the score 'high' is no number");
  CHECK(failure_of("1 Q0 a 1 nan t\n") == "r:1: the score 'nan' is no number");
  CHECK(failure_of("1 Q0 a 1 2 t\n2 Q0 a 1 2 t\n1 Q0 a 2 1 t\n") ==
        "r:3: 'a' comes a second time for topic '1'");
}

TEST_CASE("eval/run_file: JSON Lines have places and are ordered by rank") {
  const std::string hit =
      R"("article":"a","passage":2,"begin":5,"end":9,"score":1.5,"type":"hit"})";
  const std::string other = R"("article":"b","passage":1,"begin":0,"end":7,"score":2})";
  const eval::Run run = eval::parse_run("r", "{\"topic\":\"1\",\"rank\":2," + other +
                                                 "\n\n{\"topic\":\"1\",\"rank\":1," + hit + "\n");
  REQUIRE(run.topics.at("1").size() == 2);
  const eval::Result& first = run.topics.at("1").front();
  CHECK(first.id == "a#2");
  CHECK(first.place->article == "a");
  CHECK(first.place->begin == 5);
  CHECK(first.place->end == 9);
}

TEST_CASE("eval/run_file: a run of articles has their ids, though it names passages") {
  const eval::Run run = eval::parse_run(
      "r",
      R"({"topic":"t","unit":"article","article":"a","passage":3,"begin":0,"end":4,"rank":1,"score":2})");
  REQUIRE(run.topics.at("t").size() == 1);
  CHECK(run.topics.at("t")[0].id == "a");
}

TEST_CASE("eval/run_file: JSON Lines that are no hits are told with their line") {
  CHECK(failure_of("{\"topic\":\"1\"}\n") ==
        "r:1: the object is no hit of a run: it has not topic, article, passage, begin, end, rank "
        "and "
        "score");
  CHECK(failure_of("{\"topic\":\n") == "r:1: the line is no JSON object");
  const std::string hit =
      R"({"topic":"1","rank":1,"article":"a","passage":2,"begin":5,"end":9,"score":1})";
  CHECK(failure_of(hit + "\n" + hit + "\n") == "r:2: 'a#2' comes a second time for topic '1'");
  CHECK(failure_of(hit + "\n[]\n") == "r:2: the line is no JSON object");
}
