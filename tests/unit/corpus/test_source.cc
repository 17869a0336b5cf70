#include "support/archives.hh"
#include "support/read_all.hh"
#include "support/temp_dir.hh"

#include <filesystem>

#include <doctest/doctest.h>
#include <unistd.h>

using namespace dateline;

namespace {

std::string line(const std::string& id) {
  return "{\"id\": \"" + id + "\", \"body\": \"text\"}\n";
}

std::string sgml(const std::string& id) {
  return "<DOC>\n<DOCNO>" + id + "</DOCNO>\n<TEXT>\ntext\n</TEXT>\n</DOC>\n";
}

}  // namespace

TEST_CASE("corpus/source: every compression is undone") {
  for (const std::string filter : {"gzip", "zstd", "xz", "bzip2", "lz4", "compress"}) {
    CAPTURE(filter);
    const support::TempDir dir;
    const auto read = support::read_all(
        {dir.write("a.jsonl.x", support::compress(filter, line("1") + line("2")))});
    CHECK(read.ids() == "1 2");
    CHECK(read.problems(dir.path()) == "");
    CHECK(read.counts.bytes_read == read.counts.bytes_total);
    CHECK(read.counts.bytes_total > 0);
  }
}

TEST_CASE("corpus/source: several gzip members and padding are one stream") {
  const support::TempDir dir;
  const auto read = support::read_all(
      {dir.write("a.gz", support::compress("gzip", line("1")) +
                             support::compress("gzip", line("2")) + std::string(512, '\0'))});
  CHECK(read.ids() == "1 2");
  CHECK(read.problems(dir.path()) == "");
}

TEST_CASE("corpus/source: archives give their members, nested ones too") {
  const support::Members members = {{"./d/README.txt", "not news"},
                                    {"d/a.jsonl", line("1")},
                                    {"d/b.jsonl.gz", support::compress("gzip", line("2"))},
                                    {"d/.hidden", line("no")},
                                    {"e/c.sgml", sgml("3")}};
  struct Kind {
    std::string format;
    std::string filter;
  };
  for (const Kind& kind :
       {Kind{"pax", "none"}, Kind{"pax", "gzip"}, Kind{"pax", "zstd"}, Kind{"zip", "none"}}) {
    CAPTURE(kind.format);
    CAPTURE(kind.filter);
    const support::TempDir dir;
    const std::string packed = support::pack(kind.format, kind.filter, members);
    const auto read = support::read_all({dir.write("x.arc", packed)});
    CHECK(read.ids() == "1 2 3");
    CHECK(read.problems(dir.path()) == "");
    CHECK(read.articles.at(1).file == dir.path("x.arc:d/b.jsonl.gz"));
    const auto nested = support::read_all(
        {dir.write("y.zip", support::pack("zip", "none", {{"inner.arc", packed}}))});
    CHECK(nested.ids() == "1 2 3");
  }
}

TEST_CASE("corpus/source: too many layers are told") {
  const support::TempDir dir;
  std::string bytes = line("1");
  for (int i = 0; i < 5; ++i) bytes = support::compress("gzip", bytes);
  const auto read = support::read_all({dir.write("a", bytes)});
  CHECK(read.problems(dir.path()) == "a: compressed more than 4 times over\n");
}

TEST_CASE("corpus/source: a truncated gzip file gives the whole records before the cut") {
  const support::TempDir dir;
  std::string text;
  for (int i = 0; i < 2000; ++i) {
    text += "{\"id\": \"" + std::to_string(i) + "\", \"body\": \"" +
            std::to_string(i * 7919 % 10007) + "\"}\n";
  }
  std::string packed = support::compress("gzip", text);
  packed.resize(packed.size() * 2 / 3);
  for (const std::string name : {"a.jsonl.gz", "b.gz"}) {
    const auto read = support::read_all({dir.write(name, packed)});
    CHECK(read.articles.size() > 1000);
    CHECK(read.articles.size() < 2000);
    REQUIRE(read.issues.size() == 1);
    CHECK(read.issues[0].message == "truncated gzip input");
    CHECK(read.issues[0].offset >= read.articles.back().offset + read.articles.back().length);
  }
}

TEST_CASE("corpus/source: truncated archives and other compressions are told, once") {
  const support::TempDir dir;
  std::string text;
  for (int i = 0; i < 50000; ++i) text += line(std::to_string(i * 7919 % 1000003));
  for (const std::string filter : {"xz", "zstd", "bzip2"}) {
    CAPTURE(filter);
    std::string packed = support::compress(filter, text);
    packed.resize(packed.size() * 2 / 3);
    const auto read = support::read_all({dir.write("a." + filter, packed)});
    CHECK(read.issues.size() == 1);
    CHECK(read.articles.size() > 0);
  }
  std::string packed = support::pack("pax", "gzip", {{"a.jsonl", text}, {"b.jsonl", text}});
  packed.resize(packed.size() * 3 / 4);
  const auto read = support::read_all({dir.write("a.tgz", packed)});
  CHECK(read.articles.size() > 50000);
  REQUIRE(read.issues.size() == 1);
  CHECK(read.issues[0].message == "truncated gzip input");
}

TEST_CASE("corpus/source: a bomb is stopped") {
  const support::TempDir dir;
  const std::string zeros(128u << 20, ' ');
  corpus::ReadOptions options;
  options.max_expansion = 50;
  const auto read = support::read_all(
      {dir.write("a.gz", support::compress("gzip", line("1") + zeros + line("2")))}, options);
  REQUIRE(!read.issues.empty());
  CHECK(read.issues.back().message ==
        "expands to more than 50 times its size, the rest is skipped");
  CHECK(read.ids() == "1");
}

TEST_CASE("corpus/source: folders are walked in sorted order, hidden and other files left out") {
  const support::TempDir dir;
  dir.write("b/1.txt", "Text b.");
  dir.write("a/2.txt", "Text a2.");
  dir.write("a/1.txt", "Text a1.");
  dir.write("a/.hidden.txt", "no");
  dir.write("a/README.md", "no");
  dir.write("a/notes.log", "no");
  dir.write("dtds/x.txt", "no");
  dir.write(".git/x.txt", "no");
  std::filesystem::create_directory_symlink(dir.path("a"), dir.path("c"));
  const auto read = support::read_all({dir.path()});
  CHECK(read.articles.size() == 3);
  CHECK(read.problems(dir.path()) == "");
  CHECK(read.articles.at(0).body == "Text a1.");
  CHECK(read.articles.at(2).body == "Text b.");
  REQUIRE(read.counts.notes.size() == 1);
  CHECK(read.counts.notes[0] ==
        dir.path("a") + ": files of no known format are left out (such as notes.log)");
  CHECK(support::read_all({dir.path("a/README.md")}).articles.size() == 1);
}

TEST_CASE("corpus/source: texts beside a corpus are articles too, each by its path in the folder") {
  const support::TempDir dir;
  dir.write("a.txt", "Text a.");
  dir.write("corpus.sgm.gz", support::compress("gzip", sgml("1")));
  dir.write("more/a.txt", "Another text.");
  dir.write("more/a.md", "A third one.");
  dir.write("labels.lc.txt", "cocoa\ncorn\n");
  const auto read = support::read_all({dir.path()});
  CHECK(read.ids() == "a 1 more/a.md more/a");
  CHECK(read.issues.empty());
  CHECK(support::read_all({dir.path("more/a.txt")}).ids() == "a");
}

TEST_CASE("corpus/source: what cannot be opened is told and the rest read") {
  const support::TempDir dir;
  std::filesystem::create_symlink("nowhere", dir.path("a.jsonl"));
  dir.write("b.jsonl", line("1"));
  const auto read = support::read_all({dir.path("no-such"), dir.path("b.jsonl/c"), dir.path()});
  CHECK(read.ids() == "1");
  CHECK(read.problems(dir.path()) ==
        "no-such: cannot open: No such file or directory\n"
        "b.jsonl/c: cannot open: Not a directory\n"
        "a.jsonl: cannot open: No such file or directory\n");
}

TEST_CASE("corpus/source: a folder or file without read permission is told" *
          doctest::skip(::geteuid() == 0)) {
  const support::TempDir dir;
  dir.write("a/1.txt", "Text.");
  dir.write("b.txt", "Text.");
  dir.write("c.txt", "Text.");
  std::filesystem::permissions(dir.path("a"), std::filesystem::perms::none);
  std::filesystem::permissions(dir.path("b.txt"), std::filesystem::perms::none);
  const auto read = support::read_all({dir.path()});
  std::filesystem::permissions(dir.path("a"), std::filesystem::perms::owner_all);
  CHECK(read.ids() == "c");
  CHECK(read.problems(dir.path()) ==
        "a: cannot list the folder: Permission denied\nb.txt: cannot open: Permission denied\n");
}
