#include "base/error.hh"
#include "eval/record.hh"
#include "support/temp_dir.hh"

#include <cmath>

#include <doctest/doctest.h>

using namespace dateline;

namespace {

eval::Record sample() {
  eval::Record record;
  record.suite = "s \"quoted\" ü";
  record.provenance.program = "0.1";
  record.provenance.index = "abc";
  record.provenance.articles = 3;
  record.provenance.passages = 4;
  record.provenance.analysis = {"schema", 1, "english", "sentences", "entities"};
  record.provenance.settings = {{"unit", "article"}};
  record.provenance.weighting = {{"k1", 1.2}, {"b", 0.5}};
  eval::RecordedAnswer answer{"id", "oil", "oil", 4, 3, {{"ap", 0.123456}}, {}};
  eval::RecordedHit hit{1, "a#1", 2.123456789, 77, "digest", {}};
  hit.parts.lead = 0.5;
  hit.parts.prose = 0.9;
  hit.parts.length = 12;
  hit.parts.terms.push_back({"oil", 1.5, 2, 3, true, 1.25, 0.5, 0.25});
  answer.hits.push_back(hit);
  hit.rank = 2;
  hit.published_seconds = store::ArticleRow::no_instant;
  hit.parts = {};
  answer.hits.push_back(hit);
  record.answers = {answer, {"none", "x", "refused: x", 0, 0, {}, {}}};
  return record;
}

std::string fault(const std::string& content) {
  support::TempDir dir;
  try {
    eval::read_record(dir.write("r.json", content));
  } catch (const base::Error& failure) {
    return failure.what();
  }
  return "none";
}

}  // namespace

TEST_CASE("eval/record: what is written is read again, and written the same") {
  support::TempDir dir;
  const std::string text = eval::print(sample());
  const eval::Record read = eval::read_record(dir.write("r.json", text));
  CHECK(eval::print(read) == text);
  CHECK(read.suite == sample().suite);
  REQUIRE(read.find("id") != nullptr);
  CHECK(read.find("other") == nullptr);
  const eval::RecordedHit& hit = read.find("id")->hits[0];
  CHECK(hit.score == 2.123456789);
  CHECK(hit.parts.terms[0].in_title);
  CHECK(hit.parts.score() == doctest::Approx(0.9 * (0.5 + 2.0)));
  CHECK(read.find("id")->hits[1].published_seconds == store::ArticleRow::no_instant);
}

TEST_CASE("eval/record: a hit takes a line, so that differences can be read") {
  const std::string text = eval::print(sample());
  CHECK(text.find("\n {\"rank\":1,\"id\":\"a#1\"") != std::string::npos);
  CHECK(text.find("\n {\"rank\":2,\"id\":\"a#1\"") != std::string::npos);
}

TEST_CASE("eval/record: what is no record, or of another version, is refused") {
  CHECK(fault("").starts_with("this is no record of results: "));
  CHECK(fault("{}") == "this is no record of results");
  CHECK(fault("[1]").starts_with("this is no record of results"));
  CHECK(fault("{\"type\":\"results\",\"format\":9}") ==
        "format 9 of records is not readable; this program reads 1");
  CHECK(fault("{\"type\":\"results\",\"format\":1}").starts_with("this is no record of results: "));
  std::string broken = eval::print(sample());
  broken.replace(broken.find("2.123456789"), 11, "\"x\"");
  CHECK(fault(broken).starts_with("this is no record of results: "));
}
