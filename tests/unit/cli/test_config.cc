#include "base/error.hh"
#include "cli/config.hh"
#include "support/temp_dir.hh"

#include <doctest/doctest.h>

using namespace dateline;
using Values = std::vector<std::string>;

namespace {

const std::string head = "kind = \"config\"\nversion = 1\n";

std::string error_of(const std::string& content) {
  try {
    cli::read_config("/conf/me/config.toml", content);
  } catch (const base::Error& failure) {
    CHECK(failure.code() == base::Code::Data);
    return failure.place() + ' ' + failure.what();
  }
  return "none";
}

}  // namespace

TEST_CASE("cli/config: settings are read, paths seen from the file") {
  const support::TempDir dir;
  dir.write("own.tsv", "");
  dir.write("other.tsv", "");
  const std::filesystem::path path = dir.path("config.toml");
  const cli::Config found = cli::read_config(
      path,
      head +
          "db = \"news.db\"\naliases = \"own.tsv\"\nstop-names = [\"own.tsv\", \"other.tsv\"]\n"
          "color = \"never\"\ntz = \"Europe/Berlin\"\nformat = \"jsonl\"\nlimit = 20\n"
          "pager = \"less -R\"\n");
  CHECK(found.options.at("db") == Values{dir.path("news.db")});
  CHECK(found.options.at("aliases") == Values{dir.path("own.tsv")});
  CHECK(found.options.at("stop-names") == Values{dir.path("own.tsv"), dir.path("other.tsv")});
  CHECK(found.options.at("color") == Values{"never"});
  CHECK(found.options.at("tz") == Values{"Europe/Berlin"});
  CHECK(found.options.at("format") == Values{"jsonl"});
  CHECK(found.options.at("limit") == Values{"20"});
  CHECK(found.pager == "less -R");
  CHECK_FALSE(found.options.contains("pager"));
  const cli::Config empty = cli::read_config(path, head);
  CHECK(empty.options.empty());
  CHECK_FALSE(empty.pager);
  CHECK(cli::read_config(path, head + "db = \"/srv/a.db\"\n").options.at("db") ==
        Values{"/srv/a.db"});
}

TEST_CASE("cli/config: every fault is told with file and line") {
  const std::pair<std::string, std::string> table[] = {
      {head + "colour = \"never\"\n",
       "/conf/me/config.toml:3:1 there is no setting 'colour'; did you mean 'color'?"},
      {head + "color = \"maybe\"\n",
       "/conf/me/config.toml:3:9 'maybe' is no choice for color; there are auto, always, never"},
      {head + "limit = -1\n", "/conf/me/config.toml:3:9 limit is -1, but cannot be negative"},
      {head + "aliases = \"none.tsv\"\n",
       "/conf/me/config.toml:3:11 there is no file '/conf/me/none.tsv'"},
  };
  for (const auto& [content, message] : table) {
    CAPTURE(content);
    // The column is that of the value, or of the key.
    const std::string found = error_of(content);
    CHECK(found.substr(0, 23) == message.substr(0, 23));
    CHECK(found.substr(found.find(' ')) == message.substr(message.find(' ')));
  }
  for (const char* content :
       {"limit = \"many\"\n", "tz = \"Mars\"\n", "format = \"yaml\"\n", "db = 5\n", "pager = []\n",
        "aliases = [1]\n", "limit = \n", "[search]\nlimit = 5\n"}) {
    CAPTURE(content);
    CHECK(error_of(head + content).starts_with("/conf/me/config.toml:"));
  }
  CHECK(error_of("color = \"never\"\n") != "none");
  CHECK(error_of("kind = \"config\"\nversion = 2\n").find("version 2") != std::string::npos);
}
