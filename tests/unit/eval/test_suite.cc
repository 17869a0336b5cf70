#include "base/error.hh"
#include "eval/expectation.hh"
#include "eval/suite.hh"
#include "support/temp_dir.hh"

#include <cstdlib>

#include <doctest/doctest.h>

using namespace dateline;

namespace {

const std::string head = "kind = \"suite\"\nversion = 1\n[index]\nsources = [\"x\"]\n";

eval::Suite read(const std::string& body, support::TempDir& dir) {
  return eval::read_suite(dir.write("s.toml", body));
}
eval::Suite read(const std::string& body) {
  support::TempDir dir;
  return read(body, dir);
}

/// What is wrong with a suite, from the line on.
std::string fault(const std::string& body) {
  try {
    read(body);
  } catch (const base::Error& failure) {
    const std::string& place = failure.place();
    const std::size_t file = place.find("s.toml");
    return (file == std::string::npos ? place : place.substr(file + 6)) + " " + failure.what();
  }
  return "none";
}

/// Of a case with these lines, from line 5 on.
std::string case_fault(const std::string& lines) {
  return fault(head + "[[case]]\nid = \"a\"\nquery = \"x\"\n" + lines);
}

}  // namespace

TEST_CASE("eval/suite: cases keep their order, expectations and places") {
  const eval::Suite suite = read(head + R"([[case]]
id = "one"
query = "oil"
count = { min = 2 }
articles = 3
latency_ms = 5
expect = [
  { article = "a", within = 3 },
  { passage = "a#2", below = 4 },
  { article = "b", absent = true },
  { article = "a", before = "b" },
  { facet = "org", value = "OPEC", articles = { min = 1, max = 2 } },
  { published = "2022-03", count = 4 },
  { rank = 1, snippet = "oil" },
  { article = "a", entity = "OPEC", field = "org" },
]
[[case]]
id = "two"
query = "("
error = "missing"
)");
  REQUIRE(suite.cases.size() == 2);
  std::string said;
  for (const auto& one : suite.cases[0].expectations) said += eval::describe(one) + "\n";
  CHECK(said ==
        "passages: at least 2\narticles: 3\nanswered within 5 ms\na within the first 3\n"
        "a#2 not within the first 4\nb absent\na before b\n1 to 2 articles with org OPEC\n"
        "4 passages published in 2022-03\nthe snippet of result 1 holds 'oil'\n"
        "a carries org 'OPEC'\n");
  CHECK(suite.cases[0].expectations[3].number.place.ends_with("s.toml:12:29"));
  CHECK(eval::describe(suite.cases[1].expectations[0]) == "the query is refused with 'missing'");
}

TEST_CASE("eval/suite: what is wrong is told with its place") {
  const std::string one = "[[case]]\nid = \"a\"\nquery = \"x\"\ncount = 1\n";
  CHECK(fault("kind = \"suite\"\nversion = 1\n[index]\nsources = []\n" + one) ==
        ":4:11 there is no source");
  CHECK(fault(head) == " the suite has neither a [[case]] nor a [[judged]]");
  CHECK(fault(head + "stemer = \"none\"\n" + one) ==
        ":5:10 unknown key 'stemer'; did you mean 'stemmer'? known are sources, database, "
        "requires, stemmer, format, articles");
  CHECK(fault(head + one + one) == ":9:1 the id 'a' comes twice");
  CHECK(fault(head + "[ranking]\nunit = \"word\"\n" + one) ==
        ":6:8 unit is 'word', but must be passage or article");
  CHECK(fault(head + "[ranking]\nweighting = \"k1=x\"\n" + one) ==
        ":6:13 'k1=x' is no weighting: 'x' is no number");
  CHECK(fault(head + "[ranking]\nnow = \"soon\"\n" + one).starts_with(":6:7 now: "));
  CHECK(case_fault("") == ":5:1 case 'a' expects nothing");
  CHECK(case_fault("count = -1") == ":8:9 a count cannot be negative");
  CHECK(case_fault("count = {}") == ":8:9 bounds are { min = …, max = … }, or one number");
  CHECK(case_fault("error = \"x\"\ncount = 1") ==
        ":8:9 a query that is refused has no results to expect");
  CHECK(case_fault("latency_fails = true\ncount = 1") == ":8:17 latency_fails without latency_ms");
  CHECK(case_fault("expect = [{ article = \"a\" }]") ==
        ":8:11 an expectation has exactly one of within, below, absent, before, facet, "
        "published, snippet, entity");
  CHECK(case_fault("expect = [{ within = 2 }]") ==
        ":8:11 one of article, passage says which hit is meant");
  CHECK(case_fault("expect = [{ article = \"a\", within = 0 }]") == ":8:37 ranks count from 1");
  CHECK(case_fault("expect = [{ article = \"a\", absent = false }]") ==
        ":8:37 absent = true, or leave it out");
  CHECK(case_fault("expect = [{ published = \"March\", count = 1 }]") ==
        ":8:25 published is a year, a month (2022-03) or a day (2022-03-17)");
  for (const char* none : {"2020-13", "2020-02-31", "2020-q1", "2020-w10", "0000"})
    CHECK(case_fault(std::string("expect = [{ published = \"") + none + "\", count = 1 }]")
              .starts_with(":8:25 published is a year"));
  for (const char* whole : {"2020", "2020-02", "2020-02-29"})
    CHECK(case_fault(std::string("expect = [{ published = \"") + whole + "\", count = 1 }]") ==
          "none");
  CHECK(case_fault("expect = [{ facet = \"orgs\", value = \"x\", count = 1 }]") ==
        ":8:21 there is no facet 'orgs'; did you mean 'org'?");
  CHECK(case_fault("expect = [{ rank = 1, entity = \"x\", field = \"plaze\" }]") ==
        ":8:45 there is no facet 'plaze'; did you mean 'place'?");
  CHECK(case_fault("expect = [{ article = \"a\", before = \"a\" }]") ==
        ":8:37 a result cannot stand before itself");
  CHECK(case_fault("expect = [{ facet = \"org\", value = \"x\" }]") ==
        ":8:11 either count (of passages) or articles says how many");
}

TEST_CASE("eval/suite: judged topics are those of a file or the suite's own") {
  support::TempDir dir;
  dir.write("q.qrels", "t1 0 a 1\n");
  const std::string topics =
      "[[topic]]\nid = \"t1\"\ntitle = \"oil\"\n[[topic]]\nid = \"t2\"\ntitle = \"gas\"\n";
  const std::string judged = "[[judged]]\njudgments = \"q.qrels\"\nfloors = { ap = 0.5 }\n";
  CHECK(read(head + topics + judged, dir).judged[0].topics.size() == 2);
  const eval::Suite some = read(head + topics + judged + "only = \"judged\"\n", dir);
  REQUIRE(some.judged[0].topics.size() == 1);
  CHECK(some.judged[0].topics[0].id == "t1");
  CHECK(read(head + topics + judged + "only = [\"t2\"]\n", dir).judged[0].topics[0].id == "t2");
  CHECK(fault(head + topics + judged + "only = [\"t22\"]\n") ==
        ":14:9 there is no topic 't22'; did you mean 't2'?");
  CHECK(fault(head + judged).find("there are no topics") != std::string::npos);
}

TEST_CASE("eval/suite: paths take variables, and what is required may be missing") {
  ::setenv("DATELINE_TEST_VARIABLE", "/nowhere", 1);
  const std::string rest = "[[case]]\nid = \"a\"\nquery = \"x\"\nfaulty = 1\n";
  const std::string index = "kind = \"suite\"\nversion = 1\n[index]\n";
  const eval::Suite suite = read(index +
                                 "requires = \"${DATELINE_TEST_VARIABLE}/x\"\nsources = "
                                 "[\"${DATELINE_TEST_ABSENT:-/other}/y\"]\n" +
                                 rest);
  CHECK(suite.index.requires_path == "/nowhere/x");
  CHECK(suite.index.sources[0] == "/other/y");
  CHECK_FALSE(eval::is_available(suite.index));
  CHECK(fault(index + "sources = [\"${DATELINE_TEST_ABSENT}/y\"]\n" + rest) ==
        ":4:12 the variable DATELINE_TEST_ABSENT is not set");
  CHECK(fault(index + "sources = [\"y\"]\ndatabase = \"z\"\n" + rest) ==
        ":3:1 [index] has sources and database, and can only use one");
  CHECK(suite.cases.empty());  // not looked at, faulty or not
  CHECK_FALSE(eval::is_available(
      read(index + "requires = \"${DATELINE_TEST_ABSENT}\"\nsources = [\"y\"]\n").index));
}
