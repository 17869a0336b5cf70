#include "base/error.hh"
#include "temporal/grammar.hh"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace dateline;
using namespace dateline::temporal;

namespace {

const std::string head = "# dateline-temporal 1\n";

/// The error a table gives, with its place.
std::string error_of(const std::string& rows) {
  try {
    const Grammar grammar("t.tsv", head + rows);
  } catch (const base::Error& error) {
    return error.place() + ": " + error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("temporal/grammar: words are found with all their roles, by their folded form") {
  const Grammar grammar("t.tsv", head +
                                     "word\tordinal\t2\tsecond\n"
                                     "name\tmonth\t5\tmay\n"
                                     "word\tunit\tS\tsecond\n");
  const Word* second = grammar.find("second");
  REQUIRE(second != nullptr);
  REQUIRE(second->roles.size() == 2);
  CHECK(second->roles[0].role == grammar.role("ordinal"));
  CHECK(second->roles[0].value == 2);
  CHECK(second->roles[1].text == "S");
  CHECK_FALSE(second->roles[1].capital);
  CHECK(grammar.find("may")->roles[0].capital);
  CHECK(grammar.find("seconds") == nullptr);
  CHECK(grammar.find("") == nullptr);
  CHECK(grammar.find(std::string(1000, 's')) == nullptr);
  CHECK_FALSE(grammar.role("nothing"));
}

TEST_CASE("temporal/grammar: a pattern says what each part is and how it is joined") {
  const Grammar grammar("t.tsv", head +
                                     "word\tmonth\t3\tmarch\n"
                                     "rule\tdate\t-\tmonth:m day:d ,year:y?\n"
                                     "rule\tnot\tX\t=as month|=then >-=on\n");
  REQUIRE(grammar.rules().size() == 2);
  const Rule& date = grammar.rules()[0];
  CHECK(date.action == Action::Date);
  CHECK(date.argument.empty());
  CHECK(date.longer);
  REQUIRE(date.elements.size() == 3);
  CHECK(date.elements[0].slot == 'm');
  CHECK(date.elements[1].builtin == Builtin::DayNumber);
  CHECK(date.elements[1].joints == (Blank | Hyphen));
  CHECK(date.elements[2].joints == (Comma | Blank));
  CHECK(date.elements[2].optional);
  const Rule& other = grammar.rules()[1];
  CHECK(other.argument == "X");
  CHECK(other.elements[1].roles.size() == 2);
  CHECK(other.elements[2].ahead);
  CHECK(other.elements[2].joints == Hyphen);
}

TEST_CASE("temporal/grammar: a row that makes no sense is named with its line") {
  CHECK(error_of("verb\ta\tb\tc\n") == "t.tsv:2: 'verb' is no kind of row");
  CHECK(error_of("rule\tdat\t-\tyear:y\n") == "t.tsv:2: 'dat' is no action");
  CHECK(error_of("\nrule\tdate\t-\tmonht:m\n") == "t.tsv:3: no words are known as 'monht'");
  CHECK(error_of("rule\tdate\t-\tyear:y? day\n") ==
        "t.tsv:2: a rule begins with a part that must be there");
  CHECK(error_of("rule\tdate\t-\t,?\n") == "t.tsv:2: ',?' names no words");
}

TEST_CASE("temporal/grammar: the table for English loads") {
  const Grammar& english = Grammar::english();
  CHECK(english.rules().size() > 100);
  REQUIRE(english.find("october") != nullptr);
  CHECK(english.find("october")->roles[0].value == 10);
}
