#include "support/read_all.hh"
#include "support/temp_dir.hh"

#include <doctest/doctest.h>

using namespace dateline;

namespace {

corpus::Article read_one(const std::string& name, const std::string& text) {
  const support::TempDir dir;
  auto read = support::read_all({dir.write(name, text)});
  CHECK(read.problems(dir.path()) == "");
  REQUIRE(read.articles.size() == 1);
  return std::move(read.articles[0]);
}

}  // namespace

TEST_CASE("corpus/text_reader: a text that opens with a place is all body") {
  const std::string text = "Washington: In a move that could mark an opening, a, b.\nSecond line.";
  const auto article = read_one("000_cb12.txt", text);
  CHECK(article.id == "000_cb12");
  CHECK(article.title == "");
  CHECK(article.published == "");
  CHECK(article.body == text);
  CHECK(article.dateline == corpus::Dateline{"Washington", "", "", 0, 11});
}

TEST_CASE("corpus/text_reader: headline, keys, body") {
  const auto article = read_one(
      "a.txt",
      "\r\nA headline\r\nDate: 2024-05-06\r\nBy: Jane Doe and John Roe\r\n"
      "tags: oil, gas\r\nLang: EN\r\n\r\nKYIV, Oct 24 (Agency) - Text: more.\r\n\r\nEnd.\r\n");
  CHECK(article.title == "A headline");
  CHECK(article.published == "2024-05-06");
  CHECK(article.authors == std::vector<std::string>{"Jane Doe", "John Roe"});
  CHECK(article.language == "en");
  CHECK(article.labels == std::vector<corpus::Label>{{"tags", "oil"}, {"tags", "gas"}});
  CHECK(article.body == "KYIV, Oct 24 (Agency) - Text: more.\n\nEnd.");
  CHECK(article.dateline == corpus::Dateline{"KYIV", "Oct 24", "Agency", 0, 24});
}

TEST_CASE("corpus/text_reader: keys may come first") {
  const auto article = read_one("a.txt", "Title: The title\nSource: A Paper\n\nText here.\n");
  CHECK(article.title == "The title");
  CHECK(article.source == "A Paper");
  CHECK(article.body == "Text here.");
}

TEST_CASE("corpus/text_reader: a first line is no headline if it reads on") {
  CHECK(read_one("a.txt", "This is a sentence.\n\nAnother.").title == "");
  CHECK(read_one("a.txt", "A line that goes\non in the next").title == "");
  CHECK(read_one("a.txt", std::string(201, 'x') + "\n\nText.").title == "");
  CHECK(read_one("a.txt", "One line alone").body == "One line alone");
}

TEST_CASE("corpus/text_reader: Markdown front matter and heading") {
  const auto article =
      read_one("2024-05-06-a.md",
               "---\ntitle: \"Quoted: title\"\ntags: [a, 'b']\nauthors:\n  - Jane Doe\n"
               "  - John Roe\n---\n\nText *here* [link](http://x).\n");
  CHECK(article.title == "Quoted: title");
  CHECK(article.labels == std::vector<corpus::Label>{{"tags", "a"}, {"tags", "b"}});
  CHECK(article.authors == std::vector<std::string>{"Jane Doe", "John Roe"});
  CHECK(article.published == "2024-05-06");
  CHECK(name(article.published_origin) == "filename");
  CHECK(article.body == "Text *here* [link](http://x).");
  const auto heading = read_one("b.md", "# A heading #\nDate: 2020\n\n## Not this\nText.");
  CHECK(heading.title == "A heading");
  CHECK(heading.published == "2020");
  CHECK(heading.body == "## Not this\nText.");
}

TEST_CASE("corpus/text_reader: other character sets") {
  using namespace std::string_literals;
  CHECK(read_one("a.txt", "\xFF\xFEK\0\xF6\0l\0n\0"s).body == "K\u00F6ln");
  CHECK(read_one("a.txt", "\xEF\xBB\xBFK\u00F6ln").body == "K\u00F6ln");
  const support::TempDir dir;
  const auto repaired = support::read_all({dir.write("a.txt", "K\xF6ln\x01")});
  CHECK(repaired.articles.at(0).body == "K\u00F6ln");
  CHECK(repaired.issues.size() == 1);
  corpus::ReadOptions options;
  options.charset = "windows-1251";
  const auto named = support::read_all({dir.write("b.txt", "\xCC\xEE\xF1\xEA\xE2\xE0")}, options);
  CHECK(named.articles.at(0).body == "\u041C\u043E\u0441\u043A\u0432\u0430");
  CHECK(named.issues.empty());
}
