#include "base/error.hh"
#include "store/manifest.hh"
#include "support/temp_dir.hh"

#include <fstream>
#include <functional>

#include <doctest/doctest.h>

using namespace dateline;
using store::Manifest;

namespace {

Manifest small() {
  Manifest manifest;
  manifest.fingerprint = {"00ff", 3, "english", "aa", "bb"};
  manifest.next_segment = 12;
  manifest.segments.push_back({"segment-000001", false, "", 10, 4, 12'345'678'901, {0, 3}});
  manifest.segments.push_back({"segment-000011", false, "", 1, 1, 5, {}});
  return manifest;
}

constexpr char fingerprint[] =
    "[fingerprint]\nschema = 's'\ntokenizer = 1\nstemmer = 'none'\nsentences = 'a'\n"
    "entities = 'b'\n";

/// The report of reading a manifest of this content, the folder shown as DB.
std::string error_of(const std::string& content) {
  const support::TempDir dir;
  dir.write("dateline.toml", content);
  try {
    store::read_manifest(dir.path());
  } catch (const base::Error& failure) {
    CHECK(failure.code() == base::Code::Database);
    std::string text = failure.report();
    for (std::size_t at; (at = text.find(dir.path())) != std::string::npos;)
      text.replace(at, dir.path().size(), "DB");
    return text;
  }
  return {};
}

std::string with_segment(const std::string& name, const std::string& rest = "passages = 1\n") {
  return "kind = 'database'\nversion = 6\nnext_segment = 1\n" + std::string(fingerprint) +
         "[[segment]]\nname = '" + name + "'\n" + rest +
         "articles = 1\ntext_bytes = 1\ndeleted = []\n";
}

}  // namespace

TEST_CASE("store/manifest: what is written is read back") {
  const support::TempDir dir;
  const Manifest out = small();
  store::write_manifest(dir.path(), out);
  const Manifest in = store::read_manifest(dir.path());
  CHECK(in.fingerprint == out.fingerprint);
  CHECK(in.next_segment == 12);
  REQUIRE(in.segments.size() == 2);
  CHECK(in.segments[0].name == "segment-000001");
  CHECK(in.segments[0].passages == 10);
  CHECK(in.segments[0].articles == 4);
  CHECK(in.segments[0].text_bytes == 12'345'678'901);
  CHECK(in.segments[0].deleted == std::vector<std::uint32_t>{0, 3});
  CHECK(in.segments[1].deleted.empty());
  store::write_manifest(dir.path(), Manifest{});
  CHECK(store::read_manifest(dir.path()).segments.empty());
  CHECK_FALSE(std::filesystem::exists(dir.path("dateline.toml.new")));
}

TEST_CASE("store/manifest: a database that is not there is told with the command that makes it") {
  const support::TempDir dir;
  const auto report = [](const std::string& path) {
    try {
      store::read_manifest(path);
    } catch (const base::Error& failure) {
      CHECK(failure.exit_status() == 3);
      return failure.report();
    }
    return std::string();
  };
  const std::string absent = dir.path("no.db");
  CHECK(report(absent) == "error: cannot open database '" + absent +
                              "': no such folder\nhint: dateline index -d " + absent + " PATH…\n");
  CHECK(report(dir.path()) == "error: cannot open database '" + dir.path() +
                                  "': it holds no dateline.toml\nhint: dateline index -d " +
                                  dir.path() + " PATH…\n");
  CHECK(report("") != "");
}

TEST_CASE("store/manifest: a newer or older version is refused, naming both") {
  CHECK(error_of("kind = 'database'\nversion = 9\n") ==
        "error: DB/dateline.toml:2:11: cannot open database 'DB': version 9 of kind 'database' is "
        "not readable; this program reads 6 to 6\n"
        "hint: index the corpus again into a new database, or use the program that made it\n");
  CHECK(error_of("kind = 'database'\nversion = 3\n").find("version 3 of kind 'database' is not") !=
        std::string::npos);
  CHECK(error_of("kind = 'suite'\nversion = 1\n")
            .starts_with("error: DB/dateline.toml:1:8: cannot open database 'DB': kind is 'suite', "
                         "not 'database'\n"));
}

TEST_CASE("store/manifest: a damaged manifest is told with its place") {
  for (const char* content : {"", "x", "kind = 'database'\nversion = 6\n", "\xFF\xFE", "[",
                              "kind = 'database'\nversion = 'one'\n"}) {
    CAPTURE(content);
    CHECK(error_of(content).starts_with("error: DB/dateline.toml:"));
  }
}

TEST_CASE("store/manifest: a segment's name never leads out of the database") {
  CHECK(error_of(with_segment("segment-000001")) == "");
  for (const char* name : {"", ".", "..", "../x", "/etc", "a/b", ".hidden"}) {
    CAPTURE(name);
    CHECK(error_of(with_segment(name))
              .starts_with("error: DB/dateline.toml:11:8: cannot open database 'DB': not a name of "
                           "a segment\n"));
  }
}

TEST_CASE("store/manifest: numbers out of range are refused") {
  for (const char* number : {"-1", "4294967296", "99999999999999"}) {
    CAPTURE(number);
    CHECK(error_of(with_segment("s", "passages = " + std::string(number) + "\n"))
              .find("a number out of range") != std::string::npos);
  }
  CHECK(error_of(with_segment("s", "passages = 4294967295\n")) == "");
}

TEST_CASE("store/manifest: another analysis is refused, naming what differs") {
  const store::Fingerprint ours{"s1", 2, "english", "a", "b"};
  CHECK(ours.difference(ours) == "");
  CHECK_NOTHROW(store::require_fingerprint("DB", ours, ours));
  store::Fingerprint theirs = ours;
  theirs.tokenizer = 1;
  theirs.stemmer = "german";
  CHECK_THROWS_WITH_AS(store::require_fingerprint("DB", theirs, ours),
                       "database 'DB' was made with another analysis: tokenizer version 1 against "
                       "2; stemmer german against english",
                       base::Error);
  CHECK(store::Fingerprint{"x", 2, "english", "y", "z"}.difference(ours) ==
        "schema x against s1; sentence rules y against a; entity data z against b");
}

TEST_CASE("store/manifest: a failed replacement leaves the old manifest") {
  const support::TempDir dir;
  store::write_manifest(dir.path(), small());
  std::filesystem::create_directory(dir.path("dateline.toml.new"));
  CHECK_THROWS_AS(store::write_manifest(dir.path(), Manifest{}), base::Error);
  CHECK(store::read_manifest(dir.path()).segments.size() == 2);
}

TEST_CASE("store/manifest: self-contained segments and servers are read as they were written") {
  const support::TempDir dir;
  Manifest manifest = small();
  manifest.segments[0].self_contained = true;
  manifest.segments[1].self_contained = true;
  manifest.segments[1].remote = "host:4400";
  store::write_manifest(dir.path(), manifest);
  const Manifest read = store::read_manifest(dir.path());
  CHECK(read.segments[0].self_contained);
  CHECK(read.segments[0].remote.empty());
  CHECK(read.segments[1].self_contained);
  CHECK(read.segments[1].remote == "host:4400");
}
