#include "base/error.hh"
#include "query/operators.hh"
#include "query/parser.hh"
#include "support/query_tree.hh"

#include <string>
#include <utility>

#include <doctest/doctest.h>

using namespace dateline;
using query::Kind;
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

/// The message alone, and under what its caret stands.
std::pair<std::string, std::string> message_and_place(std::string_view text) {
  const std::string error = error_of(text);
  const std::size_t first = error.find('\n');
  if (first == std::string::npos) return {error, {}};
  const std::size_t second = error.find('\n', first + 1);
  const std::size_t begin = error.find('^') - second;
  return {error.substr(0, first), error.substr(first + begin, error.size() - error.find('^'))};
}

std::string repeat(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("query/operators: distances bind closer than sentences, and these than paragraphs") {
  const std::pair<std::string, std::string> table[] = {
      {"a NEAR/5 b", "NEAR/5(a b)"},
      {"a NEAR b", "NEAR/10(a b)"},
      {"a ADJ b", "ADJ/10(a b)"},
      {"a ADJ/1 b", "ADJ/1(a b)"},
      {"a NOT/3 b", "NOT/3(a b)"},
      {"a NEAR/1000 b", "NEAR/1000(a b)"},
      {"a /s b", "/s(a b)"},
      {"a /p b", "/p(a b)"},
      {"a NOT/s b", "NOT/s(a b)"},
      {"a NOT/p b", "NOT/p(a b)"},
      {"a NEAR/2 b NEAR/3 c", "NEAR/3(NEAR/2(a b) c)"},
      {"a NEAR/2 (b NEAR/3 c)", "NEAR/2(a NEAR/3(b c))"},
      {"a /s b NEAR/3 c", "/s(a NEAR/3(b c))"},
      {"a /p b /s c NEAR/3 d", "/p(a /s(b NEAR/3(c d)))"},
      {"a NEAR/3 b /s c /p d", "/p(/s(NEAR/3(a b) c) d)"},
      {"a /s b NOT/s c", "NOT/s(/s(a b) c)"},
      {"a b NEAR/3 c d", "rank(a NEAR/3(b c) d)"},
      {"a AND b NEAR/3 c OR d", "or(and(a NEAR/3(b c)) d)"},
      {"+a NEAR/3 b -c /s d", "rank(+NEAR/3(a b) -/s(c d))"},
      {"(a OR b) NEAR/3 (c d)", "NEAR/3(or(a b) rank(c d))"},
      {"\"a b\" NEAR/3 =\"C d\"", "NEAR/3(\"a b\" =\"C d\")"},
      {"title:(price NEAR/3 cap)", "title:(NEAR/3(price cap))"},
      {"a NEAR/5(b OR c)", "NEAR/5(a or(b c))"},
  };
  for (const auto& row : table) {
    const auto& text = row.first;
    const auto& tree = row.second;
    CAPTURE(text);
    CHECK(shape(query::parse(text)) == tree);
  }
}

TEST_CASE("query/operators: exact forms, wildcards, calls and topics are clauses") {
  const std::pair<std::string, std::string> table[] = {
      {"=Oil", "=Oil"},
      {"=\"Two Words\"", "=\"Two Words\""},
      {"=NEAR", "=NEAR"},
      {"+=Oil -=\"A b\"", "rank(+=Oil -=\"A b\")"},
      {"sanction*", "sanction*"},
      {"title:oil*", "title:(oil*)"},
      {"title:(=Oil)", "title:(=Oil)"},
      {"title:=Oil", "title:=(Oil)"},
      {"atleast3(oil OR gas)", "atleast3(or(oil gas))"},
      {"first50(oil gas)", "first50(rank(oil gas))"},
      {"first50(a NEAR/3 b)", "first50(NEAR/3(a b))"},
      {"article(a AND b -c)", "article(and(a rank(b -c)))"},
      {"article(atleast3(a) AND title:b)", "article(and(atleast3(a) title:(b)))"},
      {"oil article(gas)", "rank(oil article(gas))"},
      {"-article(gas)", "rank(-article(gas))"},
      {"@sanctions", "@sanctions"},
      {"+@central-banks oil", "rank(+@central-banks oil)"},
      {"=atleast3 (a)", "rank(=atleast3 a)"},
  };
  for (const auto& row : table) {
    const auto& text = row.first;
    const auto& tree = row.second;
    CAPTURE(text);
    CHECK(shape(query::parse(text)) == tree);
  }
  CHECK(query::parse("atleast3(oil)").number == 3);
  CHECK(query::parse("first100000(oil)").number == 100'000);
}

TEST_CASE("query/operators: what is misspelt is refused with what was meant") {
  const std::string blank = " Else put a blank before the bracket to search for the word";
  const std::pair<std::string, std::string> table[] = {
      {"a near/5 b", "did you mean 'NEAR/5'?"},
      {"a Near/5 b", "did you mean 'NEAR/5'?"},
      {"a w/5 b", "did you mean 'NEAR/5'?"},
      {"a adj/5 b", "did you mean 'ADJ/5'?"},
      {"a pre/5 b", "did you mean 'ADJ/5'?"},
      {"a /5 b", "did you mean 'NEAR/5'?"},
      {"a /sent b", "did you mean '/s'?"},
      {"a /S b", "did you mean '/s'?"},
      {"a /para b", "did you mean '/p'?"},
      {"a /P b", "did you mean '/p'?"},
      {"a NEAR5 b", "did you mean 'NEAR/5'?"},
      {"a NEAR/ b", "'NEAR/' has no distance after its stroke; did you mean 'NEAR/5'?"},
      {"a NEAR/x b", "'NEAR/x' has no distance after its stroke; did you mean 'NEAR/5'?"},
      {"a NOT/x b", "'NOT/x' is no operator; did you mean 'NOT/5', 'NOT/s' or 'NOT/p'?"},
      {"a NOT/S b", "did you mean 'NOT/s'?"},
      {"a NEAR/0 b", "the distance in 'NEAR/0' must be from 1 to 1000"},
      {"a ADJ/1001 b", "the distance in 'ADJ/1001' must be from 1 to 1000"},
      {"a NOT/99999999999999999999 b",
       "the distance in 'NOT/99999999999999999999' must be from 1 to 1000"},
      {"a *oil", "a wildcard '*' stands only at the end of a word, as in 'sanction*'"},
      {"a o*l", "a wildcard '*' stands only at the end of a word, as in 'sanction*'"},
      {"a *", "a wildcard '*' stands only at the end of a word, as in 'sanction*'"},
      {"a o*", "a wildcard needs at least 2 characters before its '*'"},
      {"a \u00E9*", "a wildcard needs at least 2 characters before its '*'"},
      {"a =oil*", "an exact form has no wildcard; write 'oil*'"},
      {"a @x/y", "'@x/y' names no topic: an id is of letters, digits, '-', '_' and '.'"},
  };
  for (const auto& row : table) {
    const auto& text = row.first;
    const auto& message = row.second;
    CAPTURE(text);
    const auto [found, place] = message_and_place(text);
    CHECK(found == message);
    CHECK(place.find('^') == std::string::npos);
  }
  CHECK(error_of("ATLEAST3(a)").starts_with("did you mean 'atleast3('?" + blank));
  CHECK(error_of("Atleast3(a)").starts_with("did you mean 'atleast3('?" + blank));
  CHECK(error_of("FIRST50(a)").starts_with("did you mean 'first50('?" + blank));
  CHECK(error_of("ARTICLE(a)").starts_with("did you mean 'article('?" + blank));
  CHECK(error_of("first(a)").starts_with("'first(' needs a number, as in 'first3('; else put"));
  CHECK(error_of("atleast0(a)").starts_with("the number in 'atleast0' must be from 1 to 1000"));
  CHECK(error_of("first100001(a)")
            .starts_with("the number in 'first100001' must be from 1 to 100000"));
  CHECK(error_of("a near/5 b") == "did you mean 'NEAR/5'?\n  a near/5 b\n    ^^^^^^");
}

TEST_CASE("query/operators: what cannot stand inside is named, with a caret and a way out") {
  const std::pair<std::string, std::string> table[] = {
      {"(a AND b) NEAR/5 c",
       "AND can't stand inside NEAR/5; write a NEAR/5 b NEAR/5 c, or put the AND outside\n"
       "  (a AND b) NEAR/5 c\n  ^^^^^^^^^"},
      {"c /s (x OR (a AND b))",
       "AND can't stand inside /s; write a /s b /s c, or put the AND outside\n"
       "  c /s (x OR (a AND b))\n             ^^^^^^^^^"},
      {"c /s (NOT a)",
       "NOT can't stand inside /s; put it outside, or write NOT/5, NOT/s or NOT/p\n"
       "  c /s (NOT a)\n       ^^^^^^^"},
      {"c /p (a -b)",
       "'-' can't stand inside /p; put it before the whole\n  c /p (a -b)\n          ^^"},
      {"c ADJ/2 +b",
       "'+' can't stand after ADJ/2; put it before the whole: +(a ADJ/2 b)\n"
       "  c ADJ/2 +b\n          ^"},
      {"c ADJ/2 -b",
       "'-' can't stand after ADJ/2; for a without b write a NOT/2 b\n"
       "  c ADJ/2 -b\n          ^"},
      {"c /s -b", "'-' can't stand after /s; for a without b write a NOT/s b\n  c /s -b\n       ^"},
      {"title:a NEAR/3 b",
       "'title:' can't stand inside NEAR/3; write title:(a NEAR/3 b)\n"
       "  title:a NEAR/3 b\n  ^^^^^^^"},
      {"a NEAR/3 article(b)",
       "article(…) can't stand inside NEAR/3; put it outside, with AND\n"
       "  a NEAR/3 article(b)\n           ^^^^^^^^^^"},
      {"a NEAR/3 @b",
       "@b can't stand inside NEAR/3; put it outside, with AND\n  a NEAR/3 @b\n           ^^"},
      {"first9(a atleast2(b))",
       "atleast2(…) can't stand inside first9(…); put it outside, with AND\n"
       "  first9(a atleast2(b))\n           ^^^^^^^^^^^"},
      {"atleast3(a AND b)",
       "AND can't stand inside atleast3(…); write atleast3(…) for each part, and AND between them\n"
       "  atleast3(a AND b)\n          ^^^^^^^^^"},
      {"title:(a org:b)", "'org:' stands inside 'title:'\n  title:(a org:b)\n           ^^^^^"},
      {"title:@a",
       "what follows 'title:' needs brackets of its own: title:(…)\n  title:@a\n        ^^"},
      {"NEAR/3 a", "something to search for is missing before 'NEAR/3'\n  NEAR/3 a\n  ^^^^^^"},
      {"a NEAR/3", "something to search for is missing at the end\n  a NEAR/3\n          ^"},
      {"a /s /p b", "something to search for is missing before '/p'\n  a /s /p b\n       ^^"},
      {"atleast3()",
       "something to search for is missing before the bracket\n  atleast3()\n           ^"},
      {"article(a", "a bracket is not closed\n  article(a\n  ^^^^^^^^"},
      {"=(a)", "'=' stands before a word or a phrase, not before a bracket\n  =(a)\n  ^"},
  };
  for (const auto& row : table) {
    const auto& text = row.first;
    const auto& message = row.second;
    CAPTURE(text);
    CHECK(error_of(text) == message);
  }
}

TEST_CASE("query/operators: a tree of distances has a limited height") {
  CHECK_NOTHROW(query::parse("a" + repeat(" NEAR b", 200)));
  const std::string limit = "more than 200 operators of distance in one clause\n";
  CHECK(error_of("a" + repeat(" NEAR b", 201)).starts_with(limit));
  CHECK(error_of("a" + repeat(" NEAR b", 9'000)).starts_with(limit));
  CHECK(error_of("(a" + repeat(" NEAR b", 150) + ") /s (a" + repeat(" ADJ b", 150) + ")")
            .starts_with(limit));
  CHECK_NOTHROW(query::parse(repeat("a NEAR b ", 7'000)));
  CHECK(error_of(repeat("article(", 201) + "a" + repeat(")", 201))
            .starts_with("brackets go deeper than 200\n"));
}

TEST_CASE("query/operators: a row of signs is refused at its second, however long it is") {
  CHECK(message_and_place(repeat("-", 65'000)).first ==
        "something to search for is missing before '-'");
  CHECK(message_and_place(repeat("+", 65'000)).first ==
        "something to search for is missing before '+'");
}
