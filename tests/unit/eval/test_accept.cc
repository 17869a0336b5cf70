#include "base/data.hh"
#include "base/error.hh"
#include "base/new_file.hh"
#include "base/toml.hh"
#include "eval/accept.hh"
#include "support/temp_dir.hh"

#include <doctest/doctest.h>

using namespace dateline;

TEST_CASE("eval/accept: numbers are rewritten where they stand, all else is kept") {
  const std::string text =
      "# é\nä = 1 # one\n\"ö\" = { a = 0.5, \"ü\" = 12 } # two\r\nlist = [ { é = +7_0 } ]";
  // Places as the reader gives them, so that both count alike.
  const std::string toml =
      "# é\na = 1 # one\n\"ö\" = { a = 0.5, \"ü\" = 12 } # two\r\n"
      "list = [ { \"é\" = +7_0 } ]";
  const base::Toml read = base::parse_toml("f:1.toml", toml);
  const base::Toml& table = read.at("ö");
  CHECK(eval::rewritten(toml, {{read.at("a").place(), 23},
                               {table.at("a").place(), 0.61239},
                               {table.at("ü").place(), 5},
                               {read.at("list").array()[0].at("é").place(), 8}}) ==
        "# é\na = 23 # one\n\"ö\" = { a = 0.6123, \"ü\" = 5 } # two\r\nlist = [ { \"é\" = 8 } ]");
  CHECK(eval::rewritten(text, {}) == text);
}

TEST_CASE("eval/accept: numbers of every notation are replaced whole") {
  for (const char* number : {"0x1F", "0b11", "0o17", "1_000", "+7", "1e3", "0.5"}) {
    CAPTURE(number);
    const std::string text = std::string("a = { n = ") + number + ", m = 1 } # n";
    CHECK(eval::rewritten(text, {{"f:1:11", 12}}) == "a = { n = 12, m = 1 } # n");
  }
}

TEST_CASE("eval/accept: of several values at one place the last counts") {
  CHECK(eval::rewritten("a = 1", {{"f:1:5", 2}, {"f:1:5", 3}}) == "a = 3");
}

TEST_CASE("eval/accept: a place without a number is a fault, not a change") {
  for (const char* place : {"f:1:1", "f:9:1", "f:1:99", "f", ""}) {
    CAPTURE(place);
    CHECK_THROWS_AS(eval::rewritten("abc = 1", {{place, 2}}), base::Error);
  }
}

TEST_CASE("eval/accept: files are replaced as a whole") {
  support::TempDir dir;
  const auto path = dir.write("s.toml", "a = 1\n");
  eval::rewrite(path, {{"s.toml:1:5", 2}});
  CHECK(base::read_file(path) == "a = 2\n");
  CHECK_THROWS_AS(base::write_file(dir.path("none/x"), "x"), base::Error);
}
