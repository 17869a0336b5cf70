#include "base/error.hh"
#include "query/ast.hh"
#include "query/parser.hh"
#include "support/query_tree.hh"

#include <string>
#include <utility>

#include <doctest/doctest.h>

using namespace dateline;
using query::Node;
using test::shape;

TEST_CASE("query/ast: a tree is printed with the brackets its meaning needs") {
  const std::pair<std::string, std::string> table[] = {
      {"oil price AND russia OR gas", "((oil price) AND russia) OR gas"},
      {"oil NOT gas", "oil AND NOT gas"},
      {"NOT (oil gas)", "NOT (oil gas)"},
      {"(oil AND gas) coal", "(oil AND gas) coal"},
      {"title:(oil gas) -x +\"y z\"", "title:(oil gas) -x +\"y z\""},
      {"person:\u201CAngela Merkel\u201D", "person:\"Angela Merkel\""},
      {"(NOT oil) gas", "(NOT oil) gas"},
      {"NOT (NOT oil)", "NOT (NOT oil)"},
      {"title:(NOT oil)", "title:(NOT oil)"},
      {"title:(+oil)", "title:(+oil)"},
      {"org:=\"NATO\" -place:=x", "org:=\"NATO\" -place:=x"},
      {"+(NOT oil)", "+(NOT oil)"},
      {"-(-oil)", "-(-oil)"},
      {"(+oil) gas", "(+oil) gas"},
      {"NOT +oil", "NOT (+oil)"},
      {"(oil OR gas) AND (NOT coal)", "(oil OR gas) AND NOT coal"},
  };
  for (const auto& row : table) {
    const auto& text = row.first;
    const auto& printed = row.second;
    CAPTURE(text);
    CHECK(print(query::parse(text)) == printed);
  }
}

TEST_CASE("query/ast: what is printed is read as the same tree") {
  const std::string parts[] = {"oil",   "\"a b\"", "AND", "OR",       "NOT", "(",         ")",
                               "+",     "-",       "=",   "title:",   " ",   "gas",       " ",
                               "5",     "place:x", ") ",  "NEAR/5",   "/s",  "NOT/p",     "ADJ",
                               "or*",   "@t",      "(",   "article(", ")",   "atleast3(", "x",
                               "NOT/2", "first9(", "y",   " "};
  unsigned state = 3;
  int good = 0;
  for (int round = 0; round < 40'000; ++round) {
    std::string text;
    for (int i = 0; i < 7; ++i) {
      state = state * 1103515245 + 12345;
      text += parts[state >> 16 & 31];
      if ((state >> 22 & 1) != 0) text += ' ';
    }
    Node tree;
    try {
      tree = query::parse(text);
    } catch (const base::Error&) {
      continue;
    }
    ++good;
    CAPTURE(text);
    CAPTURE(print(tree));
    REQUIRE_NOTHROW(query::parse(print(tree)));
    REQUIRE(shape(query::parse(print(tree))) == shape(tree));
  }
  CHECK(good > 1000);
}

TEST_CASE("query/ast: operators are printed with the brackets that keep them together") {
  const std::pair<std::string, std::string> table[] = {
      {"a NEAR b", "a NEAR/10 b"},
      {"a NEAR/2 b ADJ/3 c", "a NEAR/2 b ADJ/3 c"},
      {"a NEAR/2 (b ADJ/3 c)", "a NEAR/2 (b ADJ/3 c)"},
      {"a /s b NEAR/3 c", "a /s b NEAR/3 c"},
      {"(a /s b) NEAR/3 c", "(a /s b) NEAR/3 c"},
      {"a NOT/s b NEAR/3 c /p d", "a NOT/s b NEAR/3 c /p d"},
      {"+a NEAR/3 b c", "+(a NEAR/3 b) c"},
      {"(a b) NEAR/3 (c OR d)", "(a b) NEAR/3 (c OR d)"},
      {"a NEAR/3 b AND c", "a NEAR/3 b AND c"},
      {"title:(a NEAR/3 b)", "title:(a NEAR/3 b)"},
      {"title:(=a)", "title:(=a)"},
      {"title:=a", "title:=a"},
      {"=\"A b\" sanction*", "=\"A b\" sanction*"},
      {"atleast03((a b))", "atleast3(a b)"},
      {"first50(a) -article(b OR c)", "first50(a) -article(b OR c)"},
      {"@t -(5)", "@t -(5)"},
      {"a -5", "a -5"},
  };
  for (const auto& row : table) {
    const auto& text = row.first;
    const auto& printed = row.second;
    CAPTURE(text);
    CHECK(print(query::parse(text)) == printed);
  }
}

TEST_CASE("query/ast: random trees are read back from what they print") {
  test::RandomTree random(7);
  int deep = 0;
  for (int round = 0; round < 20'000; ++round) {
    const Node tree = random.make();
    const std::string printed = print(tree);
    CAPTURE(printed);
    Node again;
    REQUIRE_NOTHROW(again = query::parse(printed));
    REQUIRE(shape(again) == shape(tree));
    REQUIRE(print(again) == printed);
    if (printed.size() > 60) ++deep;
  }
  CHECK(deep > 1000);
}
