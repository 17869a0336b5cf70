#include "indexing/sources.hh"
#include "support/temp_dir.hh"

#include <fstream>
#include <functional>

#include <doctest/doctest.h>

using namespace dateline;
using indexing::Sources;
namespace fs = std::filesystem;

namespace {

/// A file that has not changed for an hour.
std::string settled(const support::TempDir& dir, std::string_view name, std::string_view bytes) {
  const std::string path = dir.write(name, bytes);
  fs::last_write_time(path, fs::file_time_type::clock::now() - std::chrono::hours(1));
  return path;
}

/// Ask whether a file is read, and read it if so.
bool reads(
    Sources& sources, const std::string& path, bool clean = true,
    const std::function<void()>& meanwhile = [] {}) {
  if (!sources.wants(path, fs::path(path).filename().string())) return false;
  meanwhile();
  sources.finished(3, clean);
  return true;
}

}  // namespace

TEST_CASE("indexing/sources: a file that was read is not read again until it changes") {
  const support::TempDir dir;
  const std::string path = settled(dir, "in/a #%\t\n.jsonl", "one");
  {
    Sources sources(dir.path(), 1);
    CHECK(reads(sources, path));
    CHECK_FALSE(reads(sources, path));
    CHECK(sources.unchanged_files() == 1);
    CHECK(sources.unchanged_articles() == 3);
  }
  // What was not committed is not known to the next.
  {
    Sources sources(dir.path(), 1);
    CHECK(reads(sources, path));
    sources.commit();
  }
  {
    Sources sources(dir.path(), 1);
    CHECK_FALSE(reads(sources, path));
    // Another size; another content of that size; the content alone with another time.
    settled(dir, "in/a #%\t\n.jsonl", "two!");
    CHECK(reads(sources, path));
    CHECK_FALSE(reads(sources, path));
    dir.write("in/a #%\t\n.jsonl", "six!");
    CHECK(reads(sources, path));
    CHECK_FALSE(reads(sources, path));
    dir.write("in/a #%\t\n.jsonl", "six!");
    CHECK_FALSE(reads(sources, path));
    sources.commit();
  }
  Sources other_way(dir.path(), 2);
  CHECK(reads(other_way, path));
}

TEST_CASE("indexing/sources: a change of the same size within the clock's tick is seen") {
  const support::TempDir dir;
  const std::string path = dir.write("a", "one");
  const auto time = fs::last_write_time(path);
  Sources sources(dir.path(), 1);
  CHECK(reads(sources, path));
  dir.write("a", "two");
  fs::last_write_time(path, time);
  CHECK(reads(sources, path));
}

TEST_CASE("indexing/sources: what was not read wholly, or changed meanwhile, is read again") {
  const support::TempDir dir;
  const std::string bad = settled(dir, "bad", "one"), moving = settled(dir, "moving", "one");
  {
    Sources sources(dir.path(), 1);
    CHECK(reads(sources, bad, false));
    CHECK_FALSE(reads(sources, bad));  // not again by this process: it would tell the same
    CHECK(sources.unchanged_files() == 0);
    CHECK(reads(sources, moving, true, [&] { dir.write("moving", "more"); }));
    CHECK(reads(sources, moving));
    sources.commit();
  }
  Sources sources(dir.path(), 1);
  CHECK(reads(sources, bad));
  CHECK_FALSE(reads(sources, moving));
}

TEST_CASE("indexing/sources: one file has one name, but not in another folder's place") {
  const support::TempDir dir;
  const std::string path = settled(dir, "in/a", "one");
  fs::create_directory_symlink(dir.path("in"), dir.path("link"));
  Sources sources(dir.path(), 1);
  CHECK(reads(sources, path));
  CHECK_FALSE(reads(sources, dir.path("link/../in/./a")));
  CHECK_FALSE(reads(sources, dir.path("link/a")));
  // Ids may be made of the path inside the folder that was named.
  CHECK(sources.wants(path, "in/a"));
}

TEST_CASE("indexing/sources: files that change are put off while one watches") {
  const support::TempDir dir;
  Sources sources(dir.path(), 1);
  sources.let_settle(std::chrono::minutes(10));
  CHECK_FALSE(reads(sources, dir.write("new", "one")));
  CHECK(sources.unchanged_files() == 0);
  CHECK(reads(sources, settled(dir, "old", "one")));
}

TEST_CASE("indexing/sources: a damaged list, or one that is to be ignored, has all read again") {
  const support::TempDir dir;
  const std::string path = settled(dir, "a", "one"), other = settled(dir, "b", "two");
  const auto fresh = [&] {
    Sources sources(dir.path(), 1);
    reads(sources, path);
    reads(sources, other);
    sources.commit();
  };
  fresh();
  {
    Sources sources(dir.path(), 1);
    sources.reread();
    CHECK(reads(sources, path));
    sources.commit();
  }
  {
    Sources sources(dir.path(), 1);
    CHECK_FALSE(reads(sources, other));  // that one was not read does not make it unknown
  }
  for (const char* bytes : {"", "# dateline-sources 99\n", "# dateline-sources 1\na\tb\n", "\0\xFF",
                            "# dateline-sources 1\nx\ty\t-1\tz\tz\tz\tz\n"}) {
    fresh();
    dir.write(indexing::sources_name, bytes);
    Sources sources(dir.path(), 1);
    CHECK(reads(sources, path));
  }
}
