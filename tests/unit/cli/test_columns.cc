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

TEST_CASE("cli/columns: an object keeps the chosen keys, in its order, and what it is") {
  const cli::Json result = cli::Json::parse(
      R"({"format": 1, "type": "passage", "rank": 2, "text": "Oil.", "snippet": [0, 4],
          "entities": {"org": ["NATO"], "place": ["Oslo"]}})");
  CHECK(cli::chosen(result, {}) == result);
  CHECK(cli::chosen(result, {"text", "rank"}).dump() ==
        R"({"format":1,"type":"passage","rank":2,"text":"Oil."})");
  CHECK(cli::chosen(result, {"place", "snippet"}).dump() ==
        R"({"format":1,"type":"passage","snippet":[0,4],"entities":{"place":["Oslo"]}})");
  CHECK(cli::chosen(result, {"entities"}).dump() ==
        R"({"format":1,"type":"passage","entities":{"org":["NATO"],"place":["Oslo"]}})");
  CHECK(cli::chosen(result, {"person", "url"}).dump() == R"({"format":1,"type":"passage"})");
}
