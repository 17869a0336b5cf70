#include "base/new_file.hh"
#include "cli/complete.hh"
#include "support/temp_dir.hh"
#include "unit/search/indexed.hh"

#include <algorithm>
#include <filesystem>

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
}

TEST_CASE("cli/complete: behind unset stands what is set, behind set tz the zones") {
  Prompt prompt;
  CHECK(prompt.at_end("unset ").empty());
  CHECK(prompt.at_end("unset so") == "sort ");
  prompt.session.run("set sort newest");
  prompt.session.run("set limit 7");
  CHECK(prompt.at_end("unset ") == "limit |sort ");
  CHECK(prompt.at_end("unset l") == "limit ");
  CHECK(prompt.at_end("set tz Eur") == "Europe/");
  CHECK(prompt.at_end("set tz Europe/Ber") == "Europe/Berlin");
  CHECK(prompt.at_end("timeline --tz Europe/Ber") == "Europe/Berlin");
}

TEST_CASE("cli/complete: a command that takes files is offered files, none that takes a query") {
  const Prompt prompt;
  const support::TempDir dir;
  std::filesystem::create_directories(dir.path("suites"));
  base::write_file(dir.path("sums.toml"), "");
  base::write_file(dir.path("two words.csv"), "");
  base::write_file(dir.path(".hidden"), "");
  const std::string at = dir.path("");
  for (const char* command : {":check ", ":index ", "export! ", "export ", "report ", ":eval "})
    CHECK(prompt.at_end(command + at + "su") == at + "suites/|" + at + "sums.toml ");
  CHECK(prompt.at_end("export " + at) ==
        at + "suites/|" + at + "sums.toml |\"" + at + "two words.csv\" ");
  CHECK(prompt.at_end("export \"" + at + "two wo") == '"' + at + "two words.csv\" ");
  CHECK(prompt.at_end("export " + at + ".h") == at + ".hidden ");
  CHECK(prompt.at_end("export ma") == "marks ");
  CHECK(prompt.at_end(":check " + at + "nothing").empty());
  CHECK(prompt.at_end("timeline --by month su").empty());
  const auto found = cli::complete(prompt.session, "export " + at + "su", 9 + at.size());
  CHECK(found.start == at + "su");
}

TEST_CASE("cli/complete: what all begin with is not taken from a list that was cut") {
  const Prompt prompt;
  const auto zones = cli::complete(prompt.session, "set tz Asia/", 12);
  CHECK(zones.more);
  CHECK(zones.candidates.size() == cli::max_candidates);
  CHECK(zones.start == "Asia/");
}

TEST_CASE("cli/complete: names are completed inside the brackets of a field") {
  const Prompt prompt;
  CHECK(prompt.at_end("gas source:(reu") == "=\"Reuters\"");
  CHECK(prompt.at_end("gas source:(BBC OR reu") == "=\"Reuters\"");
  CHECK(prompt.at_end("gas (reu").empty());
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
