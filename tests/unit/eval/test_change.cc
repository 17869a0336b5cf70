#include "base/error.hh"
#include "eval/change.hh"
#include "eval/check_case.hh"
#include "unit/search/indexed.hh"

#include <algorithm>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

using namespace dateline;
using support::Indexed;

namespace {

std::string joined(const std::vector<std::string>& lines) {
  return fmt::format("{}", fmt::join(lines, "\n"));
}

/// The recorded answer to a query.
eval::Checked answer(const std::string& query, const store::Database& database,
                     const std::string& weighting = {},
                     const eval::RecordedAnswer* before = nullptr) {
  eval::Suite suite;
  suite.ranking.weighting = weighting;
  eval::Case one;
  one.id = "case";
  one.query = query;
  return eval::check_case(one, suite, database, before);
}

std::string changed(const eval::Checked& before, const eval::Checked& now,
                    const store::Database& database) {
  return joined(eval::changes(before.answer, now.answer, now.others, database,
                              support::plan(now.query, database)));
}

const std::vector<support::Doc> docs = {
    {"a", "", "oil oil oil tanker", "2022-03-01", "Reuters"},
    {"b", "", "oil gas tanker coal", "2022-03-02", "AP"},
    {"c", "", "wheat and grain", "2022-03-03", "AP"},
};

}  // namespace

TEST_CASE("eval/change: the same is no change; a changed parameter names its term") {
  const Indexed indexed(docs);
  const store::Database database = indexed.database();
  const eval::Checked before = answer("oil tanker", database);
  CHECK(changed(before, answer("oil tanker", database), database).empty());
  const std::string said = changed(before, answer("oil tanker", database, "k1=2.4"), database);
  CHECK(said.find("a#1 rank 1 as before") != std::string::npos);
  CHECK(said.find("term 'oil'") != std::string::npos);
  CHECK(said.find("frequency 3 as before") != std::string::npos);
}

TEST_CASE("eval/change: a filter that no longer holds, and an article that is gone, are named") {
  Indexed indexed(docs);
  const eval::Checked before = answer("oil source:Reuters", indexed.database());
  indexed.add({{"a", "", "oil oil oil tanker", "2022-03-01", "AP"}});
  const store::Database database = indexed.database();
  eval::Checked now = answer("oil source:Reuters", database, {}, &before.answer);
  CHECK(changed(before, now, database).find("does not match any more") != std::string::npos);
  const Indexed other({docs[1], docs[2]});
  const store::Database without = other.database();
  now = answer("oil", without);
  CHECK(changed(answer("oil", Indexed(docs).database()), now, without)
            .find("a#1 was at rank 1 with score") != std::string::npos);
  CHECK(changed(answer("oil", Indexed(docs).database()), now, without)
            .find("it is not in the index any more") != std::string::npos);
}

TEST_CASE("eval/change: a tie, a text and a date are told as what they are") {
  const Indexed one({{"a", "", "oil", "2022-03-02"}, {"b", "", "oil", "2022-03-01"}});
  const Indexed two({{"a", "", "oil", "2022-02-28"}, {"b", "", "oil", "2022-03-01"}});
  const store::Database database = two.database();
  const std::string said =
      changed(answer("oil", one.database()), answer("oil", database), database);
  CHECK(said.find("a#1 rank 1 -> 2") != std::string::npos);
  CHECK(said.find("its date changed") != std::string::npos);
  CHECK(said.find("its score ties with b#1: date, then id decide") != std::string::npos);
}

TEST_CASE("eval/change: parameters, settings, analysis and index are told apart") {
  const Indexed indexed(docs);
  Indexed unstemmed;
  indexing::IndexOptions options = unstemmed.options();
  options.stemmer = "none";
  unstemmed.add(docs, options);
  eval::RankSettings settings;
  settings.weighting = "k1=1.2,b=0.5";
  const eval::Provenance before(indexed.database(), settings);
  CHECK(eval::changes(before, eval::Provenance(indexed.database(), settings)).empty());
  settings.weighting = "k1=2.4,b=0.5";
  settings.feedback = "rm3";
  CHECK(joined(eval::changes(before, eval::Provenance(indexed.database(), settings))) ==
        "k1 1.2 -> 2.4\nfeedback none -> rm3");
  settings = {};
  settings.weighting = "k1=1.2,b=0.5";
  const auto stems = eval::changes(before, eval::Provenance(unstemmed.database(), settings));
  REQUIRE(stems.size() == 2);
  CHECK(stems[0] == "stemmer english -> none");
  CHECK(stems[1].starts_with("index "));
}
