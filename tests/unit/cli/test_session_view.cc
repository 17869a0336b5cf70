#include "cli/session_view.hh"

#include <doctest/doctest.h>

using namespace dateline;

namespace {

search::Facet facet() {
  search::Facet facet;
  facet.field = "org";
  facet.total = 3;
  facet.values = {{"European Union", 1200, 9, "org:=\"European Union\""},
                  {"A name that is much too long to be shown in a column", 2, 1, "x"}};
  facet.without = 4;
  return facet;
}

}  // namespace

TEST_CASE("cli/session_view: facet values are numbered and fit their column") {
  const cli::Style plain(false);
  const std::string list =
      cli::facet_list({facet(), facet()}, search::CountBy::Passages, plain, 34);
  CHECK(list.find("org (2 of 3)\n  f1 European Union          1,200\n") == 0);
  CHECK(list.find("  f3 European Union") != std::string::npos);
  std::size_t begin = 0;
  for (std::size_t end; (end = list.find('\n', begin)) != std::string::npos; begin = end + 1)
    CHECK(cli::display_columns(list.substr(begin, end - begin)) <= cli::facet_columns);
  const std::string wide = cli::facet_list({facet()}, search::CountBy::Passages, plain, 80);
  CHECK(wide.find("f2 A name that is much too long to be shown in a column 2\n") !=
        std::string::npos);
  CHECK(cli::numbered({facet(), facet()}).size() == 4);
}

TEST_CASE("cli/session_view: facets that count articles say so") {
  const cli::Style plain(false);
  for (const auto by : {search::CountBy::Passages, search::CountBy::Articles}) {
    const bool articles = by == search::CountBy::Articles;
    const std::string list = cli::facet_list({facet()}, by, plain, 40);
    CHECK(list.starts_with("org (2 of 3) · articles\n") == articles);
    const std::string lines = cli::facet_lines({facet()}, by, plain, 40);
    CHECK(lines.starts_with("org (2 of 3) · articles:") == articles);
  }
}

TEST_CASE("cli/session_view: a value and its number stay on one line") {
  const std::string lines =
      cli::facet_lines({facet()}, search::CountBy::Articles, cli::Style(false), 40);
  CHECK(lines.find("f1 European Union 9") != std::string::npos);
  CHECK(lines.find("(none) 4") != std::string::npos);
}

TEST_CASE("cli/session_view: colours end at the end of each line beside another text") {
  const cli::Style style(true);
  const std::string left =
      std::string(style.dim) + "one\ntwo" + std::string(style.off) + "\nthree\n";
  const std::string out = cli::beside(left, "R1\nR2\nR3\nR4\n", 8, style);
  CHECK(out == "\033[2mone\033[0m     R1\n\033[2mtwo\033[0m     R2\nthree   R3\n        R4\n");
}

TEST_CASE("cli/session_view: what is beside a line that is too long goes below it") {
  const cli::Style plain(false);
  CHECK(cli::beside("one\nhttps://example.org\nthree\n", "R1\nR2\nR3\n", 8, plain) ==
        "one     R1\nhttps://example.org\nthree   R2\n        R3\n");
}

TEST_CASE("cli/session_view: results fill a window, but are never few or without end") {
  CHECK(cli::fitting_results(80, 0, true) == 5);   // not known
  CHECK(cli::fitting_results(80, 24, true) == 3);  // some go over the top
  CHECK(cli::fitting_results(80, 60, true) == 5);
  CHECK(cli::fitting_results(80, 60, false) == 6);
  CHECK(cli::fitting_results(140, 60, true) == 6);  // facets stand beside them
  CHECK(cli::fitting_results(140, 1000, true) == 20);
}
