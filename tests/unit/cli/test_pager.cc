#include "cli/pager.hh"

#include <cstdlib>
#include <string>

#include <doctest/doctest.h>

using namespace dateline;

namespace {

/// The pager for settings of DATELINE_PAGER and PAGER; nullptr: not set.
std::string command(const char* own, const char* common) {
  own != nullptr ? ::setenv("DATELINE_PAGER", own, 1) : ::unsetenv("DATELINE_PAGER");
  common != nullptr ? ::setenv("PAGER", common, 1) : ::unsetenv("PAGER");
  const std::string chosen = cli::pager_command();
  ::unsetenv("DATELINE_PAGER");
  ::unsetenv("PAGER");
  return chosen;
}

}  // namespace

TEST_CASE("cli/pager: DATELINE_PAGER goes before PAGER, and less is the default") {
  CHECK(command(nullptr, nullptr) == "less -FRX");
  CHECK(command(nullptr, "more -d") == "more -d");
  CHECK(command("most", "more") == "most");
  CHECK(command(nullptr, " \tmore") == "more");
}

TEST_CASE("cli/pager: an empty value or cat means no pager") {
  CHECK(command("", "more") == "");
  CHECK(command("cat", "more") == "");
  CHECK(command(nullptr, " ") == "");
  CHECK(command(nullptr, " cat") == "");
  CHECK(command(nullptr, "cat -v") == "cat -v");
}

TEST_CASE("cli/pager: none is started where none is wanted") {
  CHECK_FALSE(cli::Pager(false).running());
  ::setenv("DATELINE_PAGER", "nosuchpager", 1);
  CHECK_FALSE(cli::Pager(true).running());
  ::unsetenv("DATELINE_PAGER");
}
