#include "base/error.hh"
#include "base/issue.hh"

#include <doctest/doctest.h>

using namespace dateline::base;

TEST_CASE("base/error: the report has the place before the message and the hint after it") {
  CHECK(Error(Code::Usage, "no such option").report() == "error: no such option\n");
  CHECK(Error(Code::Database, "cannot open 'x.db'", "dateline index -d x.db PATH…").report() ==
        "error: cannot open 'x.db'\nhint: dateline index -d x.db PATH…\n");
  CHECK(Error(Code::Data, "no key 'id'", "", "t.toml:3:1").report() ==
        "error: t.toml:3:1: no key 'id'\n");
  CHECK(Error(Code::Data, "no key 'id'", "add one", "t.toml:3:1").report() ==
        "error: t.toml:3:1: no key 'id'\nhint: add one\n");
}

TEST_CASE("base/error: every kind has its exit status") {
  const std::pair<Code, int> table[] = {
      {Code::Usage, 2},  {Code::Input, 2},    {Code::Query, 2},    {Code::Data, 2},
      {Code::Output, 2}, {Code::Internal, 2}, {Code::Database, 3}, {Code::Interrupted, 130},
  };
  for (const auto& [code, status] : table) CHECK(Error(code, "m").exit_status() == status);
}

TEST_CASE("base/error: what() is the bare message") {
  const Error error(Code::Data, "message", "hint", "place");
  CHECK(std::string(error.what()) == "message");
  CHECK(error.hint() == "hint");
  CHECK(error.place() == "place");
  CHECK(error.code() == Code::Data);
}

TEST_CASE("base/error: no control of what is shown reaches a terminal") {
  const Error error(Code::Query, "'a\033[31m\xC2\x9B' is wrong\n  a\x7F", "leave\tit out");
  CHECK(error.report() == "error: 'a [31m ' is wrong\n  a \nhint: leave it out\n");
}

TEST_CASE("base/issue: a line goes before a byte offset, and neither is shown at the start") {
  const auto text = [](std::uint64_t offset, std::uint64_t line) {
    Issue issue;
    issue.file = "a.tar:b.json";
    issue.offset = offset;
    issue.line = line;
    issue.message = "bad JSON";
    return issue.text();
  };
  CHECK(text(0, 0) == "a.tar:b.json: bad JSON");
  CHECK(text(17, 0) == "a.tar:b.json: at byte 17: bad JSON");
  CHECK(text(0, 1) == "a.tar:b.json:1: bad JSON");
  CHECK(text(17, 3) == "a.tar:b.json:3: bad JSON");
}
