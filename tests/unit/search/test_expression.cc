#include "base/error.hh"
#include "indexed.hh"
#include "search/expression.hh"
#include "search/lower_words.hh"

#include <string>

#include <doctest/doctest.h>

using namespace dateline;
using support::ids;
using support::Indexed;
using support::plan;

namespace {

search::Expression expression(const std::string& query, const store::Database& database) {
  return search::WordLowering(query, database).expression(query::parse(query));
}

std::string shown(const search::Spans& spans) {
  std::string out;
  for (const search::TokenSpan span : spans) {
    out += (out.empty() ? "" : " ") + std::to_string(span.begin) + '-' + std::to_string(span.end);
  }
  return out;
}

std::string error_of(const std::string& query, const store::Database& database) {
  try {
    plan(query, database);
  } catch (const base::Error& failure) {
    CHECK(failure.code() == base::Code::Query);
    return failure.what();
  }
  return "no error";
}

std::string repeat(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("search/expression: spans, parts and counts of text and headline") {
  const Indexed indexed({{"a", "Crude prices", "Crude oil prices. The price of oil, crude Oil."}});
  const store::Database database = indexed.database();
  const struct {
    const char *query, *spans, *parts;
    unsigned in_text, in_title;
  } table[] = {
      {"oil", "1-2 6-7 8-9", "1-2 6-7 8-9", 3, 0},
      {"\"crude oil\"", "0-2 7-9", "0-2 7-9", 2, 0},
      {"=Oil", "8-9", "8-9", 1, 0},
      {"pric*", "2-3 4-5", "2-3 4-5", 2, 1},
      {"prices*", "2-3", "2-3", 1, 1},
      {"crude NEAR/2 price", "0-3", "0-1 2-3", 1, 1},
      {"crude NEAR/3 price", "0-3 4-8", "0-1 2-3 4-5 7-8", 2, 1},
      {"crude NEAR/1 price", "", "", 0, 1},
      {"oil /s price", "1-3 4-7 4-9", "1-2 2-3 4-5 6-7 8-9", 3, 0},
      {"price NOT/s the", "2-3", "2-3", 1, 1},
      {"(crude price) ADJ/1 oil", "0-2 7-9", "0-1 1-2 7-8 8-9", 2, 0},
      {"zebra", "", "", 0, 0},
      {"oil NOT/1 zebra", "1-2 6-7 8-9", "1-2 6-7 8-9", 3, 0},
  };
  for (const auto& row : table) {
    CAPTURE(row.query);
    const search::Expression one = expression(row.query, database);
    search::ExpressionMatcher matcher(one, database.segment(0));
    CHECK(shown(matcher.passage(0)) == row.spans);
    CHECK(shown(matcher.parts()) == row.parts);
    CHECK(matcher.count_passage(0) == row.in_text);
    CHECK(matcher.count_title(0) == row.in_title);
    CHECK(matcher.possible() == (std::string(row.query) != "zebra"));
  }
}

TEST_CASE("search/expression: a group has at most 64 words, and the error names how many") {
  const Indexed indexed({{"a", "", repeat("oil gas coal ", 70)}});
  const store::Database database = indexed.database();
  const std::string most = "(oil" + repeat(" oil", 62) + ") NEAR/3 gas";
  CHECK(ids(most, database) == "a#1");
  CHECK(ids("oil" + repeat(" NEAR/9 gas", 63), database) == "a#1");
  CHECK(error_of("(oil" + repeat(" oil", 63) + ") NEAR/3 gas", database)
            .starts_with("65 words stand in one phrase or positional group; the limit is 64\n"));
  CHECK(error_of('"' + repeat("oil ", 65) + '"', database)
            .starts_with("65 words stand in one phrase or positional group; the limit is 64\n"));
}

TEST_CASE("search/expression: a wildcard has a limit, and the error names how many words it is") {
  std::string body;
  for (int i = 0; i < 1001; ++i) {
    body += "zz";
    for (int rest = i, k = 0; k < 3; ++k, rest /= 11) body += "bcdfghjklmn"[rest % 11];
    body += i % 20 == 19 ? ".\n\n" : " ";
  }
  const Indexed indexed({{"a", "", body}});
  const store::Database database = indexed.database();
  CHECK(error_of("zz*", database).starts_with("'zz*' stands for 1001 words; the limit is 1000\n"));
  CHECK(error_of("oil NEAR/3 \"gas zz*\"", database)
            .starts_with("'zz*' stands for 1001 words; the limit is 1000\n"));
  CHECK(ids("article(atleast80(zzb*))", database) != "");
}

TEST_CASE("search/expression: odd queries are answered or refused, none is dropped") {
  const Indexed indexed({{"a", "", "Oil."}, {"b", "", "Gas."}});
  const store::Database database = indexed.database();
  CHECK(ids("article(article(oil))", database) == "a#1");
  CHECK(ids("article(NOT article(NOT gas))", database) == "b#1");
  CHECK(error_of("first0(oil)", database) != "no error");
  CHECK(error_of("atleast0(oil)", database) != "no error");
  CHECK(error_of("oil NEAR/5 \"...\"", database).starts_with("'...' has no letter or digit"));
}

TEST_CASE("search/expression: chains in a passage of the same few letters come to an end") {
  // 375 times b x, one sentence, one passage.
  const Indexed indexed({{"a", "", repeat("b x ", 374) + "b y."}});
  const store::Database database = indexed.database();
  REQUIRE(database.live_passages() == 1);
  for (const std::string step : {" NEAR/1000 (b x)", " /s (b x)", " ADJ/5 x NEAR/7 b"}) {
    CAPTURE(step);
    const std::string chain = "b" + repeat(step, step.find('(') == std::string::npos ? 31 : 30);
    const search::Expression one = expression(chain, database);
    search::ExpressionMatcher matcher(one, database.segment(0));
    const std::size_t spans = matcher.passage(0).size();
    CHECK(spans > 0);
    CHECK(spans <= search::max_spans);
    CHECK(ids(chain, database) == "a#1");
  }
}
