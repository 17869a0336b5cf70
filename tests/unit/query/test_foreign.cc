#include "base/error.hh"
#include "query/foreign.hh"
#include "query/parser.hh"
#include "support/query_tree.hh"

#include <string>
#include <utility>

#include <doctest/doctest.h>

using namespace dateline;

namespace {

/// The first line of an error; of a query that is taken, how it was read.
std::string told(std::string_view text) {
  try {
    return "read as " + print(query::parse(text));
  } catch (const base::Error& failure) {
    const std::string message = failure.what();
    return message.substr(0, message.find('\n'));
  }
}

}  // namespace

TEST_CASE("query/foreign: distances of other systems are told in our spelling") {
  const std::pair<const char*, const char*> table[] = {
      {"w/5", "NEAR/5"},      {"W/5", "NEAR/5"},    {"n/5", "NEAR/5"},
      {"N/12", "NEAR/12"},    {"near5", "NEAR/5"},  {"near/5/3", "NEAR/5"},
      {"within/3", "NEAR/3"}, {"pre/3", "ADJ/3"},   {"P/3", "ADJ/3"},
      {"adj5", "ADJ/5"},      {"ONEAR/3", "ADJ/3"}, {"NEXT/3", "ADJ/3"},
      {"not/3", "NOT/3"},     {"w/s", "/s"},        {"W/SENT", "/s"},
      {"pre/s", "/s"},        {"W/P", "/p"},        {"w/para", "/p"},
      {"/S", "/s"},           {"/sent", "/s"},      {"/3s", "/s"},
      {"/5", "NEAR/5"},       {"N95", ""},          {"w5", ""},
      {"next3", ""},          {"near", ""},         {"n/a", ""},
      {"24/7", ""},           {"km/h", ""},         {"/", ""},
      {"and/or", ""},         {"nearby", ""},
  };
  for (const auto& [word, meant] : table) {
    CAPTURE(word);
    CHECK(query::distance_meant(word) == meant);
  }
  CHECK(query::without("NEAR/5") == "NOT/5");
  CHECK(query::without("/s") == "NOT/s");
  CHECK(query::without("NEAR") == "NOT/10");
}

TEST_CASE("query/foreign: operators of other systems are no words") {
  const std::pair<const char*, const char*> table[] = {
      {"gas w/s oil", "did you mean '/s'?"},
      {"gas NOT w/s oil", "did you mean 'NOT/s'?"},
      {"gas NOT W/5 oil", "did you mean 'NOT/5'?"},
      {"gas AND NOT NEAR/5 oil", "did you mean 'NOT/5'?"},
      {"gas NOT /5 oil", "did you mean 'NOT/5'?"},
      {"gas NEAR(5) oil", "did you mean 'NEAR/5'? Else quote the number"},
      {"gas ADJ 5 oil", "did you mean 'ADJ/5'? Else quote the number"},
      {"gas NEAR 5", "read as gas NEAR/10 5"},
      {"gas +s oil", "'+s' is no operator; write /s, or ADJ/5 for words in this order"},
      {"gas +3 oil", "did you mean 'ADJ/3'? Else quote the number: +\"3\""},
      {"gas +2022 oil", "read as gas +2022 oil"},
      {"atleast3 gas", "did you mean 'atleast3('?"},
      {"gas XOR oil", "'XOR' is no operator; write (a NOT b) OR (b NOT a)"},
      {"gas ANDNOT oil", "did you mean 'NOT'?"},
      {"gas AND/OR oil", "'AND/OR' is no operator; write AND or OR"},
      {"gas && oil", "did you mean 'AND'? Else quote it with the words beside it"},
      {"gas | oil", "did you mean 'OR'? Else quote it with the words beside it"},
      {"#1 AND #2", "'#1' names no earlier search; write the query itself, or quote it"},
      {"/sanc.*/",
       "regular expressions are not understood; a wildcard '*' ends a word, as in "
       "'sanction*'"},
      {"gas /n oil", "'/n' is no operator; there are NEAR/5, ADJ/5, /s and /p"},
      {"gas w/seg oil", "'w/seg' is no operator; the whole article is asked by article(a AND b)"},
      {"[500 TO 900]", "a range is written as in published:2022-02-24..2022-03-31 or words:500.."},
      {"[sic]", "read as [sic]"},
      {":oil", "a field and its colon stand together, as in title:oil"},
      {"hd=gas", "'hd=' is written title:(…) here"},
      {"wc>500 gas", "'wc>' is written words:500.. here"},
      {"E=mc2",
       "'=' stands in no word; a field is asked as in title:oil, and what holds the sign "
       "is quoted"},
      {"gas AND date aft 2022",
       "a time is written as in published:2022-02-24.. or published:..2022"},
      {"=title:oil",
       "'=' stands before the word, as in title:(=oil), or behind the colon of a "
       "name, as in org:=gazprom"},
      {"HLEAD(gas)", "'HLEAD(…)' is written title:(…) here"},
      {"LEAD(gas)", "'LEAD(' lacks its colon; write lead:(…)"},
      {"ALLCAPS(us)", "a word spelled exactly so is written =NATO"},
      {"gas AROUND(3) oil", "did you mean 'NEAR/5'?"},
      {"gas(oil)", "a blank is missing here, or what stands before it does not belong"},
  };
  for (const auto& [text, message] : table) {
    CAPTURE(text);
    CHECK(told(text) == message);
  }
}

TEST_CASE("query/foreign: signs of other systems are no part of a word") {
  const std::pair<const char*, const char*> table[] = {
      {"sanction!", "did you mean 'sanction*'? Else quote it"},
      {"sanction$", "did you mean 'sanction*'? Else quote it"},
      {"\"Yahoo!\"", "read as \"Yahoo!\""},
      {"C# US$", "read as C# US$"},
      {"putin~", "'~' means nothing here; there are no fuzzy words and no weights"},
      {"~gas", "'~' means nothing here; there are no fuzzy words and no weights"},
      {"^gas", "'^' means nothing here; there are no fuzzy words and no weights"},
      {"oil&&gas", "'&&' means nothing here; write AND between the words"},
      {"oil+gas", "'+' stands before a word, with a blank before it; or quote the whole"},
      {"oil \u2212gas", "did you mean '-gas'?"},
      {"oil \u2013gas", "did you mean '-gas'?"},
      {"\uFF08gas OR oil\uFF09", "'\uFF08' is no bracket here; write '('"},
      {"'oil price' gas", "a phrase stands in double quotes"},
      {"\u2018oil price\u2019", "a phrase stands in double quotes"},
      {"'tis the season", "read as 'tis the season"},
      {"\u2018green\u2019 gas", "read as \u2018green\u2019 gas"},
      {"\u00ABcentral bank\u00BB", "read as \"central bank\""},
      {"nato.ti.", "'.ti.' is written title:(…) or lead:(…) here, or left out"},
      {"nato.ti,ab.", "'.ti,ab.' is written title:(…) or lead:(…) here, or left out"},
      {"nato[ti]", "'[ti]' is written title:(…) or lead:(…) here, or left out"},
      {"sanction$3", "did you mean 'sanction*'? Else quote it"},
      {"'Ndrangheta bosses' assets", "read as 'Ndrangheta bosses' assets"},
      {"[2022] review amazon.co. P/S", "read as [2022] review amazon.co. P/S"},
      {"\u00A1Hola!", "read as \u00A1Hola!"},
      {"title:'price cap'", "a phrase stands in double quotes"},
      {"title:(oil XOR gas)", "'XOR' is no operator; write (a NOT b) OR (b NOT a)"},
      {"u.s. a.m.", "read as u.s. a.m."},
  };
  for (const auto& [text, message] : table) {
    CAPTURE(text);
    CHECK(told(text) == message);
  }
}

TEST_CASE("query/foreign: a star in a phrase ends a word") {
  const std::pair<const char*, const char*> table[] = {
      {"\"oil price*\"", "read as \"oil price*\""},
      {"\"oil* price\"", "read as \"oil* price\""},
      {"\"wom*n\"", "a wildcard '*' stands only at the end of a word, as in 'sanction*'"},
      {"\"*oil price\"", "a wildcard '*' stands only at the end of a word, as in 'sanction*'"},
      {"\"oil * price\"",
       "a '*' stands for no word of its own; write ADJ/3 between the words before and after it"},
      {"\"o* price\"", "a wildcard needs at least 2 characters before its '*'"},
      {"source:=\"M*A*S*H\"", "read as source:=\"M*A*S*H\""},
  };
  for (const auto& [text, message] : table) {
    CAPTURE(text);
    CHECK(told(text) == message);
  }
}

TEST_CASE("query/foreign: fields of other systems are told by their names here") {
  CHECK(query::field_meant("headline") == "title");
  CHECK(query::field_meant("BYLINE") == "author");
  CHECK(query::field_meant("before") == "published");
  CHECK(query::field_meant("gas").empty());
}
