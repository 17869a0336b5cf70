#include "base/error.hh"
#include "cli/manual.hh"

#include <doctest/doctest.h>

using namespace dateline;

TEST_CASE("cli/manual: Markdown becomes roff, and nothing of it a request") {
  CHECK(cli::roff_of_markdown("# A\n\n.dot `a|b` **c** x-y\n") ==
        ".SH A\n\\&.dot \\fBa|b\\fP \\fBc\\fP x\\-y\n");
  CHECK(cli::roff_of_markdown("| a | b |\n| --- | --- |\n| `x` | one |\n| y | |\n") ==
        ".TP\n\\fBx\\fP\none\n.TP\ny\n\\&\n");
  CHECK(cli::roff_of_markdown("- one\n- two\n") == ".IP \\(bu 2\none\n.IP \\(bu 2\ntwo\n");
  CHECK(cli::roff_of_markdown("```\n.x\\y\n```\n") == ".nf\n\\&.x\\ey\n.fi\n");
}

TEST_CASE("cli/manual: a page there is not is refused with the nearest") {
  try {
    cli::manual_page("serch");
    FAIL("no error");
  } catch (const base::Error& failure) {
    CHECK(std::string(failure.what()).find("did you mean 'search'?") != std::string::npos);
  }
}
