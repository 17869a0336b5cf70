#include "base/error.hh"
#include "base/table.hh"

#include <doctest/doctest.h>

using namespace dateline;

namespace {

/// `1:a|b 3:c|d`, or the error's report.
std::string table(std::string content, std::size_t columns = 2) {
  base::Table parsed;
  try {
    base::parse_table("x.tsv", std::move(content), "names", 3, columns, parsed);
  } catch (const base::Error& failure) {
    CHECK(failure.code() == base::Code::Data);
    return failure.report();
  }
  std::string out;
  for (std::size_t i = 0; i < parsed.rows.size(); ++i) {
    if (i > 0) out += ' ';
    out += std::to_string(parsed.lines[i]) + ':';
    for (std::size_t k = 0; k < parsed.rows[i].size(); ++k)
      out += (k > 0 ? "|" : "") + std::string(parsed.rows[i][k]);
  }
  return out;
}

}  // namespace

TEST_CASE("base/table: rows are cut at tabs and know their lines") {
  CHECK(table("# dateline-names 3\na\tb\nc\td\n") == "2:a|b 3:c|d");
  CHECK(table("# dateline-names 3\n\n# comment\na\tb\n\nc\td") == "4:a|b 6:c|d");
  CHECK(table("# dateline-names 3\r\na\tb\r\nc\t\r\n") == "2:a|b 3:c|");
  CHECK(table("# dateline-names 3\n\t\n") == "2:|");
  CHECK(table("# dateline-names 3") == "");
  CHECK(table("# dateline-names 3\none\n", 1) == "2:one");
}

TEST_CASE("base/table: a wrong signature is told with what was wanted") {
  const std::string wanted = "error: x.tsv:1: the first line is not '# dateline-names 3'\n";
  for (const char* content : {"", "\n", "a\tb\n", "# dateline-names 2\na\tb\n",
                              "# dateline-names 33\n", "\n# dateline-names 3\n"}) {
    CAPTURE(content);
    CHECK(table(content) == wanted);
  }
}

TEST_CASE("base/table: a row of another width is told with its line") {
  CHECK(table("# dateline-names 3\na\tb\nc\n") == "error: x.tsv:3: 1 columns, not 2\n");
  CHECK(table("# dateline-names 3\na\tb\tc\n") == "error: x.tsv:2: 3 columns, not 2\n");
  CHECK(table("# dateline-names 3\na  b\n") == "error: x.tsv:2: 1 columns, not 2\n");
}

TEST_CASE("base/table: a table can be parsed into again") {
  base::Table parsed;
  base::parse_table("x", "# dateline-k 1\na\nb\n", "k", 1, 1, parsed);
  base::parse_table("x", "# dateline-k 1\nc\n", "k", 1, 1, parsed);
  REQUIRE(parsed.rows.size() == 1);
  CHECK(parsed.rows[0][0] == "c");
  CHECK(parsed.lines == std::vector<std::size_t>{2});
}
