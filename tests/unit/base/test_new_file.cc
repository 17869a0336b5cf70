#include "base/data.hh"
#include "base/error.hh"
#include "base/new_file.hh"
#include "support/temp_dir.hh"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

using namespace dateline;
namespace fs = std::filesystem;

namespace {

std::size_t entries(const support::TempDir& dir) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(dir.path(".")), fs::directory_iterator{}));
}

}  // namespace

TEST_CASE("base/new_file: a file is replaced as a whole, its mode kept, nothing left beside it") {
  const support::TempDir dir;
  base::write_file(dir.path("a"), "one");
  fs::permissions(dir.path("a"), fs::perms::owner_read | fs::perms::owner_write);
  base::write_file(dir.path("a"), "two");
  CHECK(base::read_file(dir.path("a")) == "two");
  CHECK(fs::status(dir.path("a")).permissions() ==
        (fs::perms::owner_read | fs::perms::owner_write));
  CHECK(entries(dir) == 1);
}

TEST_CASE("base/new_file: what is not committed leaves the file as it was") {
  const support::TempDir dir;
  base::write_file(dir.path("a"), "one");
  {
    base::NewFile file(dir.path("a"));
    file.write("half");
  }
  CHECK(base::read_file(dir.path("a")) == "one");
  CHECK(entries(dir) == 1);
}

TEST_CASE("base/new_file: a link stays a link, and a device is written to, not replaced") {
  const support::TempDir dir;
  base::write_file(dir.path("a"), "one");
  fs::create_symlink(dir.path("a"), dir.path("link"));
  base::write_file(dir.path("link"), "two");
  CHECK(fs::is_symlink(dir.path("link")));
  CHECK(base::read_file(dir.path("a")) == "two");
  fs::create_symlink("/dev/null", dir.path("null"));
  base::write_file(dir.path("null"), "gone");
  CHECK(fs::is_character_file(fs::status("/dev/null")));
  CHECK(fs::is_symlink(dir.path("null")));
}

TEST_CASE("base/new_file: a path that can't be written is told with the reason") {
  const support::TempDir dir;
  fs::create_directory(dir.path("folder"));
  for (const fs::path& path : {fs::path(dir.path("none/a")), fs::path(dir.path("folder"))}) {
    std::string told;
    try {
      base::write_file(path, "x");
    } catch (const base::Error& error) {
      CHECK(error.code() == base::Code::Output);
      told = error.what();
    }
    CHECK(told.starts_with("cannot write '" + path.string() + "': "));
  }
  CHECK(entries(dir) == 1);
}
