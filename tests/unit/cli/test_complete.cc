#include "cli/complete.hh"
#include "unit/search/indexed.hh"

#include <algorithm>

#include <doctest/doctest.h>

using namespace dateline;

namespace {

struct Prompt {
  support::Indexed indexed{support::random_docs(24, 7)};
  cli::Session session{indexed.dir.path("news.db"), false};

  /// What may stand at the end of a line, as `text|text`.
  std::string at_end(const std::string& line) const {
    std::string out;
    for (const auto& one : cli::complete(session, line, line.size()).candidates)
      out += (out.empty() ? "" : "|") + one.text;
    return out;
  }
};

}  // namespace

TEST_CASE("cli/complete: commands, settings, fields and topics are completed") {
  const Prompt prompt;
  CHECK(prompt.at_end("expo") == "export ");
  CHECK(prompt.at_end(":save") == ":save-case ");
  CHECK(prompt.at_end("set so") == "sort ");
  CHECK(prompt.at_end("gas (per") == "person:");
  CHECK(prompt.at_end("gas -sou") == "-source:");
  CHECK(prompt.at_end("gas @sanc") == "@sanctions");
  CHECK(prompt.at_end("gas zzz").empty());
  CHECK(prompt.at_end("set sort new") == "newest ");
  CHECK(prompt.at_end("set fold o") == "on|off");
  CHECK(prompt.at_end("set facets person,pla") == "person,place");
  CHECK(prompt.at_end("topics sh") == "show ");
  CHECK(prompt.at_end("topics show sanc") == "sanctions ");
  CHECK(prompt.at_end("timeline --by mo") == "month ");
  CHECK(prompt.at_end("timeline --sha") == "--share ");
  CHECK(prompt.at_end("help unm") == "unmark ");
  CHECK(cli::complete(prompt.session, "export a", 8).files);
}

TEST_CASE("cli/complete: names are completed to the clause that finds them, with their counts") {
  const Prompt prompt;
  const auto found = cli::complete(prompt.session, "gas source:=\"reu", 16);
  REQUIRE(found.candidates.size() == 1);
  CHECK(found.begin == 4);
  CHECK(found.candidates.front().text == "source:=\"Reuters\"");
  CHECK(found.candidates.front().shown.starts_with("Reuters "));
  CHECK(prompt.at_end("source:\x01\x02").empty());
  CHECK(prompt.at_end("gas source:reu").find("source:=\"Reuters\"") == 0);
}

TEST_CASE("cli/complete: the common start of candidates cuts no character in two") {
  CHECK(cli::common_start({{"größe", ""}, {"grün", ""}}) == "gr");
  CHECK(cli::common_start({{"ö", ""}, {"ü", ""}}).empty());
  CHECK(cli::common_start({}).empty());
}
