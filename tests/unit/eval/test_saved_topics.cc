#include "base/error.hh"
#include "eval/topic.hh"
#include "support/temp_dir.hh"

#include <cstdlib>

#include <doctest/doctest.h>

using namespace dateline;

TEST_CASE("eval/saved_topics: a topic of one's own is read back, replaced when asked, removed") {
  const support::TempDir dir;
  ::setenv("XDG_CONFIG_HOME", dir.path().c_str(), 1);
  const std::size_t shipped = eval::standard_topics().size();
  eval::Topic topic{"lng", "Gas \"LNG\"\n", "what", "", "LNG \"liquefied \\ gas\""};
  eval::add_topic(topic, false);
  const eval::Topic read = eval::standard_topic("lng");
  CHECK(read.query == topic.query);
  CHECK(read.title == topic.title);
  CHECK(eval::standard_topics().size() == shipped + 1);
  CHECK_THROWS_AS(eval::add_topic(topic, false), base::Error);
  topic.query = "gas";
  eval::add_topic(topic, true);
  CHECK(eval::standard_topic("lng").query == "gas");
  eval::remove_topic("lng");
  CHECK_THROWS_AS(eval::standard_topic("lng"), base::Error);
  CHECK_THROWS_AS(eval::remove_topic("sanctions"), base::Error);
}

TEST_CASE("eval/saved_topics: names that mean something else are refused") {
  for (const char* id : {"", "a b", "A", "../x", "-x", "sanctions"})
    CHECK_THROWS_AS(eval::add_topic({id, "t", "", "", "q"}, false), base::Error);
}

TEST_CASE("eval/saved_topics: a faulty file of one's own does no harm to the program's topics") {
  const support::TempDir dir;
  ::setenv("XDG_CONFIG_HOME", dir.path().c_str(), 1);
  dir.write("dateline/topics/bad.toml", "kind = 1");
  CHECK(eval::standard_topic("sanctions").id == "sanctions");
  CHECK_THROWS_AS(eval::standard_topic("bad"), base::Error);
}
