#include "base/error.hh"
#include "store/lock.hh"
#include "support/temp_dir.hh"

#include <array>
#include <fstream>
#include <memory>
#include <string>

#include <doctest/doctest.h>
#include <unistd.h>

using namespace dateline;
using store::WriteLock;

TEST_CASE("store/lock: a second writer is refused at once, naming the holder") {
  const support::TempDir dir;
  std::array<char, 256> host{};
  ::gethostname(host.data(), host.size() - 1);
  const WriteLock lock(dir.path());
  for (int i = 0; i < 2; ++i) {
    try {
      WriteLock second(dir.path());
      FAIL("locked twice");
    } catch (const base::Error& failure) {
      CHECK(failure.exit_status() == 3);
      CHECK(failure.report() == "error: database '" + dir.path() +
                                    "' is being written by process " + std::to_string(::getpid()) +
                                    " on " + host.data() +
                                    "\nhint: wait until it has finished; searching goes on "
                                    "meanwhile\n");
    }
  }
}

TEST_CASE("store/lock: the lock is let go of with the object, its file may stay") {
  const support::TempDir dir;
  { const WriteLock lock(dir.path()); }
  CHECK_NOTHROW(WriteLock{dir.path()});
  // What a dead writer left stands in nobody's way.
  dir.write("writer.lock", "process 1 on elsewhere\nand more lines than any holder writes\n");
  const WriteLock lock(dir.path());
  std::ifstream stream(dir.path("writer.lock"));
  std::string first, second;
  std::getline(stream, first);
  CHECK(first.starts_with("process " + std::to_string(::getpid()) + " on "));
  CHECK_FALSE(std::getline(stream, second));
}

TEST_CASE("store/lock: two databases have two locks") {
  const support::TempDir one, two;
  const WriteLock first(one.path());
  CHECK_NOTHROW(WriteLock{two.path()});
}

TEST_CASE("store/lock: a folder that is not there can't be written to") {
  CHECK_THROWS_WITH_AS(WriteLock{"/nowhere/x.db"},
                       "cannot write to database '/nowhere/x.db': No such file or directory",
                       base::Error);
}
