#include "base/error.hh"
#include "cli/columns.hh"

#include <doctest/doctest.h>

using namespace dateline;
using Cells = std::vector<std::string>;

TEST_CASE("cli/columns: a row of CSV quotes what RFC 4180 says") {
  CHECK(cli::csv_row({"a", "", "b c"}) == "a,,b c\r\n");
  CHECK(cli::csv_row({"a,b", "say \"no\"", "x\ny", "\r"}) ==
        "\"a,b\",\"say \"\"no\"\"\",\"x\ny\",\"\r\"\r\n");
}

TEST_CASE("cli/columns: a row of TSV is one line with as many tabs as it has columns less one") {
  CHECK(cli::tsv_row({"a\tb", "x\ny\r", "c:\\n"}) == "a\\tb\tx\\ny\\r\tc:\\\\n\n");
}

TEST_CASE("cli/columns: fields are those named, in that order, and an unknown one is told") {
  CHECK(cli::chosen_fields("title, id") == Cells{"title", "id"});
  CHECK(cli::chosen_fields("").front() == "rank");
  CHECK_THROWS_WITH_AS(cli::chosen_fields("id,titel"),
                       "results have no field 'titel'; did you mean 'title'?", base::Error);
}

TEST_CASE("cli/columns: cells hold texts, joined lists and the part of the text that is shown") {
  const cli::Json result = cli::Json::parse(
      R"({"rank": 2, "text": "Oil rose. Gas fell.", "snippet": [10, 19],
          "authors": ["A", "B"], "entities": {"org": ["NATO", "EU"]}})");
  CHECK(cli::cells(result, {"snippet", "rank", "authors", "org", "url", "person"}) ==
        Cells{"Gas fell.", "2", "A; B", "NATO; EU", "", ""});
}
