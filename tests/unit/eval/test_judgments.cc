#include "base/error.hh"
#include "eval/judgments.hh"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

using namespace dateline;
using eval::Result;

namespace {

std::string failure_of(const std::string& content) {
  try {
    eval::parse_judgments("j", content);
  } catch (const base::Error& failure) {
    CHECK(failure.code() == base::Code::Data);
    return failure.place() + ": " + failure.what();
  }
  return "";
}

/// `ranked | judged` of a ranking of ids, or of places `article:begin-end`.
std::string graded(const std::string& content, const std::string& topic,
                   const std::vector<Result>& ranking) {
  const auto list = eval::grade(eval::parse_judgments("j", content), topic, ranking);
  return fmt::format("{} | {}", fmt::join(list.ranked, " "), fmt::join(list.judged, " "));
}

Result at(const std::string& article, std::uint32_t begin, std::uint32_t end) {
  return {article + "#1", 1, eval::Place{article, begin, end}};
}

}  // namespace

TEST_CASE("eval/judgments: four columns are TREC's judgments, five are spans") {
  CHECK(std::holds_alternative<eval::Qrels>(eval::parse_judgments("j", "1 0 a 1\n")));
  CHECK(std::holds_alternative<eval::SpanJudgments>(
      eval::parse_judgments("j", "# by hand\n\n1\ta\t0\t10\t1\n")));
}

TEST_CASE("eval/judgments: topics are sorted by their bytes") {
  CHECK(eval::topics_of(eval::parse_judgments("j", "b 0 a 1\nB 0 a 0\n10 0 a 1\n9 0 a 1\n")) ==
        std::vector<std::string>{"10", "9", "B", "b"});
}

TEST_CASE(
    "eval/judgments: blanks, tabs, carriage returns and a missing last line end are no matter") {
  CHECK(graded("1 0  a\t2\r\n1\t0\tb 1", "1", {{"a"}, {"b"}}) == "2 1 | 2 1");
}

TEST_CASE("eval/judgments: an id may hold blanks where tabs part columns") {
  CHECK(graded("1\t0\tan id\t2\n", "1", {{"an id"}}) == "2 | 2");
}

TEST_CASE("eval/judgments: what nobody judged differs from what is judged worthless") {
  CHECK(graded("1 0 a 0\n1 0 b 3\n", "1", {{"x"}, {"a"}, {"b"}}) == "-1 0 3 | 3 0");
}

TEST_CASE("eval/judgments: a negative grade means pooled and not judged, as in trec_eval") {
  CHECK(graded("1 0 a -1\n1 0 b -5\n1 0 c 1\n", "1", {{"a"}, {"b"}, {"x"}}) == "-2 -2 -1 | 1");
}

TEST_CASE("eval/judgments: a topic that is not judged has no grades") {
  CHECK(graded("1 0 a 1\n", "2", {{"a"}}) == "-1 | ");
  CHECK(graded("1\ta\t0\t9\t1\n", "2", {at("a", 0, 9)}) == "-1 | ");
}

TEST_CASE("eval/judgments: a passage needs half of the shorter of the two") {
  const std::string spans = "1\ta\t100\t200\t2\n";
  CHECK(graded(spans, "1", {at("a", 150, 400)}) == "2 | 2");
  CHECK(graded(spans, "1", {at("a", 151, 400)}) == "-1 | 2");
  CHECK(graded(spans, "1", {at("a", 190, 210)}) == "2 | 2");  // 10 of its own 20
  CHECK(graded(spans, "1", {at("a", 200, 210)}) == "-1 | 2");
  CHECK(graded(spans, "1", {at("b", 100, 200)}) == "-1 | 2");
}

TEST_CASE("eval/judgments: a passage has the highest grade of its spans") {
  CHECK(graded("1\ta\t0\t10\t1\n1\ta\t20\t30\t3\n1\ta\t90\t99\t2\n", "1", {at("a", 0, 50)}) ==
        "3 | 3 2 1");
}

TEST_CASE("eval/judgments: a span counts for the first passage that has it") {
  const std::string spans = "1\ta\t0\t100\t3\n1\ta\t40\t90\t1\n";
  CHECK(graded(spans, "1", {at("a", 0, 30), at("a", 30, 100), at("a", 0, 100)}) == "3 1 0 | 3 1");
}

TEST_CASE("eval/judgments: a span of more than 2,000 bytes is left out") {
  CHECK(graded("1\ta\t0\t2000\t2\n1\tb\t0\t2001\t3\n", "1", {at("a", 0, 2000), at("b", 0, 2001)}) ==
        "2 -1 | 2");
}

TEST_CASE("eval/judgments: spans without places are a fault") {
  CHECK_THROWS_AS(graded("1\ta\t0\t9\t1\n", "1", {{"a#1"}}), base::Error);
}

TEST_CASE("eval/judgments: what is wrong is said with its line") {
  CHECK(failure_of("") == "j: there are no judgments in it");
  CHECK(failure_of("# nothing\n\n") == "j: there are no judgments in it");
  CHECK(failure_of("1 0 a\n") == "j:1: 3 columns; topic, iteration, id and grade are expected");
  CHECK(failure_of("1 0 a 1\n\n1 0 b one\n") == "j:3: the grade 'one' is no whole number");
  CHECK(failure_of("1 0 a 1.5\n") == "j:1: the grade '1.5' is no whole number");
  CHECK(failure_of("1 0 a 99999999999\n") == "j:1: the grade '99999999999' is no whole number");
  CHECK(failure_of("1 0 a 1001\n") == "j:1: the grade 1001 is not within -1000 and 1000");
  CHECK(failure_of("1 0 a 1\n2 0 a 1\n1 0 a 1\n") ==
        "j:3: 'a' is judged for topic '1' in line 1 already");
  CHECK(failure_of("1\ta\t5\t5\t1\n") == "j:1: the span is empty: its end is not after its begin");
  CHECK(failure_of("1\ta\t-1\t5\t1\n") == "j:1: the begin '-1' is no number of bytes");
  CHECK(failure_of("1\ta\t0\t5\t-1\n") == "j:1: a span has no negative grade");
  CHECK(failure_of("1\ta\t0\t5\t1\n1\ta\t0\t5\t2\n") ==
        "j:2: bytes 0 to 5 of 'a' are judged for topic '1' in line 1 already");
  CHECK(failure_of("1\t\t0\t5\t1\n") == "j:1: a column is empty");
}

TEST_CASE("eval/judgments: spans are found wherever they stand in the file, the longest ones too") {
  const std::string spans =
      "1\ta\t9000\t9100\t1\n1\ta\t0\t2000\t3\n1\ta\t3000\t3100\t2\n1\ta\t2990\t3005\t1\n";
  CHECK(graded(spans, "1", {at("a", 1000, 4000), at("a", 9050, 9300)}) == "3 1 | 3 2 1 1");
  CHECK(graded(spans, "1", {at("a", 1500, 2400)}) == "3 | 3 2 1 1");
}

TEST_CASE("eval/judgments: messages show no control characters of an id") {
  CHECK(failure_of("1 0 a\x1b[2J 1\n1 0 a\x1b[2J 1\n") ==
        "j:2: 'a?[2J' is judged for topic '1' in line 1 already");
}
