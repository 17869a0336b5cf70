#include "base/error.hh"
#include "cli/refine.hh"
#include "unit/search/indexed.hh"

#include <doctest/doctest.h>

using namespace dateline;

TEST_CASE("cli/refine: clauses are added so that a query stays readable") {
  struct Row {
    const char *query, *clause, *narrowed, *without;
  };
  const Row rows[] = {
      {"gas pipeline", "place:Kyiv", "gas pipeline place:Kyiv", "gas pipeline -place:Kyiv"},
      {"gas pipeline", "gazprom", "(gas pipeline) AND (gazprom)", "gas pipeline -gazprom"},
      {"gas", "oil price", "(gas) AND (+oil +price)", "gas -oil -price"},
      {"gas", "\"oil price\"", "(gas) AND (\"oil price\")", "gas -\"oil price\""},
      {"gas", "org:=\"European Union\"", "gas org:=\"European Union\"",
       "gas -org:=\"European Union\""},
      {"gas OR oil", "place:Kyiv", "(gas OR oil) AND (place:Kyiv)",
       "(gas OR oil) NOT (place:Kyiv)"},
      {"gas +coal", "oil", "gas +coal +oil", "gas +coal -oil"},
      {"place:Kyiv", "oil", "place:Kyiv +oil", "place:Kyiv -oil"},
      {"gas", "oil OR coal", "(gas) AND (oil OR coal)", "(gas) NOT (oil OR coal)"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.clause);
    CHECK(cli::narrowed(row.query, row.clause) == row.narrowed);
    CHECK(cli::without(row.query, row.clause) == row.without);
  }
  CHECK(cli::narrowed("", "gas") == "gas");
}

TEST_CASE("cli/refine: a clause stands in a query if it is there whole") {
  CHECK(cli::has_clause("gas published:2022", "published:2022"));
  CHECK(cli::has_clause("(gas) AND (place:Kyiv)", "place:Kyiv"));
  CHECK_FALSE(cli::has_clause("gas published:2022..2024", "published:2022"));
  CHECK_FALSE(cli::has_clause("gas published:2022-03", "published:2022"));
  CHECK_FALSE(cli::has_clause("gas -place:Kyiv", "place:Kyiv"));
  CHECK_FALSE(cli::has_clause("gas", "place:Kyiv"));
}

TEST_CASE("cli/refine: what does not parse is refused") {
  CHECK_THROWS_AS(cli::narrowed("gas", "(oil"), base::Error);
  CHECK_THROWS_AS(cli::without("gas", "-oil"), base::Error);
  CHECK_THROWS_AS(cli::without("", "oil"), base::Error);
}

TEST_CASE("cli/refine: a word never brings up what the query did not find") {
  const support::Indexed indexed({{"a", "", "oil", "2022"},
                                  {"b", "", "gas", "2022"},
                                  {"c", "", "oil and steel", "2022"},
                                  {"d", "", "steel", "2022"}});
  const store::Database database = indexed.database();
  const auto count = [&](const std::string& query) {
    return support::ranking(query, database).matches->passages();
  };
  CHECK(count("oil gas") == 3);
  CHECK(count(cli::narrowed("oil gas", "steel")) == 1);
  CHECK(count(cli::narrowed("oil", "steel gas")) == 0);
}

TEST_CASE("cli/refine: a query and its two halves by any clause find the same passages") {
  const support::Indexed indexed(support::random_docs(40, 11));
  const store::Database database = indexed.database();
  const auto count = [&](const std::string& query) {
    return support::ranking(query, database).matches->passages();
  };
  for (const std::string query :
       {"oil gas", "oil OR gas", "oil NEAR/3 gas", "oil +wheat", "wheat"}) {
    for (const std::string clause : {"steel", "source:Reuters", "\"oil gas\"", "steel OR coal"}) {
      CAPTURE(query);
      CAPTURE(clause);
      const auto in = count(cli::narrowed(query, clause)), out = count(cli::without(query, clause));
      CHECK(in + out == count(query));
      CHECK(in > 0);
    }
  }
}
