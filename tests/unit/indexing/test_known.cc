#include "indexing/known.hh"
#include "indexing/publisher.hh"
#include "support/temp_dir.hh"
#include "unit/search/indexed.hh"

#include <doctest/doctest.h>

using namespace dateline;
using indexing::KnownArticles;
using Verdict = KnownArticles::Verdict;

namespace {

void check_places(bool id_files) {
  CAPTURE(id_files);
  support::Indexed indexed;
  indexed.add({{"a", "", "One."}, {"b", "", "Two."}});
  indexed.add({{"c", "", "Three."}, {"a", "", "One, changed."}});
  const store::Manifest manifest = store::read_manifest(indexed.dir.path("news.db"));
  REQUIRE(manifest.segments.size() == 2);
  CHECK(manifest.segments[0].deleted == std::vector<std::uint32_t>{0});
  for (const store::SegmentEntry& entry : manifest.segments) {
    const std::string file = indexed.dir.path("news.db/" + entry.name + "/" + store::ids_name);
    REQUIRE(std::filesystem::exists(file));
    if (!id_files) std::filesystem::remove(file);
  }
  KnownArticles known(indexed.dir.path("news.db"), manifest);
  corpus::Article article;
  article.id = "b";
  article.body = "Two.";
  std::uint64_t sequence = 0;
  const std::uint64_t a = store::article_id_digest("a"), b = store::article_id_digest("b");
  CHECK(known.see(b, store::content_digest(article), sequence) == Verdict::Unchanged);
  CHECK(known.see(a, 1, sequence) == Verdict::Changed);
  const auto old = known.location(a);
  REQUIRE(old);
  CHECK(old->segment == 1);
  CHECK(old->article == 1);
  known.set_location(a, {2, 7});
  CHECK(known.location(a)->segment == 2);
  CHECK_FALSE(known.is_latest(b, 0));
}

}  // namespace

TEST_CASE("indexing/known: an article is new, then unchanged, then changed") {
  KnownArticles known("nowhere", {});
  std::uint64_t sequence = 0;
  CHECK(known.see(1, 10, sequence) == Verdict::New);
  CHECK(sequence == 1);
  CHECK(known.is_latest(1, 1));
  CHECK(known.see(1, 10, sequence) == Verdict::Unchanged);
  CHECK(known.see(1, 11, sequence) == Verdict::Changed);
  CHECK(sequence == 2);
  CHECK_FALSE(known.is_latest(1, 1));
  CHECK(known.is_latest(1, 2));
  CHECK(known.see(2, 11, sequence) == Verdict::New);
  CHECK(sequence == 3);
  CHECK(known.is_latest(1, 2));
  CHECK_FALSE(known.is_latest(3, 1));
  CHECK_FALSE(known.location(1));
  CHECK_FALSE(known.location(99));
}

TEST_CASE("indexing/known: live articles are known with their places, with id files and without") {
  check_places(true);
  check_places(false);
}

TEST_CASE("indexing/known: an article of an earlier run is new again once it is deleted") {
  support::Indexed indexed({{"a", "", "One."}, {"b", "", "Two."}});
  indexing::Publisher publisher(indexed.dir.path("news.db"),
                                store::read_manifest(indexed.dir.path("news.db")).fingerprint);
  CHECK(publisher.remove({"a", "nobody", "a"}) == std::vector<bool>{true, false, true});
  std::uint64_t sequence = 0;
  CHECK(publisher.see(store::article_id_digest("a"), 1, sequence) == Verdict::New);
  CHECK(publisher.see(store::article_id_digest("b"), 1, sequence) == Verdict::Changed);
  const store::Database database = indexed.database();
  CHECK(database.live_articles() == 1);
  CHECK(support::ids("one two", database) == "b#1");
}
