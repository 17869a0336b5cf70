#include "base/data.hh"
#include "base/error.hh"
#include "eval/seen.hh"
#include "unit/search/indexed.hh"

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <thread>

#include <doctest/doctest.h>

using namespace dateline;

TEST_CASE("eval/seen: articles are new once, whatever becomes of the index") {
  const support::TempDir dir;
  const std::string file = dir.path("seen/mail");
  const std::vector<support::Doc> docs = {{"a", "Oil one", "Oil is dear."},
                                          {"b", "Oil two", "Oil is cheap."}};
  {
    const support::Indexed indexed(docs);
    const auto database = indexed.database();
    const auto all = *support::ranking("oil", database).matches;
    eval::Seen seen(file);
    CHECK(!seen.before());
    CHECK(seen.unseen(all, database).passages() == 2);
    seen.keep(all, database);
    CHECK(seen.unseen(all, database).passages() == 0);
  }
  // Indexed anew: one changed, one under another id, one that is new.
  const support::Indexed indexed({{"a", "Oil one", "Oil is dearer than ever."},
                                  {"b2", "Oil two", "Oil is cheap."},
                                  {"c", "Oil three", "Oil again."}});
  const auto database = indexed.database();
  const auto all = *support::ranking("oil", database).matches;
  eval::Seen seen(file);
  CHECK(seen.before());
  CHECK(seen.unseen(all, database).passages() == 1);
  seen.keep(all, database);
  CHECK(eval::Seen(file).unseen(all, database).passages() == 0);
}

TEST_CASE("eval/seen: what was found and not kept stays new") {
  const support::TempDir dir;
  const support::Indexed indexed(
      {{"a", "Oil one", "Oil is dear."}, {"b", "Oil two", "Oil is cheap."}});
  const auto database = indexed.database();
  const auto all = *support::ranking("oil", database).matches;
  search::MatchSet one = all;
  for (auto& segment : one.segments) {
    const std::uint32_t first = segment.next(0);
    segment = search::Bitmap(segment.size());
    if (first < segment.size()) segment.set(first);
  }
  eval::Seen seen(dir.path("seen"));
  CHECK(seen.last() == 0);
  seen.keep(one, database);
  const eval::Seen again(dir.path("seen"));
  CHECK(again.last() > 0);
  CHECK(again.unseen(all, database).passages() == all.passages() - one.passages());
}

TEST_CASE(
    "eval/seen: runs at the same time take turns, so that none shows again what another did") {
  const support::TempDir dir;
  const support::Indexed indexed(
      {{"a", "Oil one", "Oil is dear."}, {"b", "Gas two", "Gas is cheap."}});
  const auto database = indexed.database();
  std::ofstream(dir.path("seen")).close();
  const auto oil = support::ranking("oil", database).matches;
  eval::Seen one(dir.path("seen"));
  CHECK(!one.before());  // an empty file is none
  std::atomic<bool> begun = false, kept = false, waited = false;
  std::uint64_t new_to_two = UINT64_MAX;
  std::thread other([&] {
    begun = true;
    eval::Seen two(dir.path("seen"));
    waited = kept.load();
    new_to_two = two.unseen(*oil, database).passages();
    two.keep(*support::ranking("gas", database).matches, database);
  });
  while (!begun) std::this_thread::yield();
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  kept = true;
  one.keep(*oil, database);
  other.join();
  CHECK(waited);
  CHECK(new_to_two == 0);
  const eval::Seen both(dir.path("seen"));
  CHECK(both.unseen(*support::ranking("oil OR gas", database).matches, database).passages() == 0);
}

TEST_CASE("eval/seen: a file of another kind is refused, with its place") {
  const support::TempDir dir;
  for (const char* content : {"x\n", "# dateline-seen 1\nzz\n", "# dateline-seen 1\n12 34\n"}) {
    CAPTURE(content);
    CHECK_THROWS_AS(eval::Seen(dir.write("seen", content)), base::Error);
  }
}

TEST_CASE("eval/seen: names are plain, and searches that share one are kept apart") {
  ::setenv("XDG_STATE_HOME", "/state", 1);
  CHECK(eval::seen_file("mail") == "/state/dateline/seen/mail");
  for (const char* name : {"", "../x", "a/b", ".x", "a b"})
    CHECK_THROWS_AS(eval::seen_file(name), base::Error);
}
