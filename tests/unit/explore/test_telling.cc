#include "explore/telling.hh"
#include "explore/telling_words.hh"
#include "unit/search/indexed.hh"

#include <map>
#include <random>

#include <doctest/doctest.h>

using namespace dateline;
using explore::Candidate;
using explore::Holding;
using explore::Telling;
using support::Indexed;

namespace {

search::MatchSet match(const std::string& query, const store::Database& database) {
  return search::match(support::plan(query, database), database);
}

std::string printed(const std::vector<Telling>& words) {
  std::string out;
  for (const Telling& one : words) {
    out += one.stem + ' ' + std::to_string(one.found.passages) + ' ' +
           std::to_string(one.other.passages) + ", ";
  }
  return out;
}

}  // namespace

TEST_CASE("explore/telling: the best are those of judging all, and few are asked for") {
  std::mt19937 random(7);
  explore::SignificantOptions options;
  const explore::Judge judge({1000, 1000}, {100000, 100000}, options);
  std::vector<std::string> texts;
  for (int i = 0; i < 2000; ++i) texts.push_back("w" + std::to_string(i));
  std::map<std::string, std::uint32_t, std::less<>> others;
  std::vector<Candidate> candidates;
  std::vector<Telling> all;
  for (const std::string& text : texts) {
    const std::uint32_t passages = 3 + random() % 40 * (random() % 30) % 900;
    others[text] = random() % (passages * 50);
    const Holding found{passages, passages};
    candidates.push_back({text, found, judge.bound(found)});
    Telling one;
    one.text = text;
    one.found = found;
    one.other.passages = others[text];
    if (text != "w5" && judge.keeps(one)) all.push_back(one);
  }
  std::sort(all.begin(), all.end(), explore::is_more_telling);
  std::size_t asked = 0;
  const auto best = explore::most_telling(
      candidates, judge, 10,
      [&](std::string_view text, const Holding&) {
        ++asked;
        return others.find(text)->second;
      },
      [](std::string_view text) { return text == "w5"; });
  REQUIRE(best.size() == 10);
  for (std::size_t i = 0; i < best.size(); ++i) CHECK(best[i].text == all[i].text);
  CHECK(asked < candidates.size() / 4);
  CHECK(explore::most_telling(
            candidates, judge, 0, [](std::string_view, const Holding&) { return 0u; },
            [](std::string_view) { return false; })
            .empty());
}

TEST_CASE("explore/telling: counts of the whole tell what counting the rest tells") {
  Indexed indexed(support::random_docs(80, 11));
  indexed.add(support::random_docs(40, 12));
  const store::Database database = indexed.database();
  const search::Plan plan = support::plan("oil", database);
  const search::MatchSet matches = match("oil OR gas OR wheat", database);
  const search::MatchSet found = match("oil", database);
  const search::MatchSet other = explore::without(matches, found);
  explore::SignificantOptions options;
  options.least_g2 = -1e9;
  options.least_ratio = -100;
  explore::StemCounts whole(database);
  whole.count(matches);
  explore::TellingWords words(plan, database, options);
  const std::string by_whole = printed(words.find(found, other, &whole));
  CHECK(by_whole == printed(words.find(found, other, nullptr)));
  CHECK(by_whole.find("oil ") == std::string::npos);
  CHECK(by_whole.size() > 20);
}
