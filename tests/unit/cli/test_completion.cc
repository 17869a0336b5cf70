#include "base/error.hh"
#include "cli/completion.hh"
#include "cli/manual.hh"

#include <doctest/doctest.h>

using namespace dateline;

TEST_CASE("cli/completion: choices are read from the description of an option") {
  using Words = std::vector<std::string>;
  CHECK(cli::choices("text, json or jsonl") == Words{"text", "json", "jsonl"});
  CHECK(cli::choices("what facets count: passages or articles") == Words{"passages", "articles"});
  CHECK(cli::choices("score, newest or oldest; undated articles come last") ==
        Words{"score", "newest", "oldest"});
  CHECK(cli::choices("passages to show").empty());
  CHECK(cli::choices("the zone of days: UTC, local, +02:00 or Europe/Berlin").empty());
}

TEST_CASE("cli/completion: scripts know every command") {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const std::string script = cli::completion_script(shell);
    for (const cli::Command& command : cli::commands())
      CHECK(script.find(command.name) != std::string::npos);
    CHECK(script.find("score newest oldest") != std::string::npos);
  }
  CHECK_THROWS_AS(cli::completion_script("csh"), base::Error);
}
