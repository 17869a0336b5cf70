#include "base/error.hh"
#include "eval/topic.hh"
#include "query/parser.hh"
#include "support/temp_dir.hh"
#include "text/tokenize.hh"

#include <doctest/doctest.h>

using namespace dateline;
using eval::Topic;

namespace {

/// `id|title|description|narrative|query` a line, or the error's report without the folder.
std::string read(const std::string& name, const std::string& content) {
  const support::TempDir dir;
  try {
    std::string out;
    for (const Topic& topic : eval::read_topics(dir.write(name, content)))
      out += topic.id + '|' + topic.title + '|' + topic.description + '|' + topic.narrative + '|' +
             topic.query + '\n';
    return out;
  } catch (const base::Error& failure) {
    CHECK(failure.code() == base::Code::Data);
    std::string text = failure.report();
    for (std::size_t at; (at = text.find(dir.path() + '/')) != std::string::npos;)
      text.erase(at, dir.path().size() + 1);
    return text;
  }
}

}  // namespace

TEST_CASE("eval/topic: a TOML file holds one topic") {
  CHECK(read("t.toml",
             "kind = 'topic'\nversion = 1\nid = 'oil'\ntitle = 'Oil prices'\n"
             "description = 'd'\nquery = 'oil AND price'\n") ==
        "oil|Oil prices|d||oil AND price\n");
  CHECK(read("t.toml", "kind = 'topic'\nversion = 1\nid = 'oil'\ntitel = 'x'\n") ==
        "error: t.toml:4:9: unknown key 'titel'; did you mean 'title'? known are kind, version, "
        "id, title, "
        "description, narrative, query\n");
  CHECK(read("t.toml", "kind = 'suite'\nversion = 1\n") ==
        "error: t.toml:1:8: kind is 'suite', not 'topic'\n");
  CHECK(read("t.toml", "kind = 'topic'\nversion = 1\nid = ''\ntitle = 'x'\n") ==
        "error: t.toml: topic number 1 has no id\n");
}

TEST_CASE("eval/topic: a JSON array holds topics") {
  CHECK(read("t.json",
             " [{\"id\": \"a\", \"title\": \"Oil\", \"description\": null},\n"
             "{\"id\": 7, \"query\": \"gas\", \"narrative\": \"n\", \"more\": []}]") ==
        "a|Oil|||\n7|||n|gas\n");
  CHECK(read("t.json", "[]") == "error: t.json: there is no topic in it\n");
  CHECK(read("t.json", "[{\"title\": \"x\"}]") == "error: t.json: topic number 1 has no id\n");
  CHECK(read("t.json", "[1, \"x\"]") ==
        "error: t.json: topic number 1 has no id; topic number 2 has no id\n");
  CHECK(read("t.json", "[{\"id\": \"a\"}]") ==
        "error: t.json: topic 'a' has neither title nor description nor query\n");
  CHECK(read("t.json", "[{").starts_with("error: t.json: "));
  CHECK(read("t.json", "[\"\xFF\"]").starts_with("error: t.json: "));
}

TEST_CASE("eval/topic: a JSON object a line is a topic, or one object is the only one") {
  CHECK(
      read("t.jsonl", "{\"id\": \"a\", \"title\": \"Oil\"}\r\n\n{\"id\": 7, \"query\": \"gas\"}") ==
      "a|Oil|||\n7||||gas\n");
  CHECK(read("t.json", "{\n \"id\": \"a\",\n \"title\": \"Oil\"\n}\n") == "a|Oil|||\n");
  CHECK(read("t.jsonl", "{\"id\": \"a\", \"title\": \"Oil\"}\n{\"id\": \n")
            .starts_with("error: t.jsonl:2: "));
  CHECK(read("t.jsonl", "{\"id\": \"a\", \"title\": \"Oil\"}\n[1]\n") ==
        "error: t.jsonl: topic number 2 has no id\n");
  CHECK(read("t.jsonl", "{}") == "error: t.jsonl: topic number 1 has no id\n");
}

TEST_CASE("eval/topic: all faults of a file are told at once, the first twenty by name") {
  CHECK(read("t.tsv", "1\tOil\n1\tGas\n2\t\n\tCoal\n") ==
        "error: t.tsv: topic '1' comes twice; topic '2' has neither title nor description nor "
        "query; topic number 4 has no id\n");
  std::string many;
  for (int i = 0; i < 30; ++i) many += "1\tOil\n";
  CHECK(read("t.tsv", many).ends_with("; topic '1' comes twice; and 9 more faults\n"));
}

TEST_CASE("eval/topic: lists and objects are no texts, however deep") {
  CHECK(read("t.jsonl", "{\"id\": 1, \"title\": \"a\"}\n{\"id\": 2, \"title\": [\"b\"]}") ==
        "error: t.jsonl:2: 'title' of a topic is a list or object\n");
  CHECK(read("t.json", "[{\"id\": " + std::string(200'000, '[') + std::string(200'000, ']') +
                           "}]") == "error: t.json: 'id' of a topic is a list or object\n");
}

TEST_CASE("eval/topic: many open blocks are read in one pass") {
  std::string content;
  for (int i = 0; i < 200'000; ++i) content += "<top><num>" + std::to_string(i) + "<title>a\n";
  const std::string out = read("t.txt", content);
  CHECK(out.starts_with("0|a|||\n1|a|||\n"));
  CHECK(out.ends_with("199999|a|||\n"));
}

TEST_CASE("eval/topic: TREC blocks are read with and without closing tags") {
  CHECK(read("t.txt",
             "<top>\n<num> Number: 301\n<title> Topic: Oil\n  prices\n\n<desc> Description:\n"
             "What of oil?\n<narr> Narrative:\nAll of it.\n</top>\n\n"
             "<top><num>302</num><title>Gas</title></top>") ==
        "301|Oil prices|What of oil?|All of it.|\n302|Gas|||\n");
  CHECK(
      read("t.txt",
           "<top>\n<num>Number: 1</num>\n<title>Oil\n at < 50 dollars</title>\n<desc>\n"
           "Description:\n  Who sells\r\n\tit?\n</desc>\n<narr> Narrative: All.\n</narr></top>") ==
      "1|Oil at < 50 dollars|Who sells it?|All.|\n");
  // A block that is not closed ends where the next begins.
  CHECK(read("t.txt", "<top><num>1<title>One\n<top><num>2<title>Two<desc>Second") ==
        "1|One|||\n2|Two|Second||\n");
  CHECK(read("t.txt", "<top><title>One</top>") == "error: t.txt: topic number 1 has no id\n");
}

TEST_CASE("eval/topic: lines hold an id, a title and perhaps a description") {
  CHECK(read("t.tsv", "# comment\n1\tOil prices\r\n\n 2 \t Gas\tand more \n3\tx") ==
        "1|Oil prices|||\n2|Gas|and more||\n3|x|||\n");
  CHECK(read("t.tsv", "1\tOil\tWhat of it?\tmore\n") ==
        "error: t.tsv:1: 4 columns; id, title and description are expected\n");
  CHECK(read("t.tsv", "1\tOil\nno tab\n") == "error: t.tsv:2: no tab between id and title\n");
  CHECK(read("t.tsv", "") == "error: t.tsv: there is no topic in it\n");
  CHECK(read("t.tsv", "\tOil\n") == "error: t.tsv: topic number 1 has no id\n");
  CHECK(read("t.tsv", "1\t\n") ==
        "error: t.tsv: topic '1' has neither title nor description nor query\n");
}

TEST_CASE("eval/topic: an id that comes twice is refused") {
  CHECK(read("t.tsv", "1\tOil\n2\tGas\n1\tOil\n") == "error: t.tsv: topic '1' comes twice\n");
}

TEST_CASE("eval/topic: a file that can't be read is an input error") {
  try {
    eval::read_topics("/nowhere/t.toml");
    FAIL("read");
  } catch (const base::Error& failure) {
    CHECK(failure.code() == base::Code::Input);
    CHECK(std::string(failure.what()) ==
          "cannot read '/nowhere/t.toml': No such file or directory");
  }
}

TEST_CASE("eval/topic: the standard topics load, by id, and their queries parse") {
  const auto topics = eval::standard_topics();
  REQUIRE(topics.size() >= 2);
  for (std::size_t i = 0; i < topics.size(); ++i) {
    CAPTURE(topics[i].id);
    if (i > 0) CHECK(topics[i - 1].id < topics[i].id);
    if (!topics[i].query.empty()) CHECK_NOTHROW(query::parse(topics[i].query));
    CHECK(eval::standard_topic(topics[i].id).title == topics[i].title);
  }
  try {
    eval::standard_topic("sanction");
    FAIL("found");
  } catch (const base::Error& failure) {
    CHECK(failure.code() == base::Code::Usage);
    CHECK(std::string(failure.what()) == "there is no topic 'sanction'; did you mean 'sanctions'?");
  }
}

TEST_CASE("eval/topic: marks of bytes, tags in capitals and other keys do no harm, slips do") {
  CHECK(read("t.tsv",
             "\xEF\xBB\xBF"
             "1\tOil\n") == read("t.tsv", "1\tOil\n"));
  CHECK(read("t.json", "\xEF\xBB\xBF[{\"id\": 1, \"title\": \"Oil\"}]") ==
        read("t.json", "[{\"id\": 1, \"title\": \"Oil\", \"year\": 2022}]"));
  CHECK(read("t.jsonl", "\xEF\xBB\xBF{\"id\": 1, \"title\": \"Oil\"}") ==
        read("t.jsonl", "{\"id\": 1, \"title\": \"Oil\"}"));
  CHECK(read("t.txt", "<TOP><NUM>1<TITLE>Oil</TOP>") ==
        read("t.txt", "<top><num>1<title>Oil</top>"));
  CHECK(read("t.json", "[{\"id\": 1, \"title\": \"Oil\", \"querry\": \"gas\"}]") ==
        "error: t.json: 'querry' is no key of a topic; did you mean 'query'?\n");
  CHECK(read("t.tsv", "1\tO\xFFil\n") == "error: t.tsv: byte 4 is no UTF-8\n");
}

TEST_CASE("eval/topic: a plain text becomes a query for its words") {
  const std::pair<std::string, std::string> table[] = {
      {"Oil prices, and \"gas\" (2022)", "Oil prices and gas 2022"},
      {"What did Moscow's AND OR NOT do?", "What did Moscow and or not do"},
      {"NEAR ADJ/3 +a -b title:x @y =z w*", "near adj 3 a b title x y z w"},
      {"U.S. and AT&T rose 1,750", "U.S. and AT&T rose 1,750"},
      {"article(x) atleast3(y)", "article x \"atleast3\" y"},
      {"don\u2019t \u201Cquote\u201D", "don\u2019t quote"},
      {"Mask N95 near10 XOR AND/OR", "Mask N95 \"near10\" \"XOR\" and or"},
      {"Save the date AFT", "\"Save\" \"the\" \"date\" \"AFT\""},
      {"...", ""},
      {"", ""},
  };
  for (const auto& row : table) {
    const auto& text = row.first;
    const auto& query = row.second;
    CAPTURE(text);
    CHECK(eval::as_query(text) == query);
  }
}

TEST_CASE("eval/topic: whatever the text, its query parses into its tokens") {
  const char* parts[] = {"oil",  "AND",    "(",      ")",       "\"",    "\u201C", "+",
                         "-",    "title:", " ",      "U.S.",    "*",     "@x",     "=",
                         "\xFF", "/s",     "NEAR/3", "\u2019s", "1,750", "first3("};
  unsigned state = 9;
  for (int round = 0; round < 3000; ++round) {
    std::string text = "x ";
    for (int i = 0; i < 15; ++i) {
      state = state * 1103515245 + 12345;
      text += parts[(state >> 16) % 20];
    }
    const std::string query = eval::as_query(text);
    CAPTURE(text);
    CAPTURE(query);
    query::Node tree;
    REQUIRE_NOTHROW(tree = query::parse(query));
    text::Tokens in_text;
    text::tokenize(text, in_text);
    const std::size_t words = tree.kind == query::Kind::Rank ? tree.children.size() : 1;
    REQUIRE(words == in_text.size());
  }
}
