#include "base/error.hh"
#include "query/lexer.hh"
#include "query/parser.hh"
#include "support/query_tree.hh"

#include <string>
#include <utility>

#include <doctest/doctest.h>

using namespace dateline;
using query::Kind;
using query::Node;
using test::shape;

namespace {

std::string error_of(std::string_view text) {
  try {
    return "no error: " + print(query::parse(text));
  } catch (const base::Error& failure) {
    CHECK(failure.code() == base::Code::Query);
    return failure.what();
  }
}

std::string repeat(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("query/parser: clauses side by side bind closest, then AND and NOT, then OR") {
  const std::pair<std::string, std::string> table[] = {
      {"oil", "oil"},
      {"  oil  ", "oil"},
      {"oil price", "rank(oil price)"},
      {"\"crude oil\"", "\"crude oil\""},
      {"oil AND gas", "and(oil gas)"},
      {"oil AND gas AND coal", "and(oil gas coal)"},
      {"oil OR gas OR coal", "or(oil gas coal)"},
      {"oil NOT gas", "and(oil not(gas))"},
      {"oil AND NOT gas", "and(oil not(gas))"},
      {"NOT oil", "not(oil)"},
      {"NOT oil gas", "not(rank(oil gas))"},
      {"oil OR NOT gas", "or(oil not(gas))"},
      {"oil AND gas OR coal AND iron", "or(and(oil gas) and(coal iron))"},
      {"oil price AND russia OR gas", "or(and(rank(oil price) russia) gas)"},
      {"oil (gas OR coal)", "rank(oil or(gas coal))"},
      {"(oil gas) coal", "rank(rank(oil gas) coal)"},
      {"((oil))", "oil"},
      {"(oil AND gas) OR coal", "or(and(oil gas) coal)"},
      {"oil AND (gas OR coal)", "and(oil or(gas coal))"},
      {"and or not", "rank(and or not)"},
      {"oil\tprice\nrise", "rank(oil price rise)"},
  };
  for (const auto& row : table) {
    const auto& text = row.first;
    const auto& tree = row.second;
    CAPTURE(text);
    CHECK(shape(query::parse(text)) == tree);
  }
}

TEST_CASE("query/parser: marks say what must and must not hold") {
  const std::pair<std::string, std::string> table[] = {
      {"+oil", "rank(+oil)"},
      {"oil +gas -coal", "rank(oil +gas -coal)"},
      {"-\"crude oil\"", "rank(-\"crude oil\")"},
      {"+(oil gas) coal", "rank(+rank(oil gas) coal)"},
      {"-title:oil", "rank(-title:(oil))"},
      {"oil-price", "oil-price"},
      {"oil - price", "rank(oil - price)"},
      {"oil +", "rank(oil +)"},
      {"(oil -)", "rank(oil -)"},
      {"C++", "C++"},
      {"-(+oil)", "rank(-rank(+oil))"},
      {"-(-oil)", "rank(-rank(-oil))"},
      {"oil AND -gas", "and(oil rank(-gas))"},
  };
  for (const auto& row : table) {
    const auto& text = row.first;
    const auto& tree = row.second;
    CAPTURE(text);
    CHECK(shape(query::parse(text)) == tree);
  }
}

TEST_CASE("query/parser: fields take a word, a phrase or a bracket") {
  const std::pair<std::string, std::string> table[] = {
      {"title:oil price", "rank(title:(oil) price)"},
      {"person:\"Angela Merkel\"", "person:(\"Angela Merkel\")"},
      {"title:(oil OR gas) price", "rank(title:(or(oil gas)) price)"},
      {"title:(oil gas)", "title:(rank(oil gas))"},
      {"published:2022-02-24..2022-03", "published:(2022-02-24..2022-03)"},
      {"published:..2021", "published:(..2021)"},
      {"date-line:x", "date-line:(x)"},
      {"org:=NATO", "org:=(NATO)"},
      {"-place:=\"South Korea\" x", "rank(-place:=(\"South Korea\") x)"},
      {"org:=(NATO OR UN)", "org:=(or(NATO UN))"},
      {"org:=\"Bank of England\"", "org:=(\"Bank of England\")"},
      {"10:30", "10:30"},
      {"http://example.com", "http:(//example.com)"},
      {"\"title:oil\"", "\"title:oil\""},
  };
  for (const auto& row : table) {
    const auto& text = row.first;
    const auto& tree = row.second;
    CAPTURE(text);
    CHECK(shape(query::parse(text)) == tree);
  }
}

TEST_CASE("query/parser: a number of mentions follows a name in a field") {
  const std::pair<std::string, std::string> table[] = {
      {"org:gazprom#3", "org:(gazprom#3)"},
      {"org:gazprom#003 oil", "rank(org:(gazprom#3) oil)"},
      {"-org:gazprom#1000", "rank(-org:(gazprom#1000))"},
      {"org:=NATO#2", "org:=(NATO#2)"},
      {"org:gazp*#3", "org:(gazp*#3)"},
      {"person:\"Vladimir Putin\"#3", "person:(\"Vladimir Putin\"#3)"},
      {"person:=\u201CVladimir Putin\u201D#3", "person:=(\"Vladimir Putin\"#3)"},
      {"place:(Russia#3 OR \"United States\"#2)", "place:(or(Russia#3 \"United States\"#2))"},
      {"place:((Russia#3) AND Iran)", "place:(and(Russia#3 Iran))"},
      {"org:\"C#\"", "org:(\"C#\")"},
      {"gazprom#3 #metoo C#", "rank(gazprom#3 #metoo C#)"},
      {"(gazprom#3 OR a) org:(b) c#4", "rank(or(gazprom#3 a) org:(b) c#4)"},
  };
  for (const auto& row : table) {
    const auto& text = row.first;
    const auto& tree = row.second;
    CAPTURE(text);
    CHECK(shape(query::parse(text)) == tree);
    CHECK(shape(query::parse(print(query::parse(text)))) == tree);
  }
  // Outside fields it is a part of the word.
  CHECK(query::parse("gazprom#3").text == "gazprom#3");
  CHECK(query::parse("org:gazprom#3").children.front().text == "gazprom");

  const std::string number =
      "has no number; mentions are counted as in org:gazprom#3, and a name with a '#' is quoted\n";
  CHECK(error_of("org:gazprom#0") ==
        "the number in '#0' must be from 1 to 1000\n  org:gazprom#0\n             ^^");
  CHECK(error_of("org:\"a b\"#1001").starts_with("the number in '#1001' must be from 1 to 1000\n"));
  CHECK(error_of("org:gazprom#x") == "'#x' " + number + "  org:gazprom#x\n             ^^");
  CHECK(error_of("org:\"a\"#").starts_with("'#' " + number));
  CHECK(error_of("org:a#3#4").starts_with("'#3#4' " + number));
  CHECK(error_of("org:#3") == "a name is missing before '#3'\n  org:#3\n      ^^");
  CHECK(error_of("\"oil price\"#3") ==
        "'#3' stands behind one name of a field, as in org:\"European Union\"#3\n"
        "  \"oil price\"#3\n             ^^");
  CHECK(error_of("place:(a OR b)#3").starts_with("'#3' stands behind one name of a field"));
  CHECK(error_of("org:\"a\"#3b").starts_with("'#3b' " + number));
  CHECK(error_of("org:\"a\"#3\"b\"").starts_with("a blank is missing here"));
}

TEST_CASE("query/parser: curly quotes serve as straight ones, apostrophes stay in words") {
  const std::pair<std::string, std::string> table[] = {
      {"\u201Ccrude oil\u201D", "\"crude oil\""},
      {"\u201Ecrude oil\u201C", "\"crude oil\""},
      {"\u201Ccrude oil\"", "\"crude oil\""},
      {"title:\u201Ccrude oil\u201D x", "rank(title:(\"crude oil\") x)"},
      {"Moscow\u2019s don't", "rank(Moscow\u2019s don't)"},
      {"\"\"", "\"\""},
      {"\"AND (\"", "\"AND (\""},
      {"\u00C9tat \u4E2D\u56FD", "rank(\u00C9tat \u4E2D\u56FD)"},
  };
  for (const auto& row : table) {
    const auto& text = row.first;
    const auto& tree = row.second;
    CAPTURE(text);
    CHECK(shape(query::parse(text)) == tree);
  }
}

TEST_CASE("query/parser: nodes know the bytes they were read from") {
  const Node node = query::parse("oil +title:\"a b\" (c OR d)");
  REQUIRE(node.children.size() == 3);
  CHECK(node.begin == 0);
  CHECK(node.end == 25);
  CHECK(node.children[1].begin == 4);
  CHECK(node.children[1].end == 16);
  CHECK(node.children[1].children[0].begin == 11);
  CHECK(node.children[2].begin == 17);
  CHECK(node.children[2].end == 25);
}

TEST_CASE("query/parser: every error names the place with a caret") {
  const std::pair<std::string, std::string> table[] = {
      {"", "the query is empty"},
      {"  \t", "the query is empty"},
      {"oil \"gas", "a quote is not closed\n  oil \"gas\n      ^"},
      {"\u00E9t\u00E9 \u201Cgas", "a quote is not closed\n  \u00E9t\u00E9 \u201Cgas\n      ^"},
      {"(oil", "a bracket is not closed\n  (oil\n  ^"},
      {"a (oil (gas)", "a bracket is not closed\n  a (oil (gas)\n    ^"},
      {"oil)", "a bracket is closed that was never opened\n  oil)\n     ^"},
      {"oil AND", "something to search for is missing at the end\n  oil AND\n         ^"},
      {"oil OR OR gas",
       "something to search for is missing before 'OR'\n  oil OR OR gas\n         ^^"},
      {"AND oil", "something to search for is missing before 'AND'\n  AND oil\n  ^^^"},
      {"NOT NOT oil", "something to search for is missing before 'NOT'\n  NOT NOT oil\n      ^^^"},
      {"()", "something to search for is missing before the bracket\n  ()\n   ^"},
      {"(oil AND)",
       "something to search for is missing before the bracket\n  (oil AND)\n          ^"},
      {"--oil", "something to search for is missing before '-'\n  --oil\n   ^"},
      {"title:+oil",
       "nothing to look for follows 'title:'; quote a word that ends in a colon\n  title:+oil\n  "
       "^^^^^^"},
      {"title:org:x",
       "'org:' follows 'title:'; quote a value that holds a colon\n  title:org:x\n        ^^^^"},
      {"title: oil",
       "nothing to look for follows 'title:'; quote a word that ends in a colon\n  title: oil\n  "
       "^^^^^^"},
      {"title:",
       "nothing to look for follows 'title:'; quote a word that ends in a colon\n  title:\n  "
       "^^^^^^"},
      {"title:AND",
       "nothing to look for follows 'title:'; quote a word that ends in a colon\n  title:AND\n  "
       "^^^^^^"},
      {"oil\n(gas", "a bracket is not closed\n  oil (gas\n      ^"},
  };
  for (const auto& row : table) {
    const auto& text = row.first;
    const auto& message = row.second;
    CAPTURE(text);
    CHECK(error_of(text) == message);
  }
}

TEST_CASE("query/parser: words that only look like operators are words") {
  const std::pair<std::string, std::string> table[] = {
      {"near", "near"},
      {"NEARBY", "NEARBY"},
      {"ADJUST", "ADJUST"},
      {"article (oil)", "rank(article oil)"},
      {"article", "article"},
      {"first prize", "rank(first prize)"},
      {"first50 (oil)", "rank(first50 oil)"},
      {"\"NEAR\"", "\"NEAR\""},
      {"\"oil*\"", "\"oil*\""},
      {"AT&T and/or km/h 24/7", "rank(AT&T and/or km/h 24/7)"},
      {"and or not", "rank(and or not)"},
      {"-5 C++ don't", "rank(-5 C++ don't)"},
      {"fell -0.5% today", "rank(fell -0.5% today)"},
      {"-5km", "rank(-5km)"},
      {"http //x", "rank(http //x)"},
      {"a@b.org", "a@b.org"},
      {"@ =", "rank(@ =)"},
      {"org:gazprom#3", "org:(gazprom#3)"},
      {"words:500..", "words:(500..)"},
      {"published:..yesterday", "published:(..yesterday)"},
      {"published:\"last october\"", "published:(\"last october\")"},
  };
  for (const auto& row : table) {
    const auto& text = row.first;
    const auto& tree = row.second;
    CAPTURE(text);
    CHECK(shape(query::parse(text)) == tree);
  }
  CHECK(query::parse("-5").kind == Kind::Word);
  CHECK(query::parse("-(5)").kind == Kind::Rank);
}

TEST_CASE("query/parser: brackets go 200 deep and no deeper") {
  CHECK(shape(query::parse(repeat("(", 200) + "oil" + repeat(")", 200))) == "oil");
  CHECK(error_of(repeat("(", 201) + "oil" + repeat(")", 201))
            .starts_with("brackets go deeper than 200\n"));
  CHECK(error_of(repeat("article(", 201) + "oil" + repeat(")", 201))
            .starts_with("brackets go deeper than 200\n"));
  CHECK(error_of(repeat("(", 60'000)).starts_with("brackets go deeper than 200\n"));
}

TEST_CASE("query/parser: a query has at most 64 KiB") {
  const std::string most(64 << 10, 'a');
  CHECK_NOTHROW(query::parse(most));
  CHECK(error_of(most + 'a') == "the query has 65537 bytes; the limit is 65536");
  CHECK_NOTHROW(query::parse(repeat("oil ", 16'384)));
  CHECK_NOTHROW(query::parse(repeat("oil OR ", 9'000) + "gas"));
}

TEST_CASE("query/lexer: of a long query only the place is shown") {
  const std::string before = repeat("word ", 100), after = repeat(" more", 100);
  const std::string message = query::point_at("here", before + "XX" + after, 500, 502);
  CHECK(message == "here\n  " + repeat("word ", 12) + "XX" + repeat(" more", 12) + "\n  " +
                       std::string(60, ' ') + "^^");
  // Neither edge falls inside a character.
  const std::string accents = repeat("\u00E9", 100);
  CHECK(query::point_at("here", "a" + accents + "X" + accents, 201, 202) ==
        "here\n  " + repeat("\u00E9", 30) + "X" + repeat("\u00E9", 30) + "\n  " +
            std::string(30, ' ') + "^");
  CHECK(query::point_at("end", "oil", 3, 3) == "end\n  oil\n     ^");
  CHECK(query::point_at("end", "", 0, 0) == "end\n  \n  ^");
}

TEST_CASE("query/parser: bytes that are no text are refused") {
  CHECK(error_of("\xFF") == "byte 1 is no UTF-8\n  \n  ^");
  CHECK(error_of("oil \xE2\x80") == "byte 5 is no UTF-8\n  oil \n      ^");
  CHECK(error_of("oil\xFFgas") == "byte 4 is no UTF-8\n  oil\n     ^");
  CHECK(error_of("oil\x01gas") == "a control character stands here\n  oil\n     ^");
  CHECK(error_of(std::string("oil\0gas", 7)) == "a control character stands here\n  oil\n     ^");
  CHECK(shape(query::parse("oil\t\r\ngas")) == "rank(oil gas)");
}

TEST_CASE("query/parser: what is glued to a phrase, a bracket or a word is refused") {
  const std::string glued = "a blank is missing here, or what stands before it does not belong\n  ";
  const std::pair<std::string, std::string> table[] = {
      {"\"oil\"gas", glued + "\"oil\"gas\n       ^^^"},
      {"\"a\"/s\"b\"", glued + "\"a\"/s\"b\"\n     ^^"},
      {"org:\"Gazprom\"s", glued + "org:\"Gazprom\"s\n               ^"},
      {"(oil)(gas)", glued + "(oil)(gas)\n       ^^^^"},
      {"title:gas(oil)", glued + "title:gas(oil)\n           ^"},
      {"gas\"oil\"", glued + "gas\"oil\"\n     ^"},
      {"\"gas oil\"~5",
       "'~5' means nothing here; words near each other are asked by NEAR/5, and there are no "
       "weights\n  \"gas oil\"~5\n           ^^"},
      {"published:\"24 Feb 2022\"..today",
       "a range of dates is quoted as a whole, as in \"24 Feb 2022..3 Mar 2022\"\n"
       "  published:\"24 Feb 2022\"..today\n                         ^^^^^^^"},
  };
  for (const auto& one : table) {
    CAPTURE(one.first);
    CHECK(error_of(one.first) == one.second);
  }
}

TEST_CASE("query/parser: signs of other query languages are refused, as parts of a word") {
  const std::pair<std::string, std::string> table[] = {
      {"!gas", "did you mean '-gas'?\n  !gas\n  ^^^^"},
      {"gas|oil", "'|' means nothing here; write OR between the words\n  gas|oil\n  ^^^^^^^"},
      {"oil^2",
       "'^2' means nothing here; there are no fuzzy words and no weights\n  oil^2\n  ^^^^^"},
      {"san?tion",
       "'?' stands for no letter; a wildcard '*' ends a word, as in 'sanction*'\n  san?tion\n"
       "  ^^^^^^^^"},
  };
  for (const auto& one : table) {
    CAPTURE(one.first);
    CHECK(error_of(one.first) == one.second);
  }
  for (const char* word : {"why?", "C++", "x^y", "a~b", "!"}) {
    CAPTURE(word);
    CHECK(error_of(word) == "no error: " + std::string(word));
  }
}
