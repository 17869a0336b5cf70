#include "support/read_all.hh"
#include "support/temp_dir.hh"

#include <doctest/doctest.h>

using namespace dateline;

namespace {

constexpr std::string_view head = "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n";

std::string record(std::string_view id, std::string_view text) {
  return "<REUTERS TOPICS=\"YES\" OLDID=\"5544\" NEWID=\"" + std::string(id) +
         "\">\n<DATE> 6-MAR-1987  15:01:01.79&#5;&#5;RM</DATE>\n"
         "<TOPICS><D>crude</D><D>nat-gas</D></TOPICS>\n<PLACES><D>usa</D></PLACES>\n"
         "<PEOPLE></PEOPLE>\n<UNKNOWN>\n&#5;f0704 BC-SLUG 0105</UNKNOWN>\n" +
         std::string(text) + "\n</REUTERS>\n";
}

const std::string story =
    "<TEXT>&#2;\n<TITLE>UPDATE 1-OIL &lt;XON> RISES</TITLE>\n"
    "<AUTHOR>    by Jane Doe, Reuters</AUTHOR>\n"
    "<DATELINE>    HOUSTON, March 6 - </DATELINE><BODY>Oil rose\nto 1 > 0.  \n"
    "    Second one.\n Reuter\n&#3;</BODY></TEXT>";

}  // namespace

TEST_CASE("corpus/reuters_reader: all fields of a story") {
  const support::TempDir dir;
  const auto read = support::read_all({dir.write("a.sgm", std::string(head) + record("7", story))});
  REQUIRE(read.articles.size() == 1);
  const auto& article = read.articles[0];
  CHECK(article.id == "7");
  CHECK(article.title == "OIL <XON> RISES");
  CHECK(article.title_raw == "UPDATE 1-OIL <XON> RISES");
  CHECK(article.body == "Oil rose\nto 1 > 0.\n\nSecond one.");
  CHECK(article.published == "6-MAR-1987 15:01:01.79");
  CHECK(name(article.published_origin) == "element");
  CHECK(article.dateline == corpus::Dateline{"HOUSTON", "March 6", "", 0, 0});
  CHECK(article.byline == "by Jane Doe, Reuters");
  CHECK(article.authors == std::vector<std::string>{"Jane Doe"});
  CHECK(article.source == "Reuters");
  CHECK(article.labels ==
        std::vector<corpus::Label>{{"topics", "crude"}, {"topics", "nat-gas"}, {"places", "usa"}});
  CHECK(article.line == 2);
  CHECK(article.offset == head.size());
  CHECK(read.issues.empty());
}

TEST_CASE("corpus/reuters_reader: a brief is its title, an unprocessed text has its first line") {
  const support::TempDir dir;
  const auto read = support::read_all({dir.write(
      "a.sgm",
      std::string(head) +
          record("1",
                 "<TEXT TYPE=\"BRIEF\">&#2;\n******<TITLE>FED SAYS\n</TITLE>Blah.\n&#3;</TEXT>") +
          record("2",
                 "<TEXT TYPE=\"UNPROC\">&#2;\nMONEY SUPPLY - FEB 26\n    One week\n"
                 " M-1....736.7\n REUTER\n&#3;</TEXT>") +
          record("3",
                 "<TEXT TYPE=\"UNPROC\">&#2;\nEXCHANGES us  1.82   1.83\n stg\n&#3;</TEXT>"))});
  REQUIRE(read.articles.size() == 3);
  CHECK(read.articles[0].title == "FED SAYS");
  CHECK(read.articles[0].body == "");
  CHECK(read.articles[1].title == "MONEY SUPPLY - FEB 26");
  CHECK(read.articles[1].body == "One week\n M-1....736.7");
  CHECK(read.articles[2].title == "");
  CHECK(read.articles[2].body == "EXCHANGES us  1.82   1.83\n stg");
}

TEST_CASE("corpus/reuters_reader: a byte that is not UTF-8 is repaired and told once a file") {
  const support::TempDir dir;
  const std::string text = "<TEXT><TITLE>Z\xFCRICH</TITLE></TEXT>";
  const auto read = support::read_all(
      {dir.write("a.sgm", std::string(head) + record("1", text) + record("2", text))});
  CHECK(read.ids() == "1 2");
  CHECK(read.articles[1].title == "Z\u00FCRICH");
  CHECK(read.problems(dir.path()) ==
        "a.sgm:9: bytes that are not UTF-8 are read as Windows-1252 (told once a file)\n");
  CHECK(read.issues[0].repaired);
  CHECK(read.counts.issues == 0);
  CHECK(read.counts.repaired == 1);
}

TEST_CASE("corpus/reuters_reader: missing and cut-off ends lose one record at most") {
  const support::TempDir dir;
  std::string open = record("1", story);
  open.resize(open.size() - std::string("</REUTERS>\n").size());
  const auto read = support::read_all({dir.write(
      "a.sgm", std::string(head) + open + record("2", story) + "<REUTERS NEWID=\"3\"><TEXT>")});
  CHECK(read.ids() == "1 2");
  CHECK(read.problems(dir.path()) ==
        "a.sgm:2: a record without </reuters> ends where the next one begins\n"
        "a.sgm:33: the last record is cut off: no </reuters>\n");
}
