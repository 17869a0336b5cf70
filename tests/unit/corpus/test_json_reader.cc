#include "support/read_all.hh"
#include "support/temp_dir.hh"

#include <doctest/doctest.h>

using namespace dateline;

namespace {

support::ReadResult read_text(const std::string& name, const std::string& text,
                              const corpus::ReadOptions& options = {}) {
  const support::TempDir dir;
  auto read = support::read_all({dir.write(name, text)}, options);
  for (auto& issue : read.issues) issue.file = name;
  return read;
}

}  // namespace

TEST_CASE("corpus/json_reader: the usual keys, however written") {
  const auto read = read_text(
      "a.jsonl",
      R"({"_id": 17, "HEADLINE": {"main": " A title "}, "maintext": "Body", "publishedAt": 1325376562000,)"
      R"( "source": {"id": null, "name": "The Paper"}, "link": "http://x/1", "language": "EN-gb",)"
      R"( "authors": [{"name": "Jane Doe"}, "John Roe", "None"], "section": "World",)"
      R"( "tags": ["a", {"name": "b"}], "date_modify": "2020-01-02"})"
      "\n");
  REQUIRE(read.articles.size() == 1);
  const auto& article = read.articles[0];
  CHECK(article.id == "17");
  CHECK(article.title == "A title");
  CHECK(article.body == "Body");
  CHECK(article.published == "1325376562000");
  CHECK(article.source == "The Paper");
  CHECK(article.url == "http://x/1");
  CHECK(article.language == "en-gb");
  CHECK(article.authors == std::vector<std::string>{"Jane Doe", "John Roe"});
  CHECK(article.section == "World");
  CHECK(article.modified == "2020-01-02");
  CHECK(article.labels == std::vector<corpus::Label>{{"tags", "a"}, {"tags", "b"}});
  CHECK(read.issues.empty());
}

TEST_CASE("corpus/json_reader: the better key wins unless its value is absent") {
  const auto read =
      read_text("a.jsonl", R"({"id": "1", "description": "short", "text": "long", "body": "None"})"
                           "\n"
                           R"({"id": "2", "text": "worse", "body": "better", "date": "NaN"})"
                           "\n");
  REQUIRE(read.articles.size() == 2);
  CHECK(read.articles[0].body == "long");
  CHECK(read.articles[1].body == "better");
  CHECK(read.articles[1].published == "");
  CHECK(read.articles[1].published_origin == corpus::DateOrigin::None);
}

TEST_CASE("corpus/json_reader: the body is the decoded string, byte for byte") {
  const auto read =
      read_text("a.jsonl",
                R"({"id": "1", "body": "\n  A\u00e9 \ud83d\udcf0 \"q\" \\ \/\t<b>&amp;</b>\r\n  "})"
                "\n"
                R"({"id": "2", "body": "lone \ud83d end \udc00, \ud83dx, nul \u0000."})"
                "\n");
  REQUIRE(read.articles.size() == 2);
  CHECK(read.articles[0].body == "\n  A\u00E9 \U0001F4F0 \"q\" \\ /\t<b>&amp;</b>\r\n  ");
  CHECK(read.articles[1].body == std::string("lone \uFFFD end \uFFFD, \uFFFDx, nul ") + '\0' + '.');
}

TEST_CASE("corpus/json_reader: an id is made from the url, else from title and body") {
  const auto read = read_text("a.jsonl",
                              "{\"title\": \"t\", \"url\": \"http://x/2020/01/02/a\"}\n"
                              "{\"title\": \"t\", \"body\": \"b\"}\n"
                              "{\"title\": \"t\", \"body\": \"c\"}\n");
  REQUIRE(read.articles.size() == 3);
  CHECK(read.articles[0].id.size() == 16);
  CHECK(read.articles[0].published == "2020-01-02");
  CHECK(name(read.articles[0].published_origin) == "url");
  CHECK(read.articles[1].id != read.articles[2].id);
}

TEST_CASE("corpus/json_reader: bad lines are told with their number and the rest is read") {
  const auto read = read_text("a.jsonl",
                              "{\"id\": \"1\", \"body\": \"a\"}\n"
                              "garbage\n"
                              "\n"
                              "[1, 2]\n"
                              "{\"id\": \"2\"}\n"
                              "{\"id\": \"3\", \"body\": \"open\n"
                              "{\"id\": \"4\", \"body\": \"d\"} {}\n"
                              "{\"id\": \"5\", \"body\": \"e\"}\r\n"
                              "{\"id\": \"6\", \"body\": \"f\"}");
  CHECK(read.ids() == "1 5 6");
  REQUIRE(read.issues.size() == 5);
  CHECK(read.issues[0].line == 2);
  CHECK(read.issues[0].message.starts_with("bad JSON: "));
  CHECK(read.issues[1].text() == "a.jsonl:4: not a JSON object");
  CHECK(read.issues[2].text() == "a.jsonl:5: neither title nor body");
  CHECK(read.issues[3].line == 6);
  CHECK(read.issues[4].text() == "a.jsonl:7: bad JSON: something follows the object");
}

TEST_CASE("corpus/json_reader: bytes that are not UTF-8 are repaired, told once") {
  const auto read = read_text("a.jsonl",
                              "{\"id\": \"1\", \"body\": \"Z\xFCrich \xC3\xA9\"}\n"
                              "{\"id\": \"2\", \"body\": \"\x93\"}\n");
  REQUIRE(read.articles.size() == 2);
  CHECK(read.articles[0].body == "Z\u00FCrich \u00E9");
  CHECK(read.articles[1].body == "\u201C");
  REQUIRE(read.issues.size() == 1);
  CHECK(read.issues[0].line == 1);
  CHECK(read.issues[0].offset == 22);
}

TEST_CASE("corpus/json_reader: deep nesting is told, not followed") {
  const std::string deep_list = std::string(10000, '[') + std::string(10000, ']');
  std::string deep_object = "1";
  for (int i = 0; i < 10000; ++i) deep_object = "{\"a\":" + deep_object + "}";
  const auto read =
      read_text("a.jsonl", "{\"id\": \"1\", \"body\": \"a\", \"x\": " + deep_list + "}\n" +
                               deep_object + "\n" + deep_list + "\n" + std::string(10000, '[') +
                               "\n" + "{\"id\": \"2\", \"body\": \"b\"}\n");
  CHECK(read.ids() == "2");
  REQUIRE(read.issues.size() == 4);
  CHECK(read.issues[0].text() == "a.jsonl:1: JSON nested more than 1000 deep");
  CHECK(read.issues[1].text() == "a.jsonl:2: JSON nested more than 1000 deep");
  CHECK(read.issues[2].text() == "a.jsonl:3: not a JSON object");
  CHECK(read.issues[3].line == 4);
}

TEST_CASE("corpus/json_reader: lists, objects that hold lists, objects over several lines") {
  CHECK(read_text("a.json", R"([{"id":"1","body":"a"}, {"id":"2","body":"]}"}])").ids() == "1 2");
  CHECK(read_text("a.json",
                  "[\n {\"id\":\"1\",\n  \"body\":\"a\"\n },\n {\"id\":\"2\",\"body\":\"b\"}\n]\n")
            .ids() == "1 2");
  const auto wrapped = read_text(
      "a.json",
      R"({"status": "ok", "n": 2, "articles": [{"id":"1","body":"a"},{"id":"2","body":"b"}],)"
      R"( "next": {"results": [{"id":"3"}]}})");
  CHECK(wrapped.ids() == "1 2");
  CHECK(wrapped.issues.empty());
  CHECK(read_text("a.json",
                  R"({"response": {"numFound": 1, "docs": [{"id":"1","text":"a"}]}, "x": [1]})")
            .ids() == "1");
  CHECK(
      read_text(
          "a.json",
          R"({"took": 1, "hits": {"total": 1, "hits": [{"_id": "1", "_source": {"title": "t"}}]}})")
          .ids() == "1");
  const auto one = read_text("a.json", "{\n  \"id\": \"1\",\n  \"body\": \"a\"\n}\n");
  CHECK(one.ids() == "1");
  CHECK(one.issues.empty());
  CHECK(read_text("a.json", "{\"id\": \"1\", \"body\": \"a\"}").ids() == "1");
  CHECK(read_text("a.json", "{\n\"id\":\"1\",\"body\":\"a\"}\n{\n\"id\":\"2\",\"body\":\"b\"}")
            .ids() == "1 2");
  CHECK(read_text("a.json", "[]").issues.empty());
}

TEST_CASE("corpus/json_reader: damaged elements of a list") {
  const auto missing_quote = read_text("a.json",
                                       "[\n"
                                       "  {\"id\": \"1\", \"body\": \"a\"},\n"
                                       "  {\"id\": \"2\", \"body\": \"b},\n"
                                       "  {\"id\": \"3\", \"body\": \"c\"},\n"
                                       "  7,\n"
                                       "  {\"id\": \"4\" \"body\": \"d\"},\n"
                                       "  {\"id\": \"5\", \"body\": \"e\"}\n]\n");
  CHECK(missing_quote.ids() == "1 3 5");
  REQUIRE(missing_quote.issues.size() == 3);
  CHECK(missing_quote.issues[0].line == 3);
  CHECK(missing_quote.issues[1].text() == "a.json:5: not a JSON object");
  CHECK(missing_quote.issues[2].line == 6);
  const auto cut = read_text("a.json", "[{\"id\": \"1\", \"body\": \"a\"},\n{\"id\": \"2\", \"bo");
  CHECK(cut.ids() == "1");
  REQUIRE(cut.issues.size() == 1);
  CHECK(cut.issues[0].text() == "a.json:2: the last record is cut off");
}

TEST_CASE("corpus/json_reader: a mapping goes before the usual keys, into inner objects too") {
  corpus::ReadOptions options;
  options.mapping = {{"head", "title"}, {"meta.when", "published"}, {"id", "section"}};
  options.id_prefix = "x-";
  const auto read = read_text(
      "a.jsonl", R"({"id": "7", "title": "t", "head": "h", "meta": {"when": "2020"}, "doc_id": 3})",
      options);
  REQUIRE(read.articles.size() == 1);
  CHECK(read.articles[0].title == "h");
  CHECK(read.articles[0].published == "2020");
  CHECK(read.articles[0].section == "7");
  CHECK(read.articles[0].id == "x-3");
}

TEST_CASE("corpus/json_reader: offset, line and length point at the record") {
  const std::string text = "{\"id\": \"1\", \"body\": \"a\"}\n{\"id\": \"2\", \"body\": \"bb\"}\n";
  const auto read = read_text("a.jsonl", "\xEF\xBB\xBF" + text);
  REQUIRE(read.articles.size() == 2);
  CHECK(read.articles[1].line == 2);
  CHECK(read.articles[1].offset == 3 + text.find("{\"id\": \"2\""));
  CHECK(read.articles[1].length == 25);
}

TEST_CASE("corpus/json_reader: fields that are lists or objects are not lost") {
  const auto read =
      read_text("a.jsonl",
                "{\"id\":1,\"title\":[\"T1\",\"T2\"],\"body\":[\"One.\",\"Two.\"],\"section\":["
                "\"a\",\"b\"]}\n"
                "{\"id\":2,\"title\":{\"main\":\"Head\"},\"body\":{\"text\":\"Some text.\"},"
                "\"date\":{\"iso\":\"2022-01-01\"}}\n");
  REQUIRE(read.articles.size() == 2);
  CHECK(read.articles[0].title == "T1");
  CHECK(read.articles[0].body == "One.\n\nTwo.");
  CHECK(read.articles[0].section == "a, b");
  CHECK(read.articles[1].title == "Head");
  CHECK(read.articles[1].body == "Some text.");
  CHECK(read.articles[1].published == "2022-01-01");
}
