#include "base/error.hh"
#include "support/archives.hh"
#include "support/read_all.hh"
#include "support/temp_dir.hh"

#include <fstream>

#include <doctest/doctest.h>
#include <sys/resource.h>

using namespace dateline;

namespace {

std::string line(const std::string& id) {
  return "{\"id\": \"" + id + "\", \"body\": \"text\"}\n";
}

std::string problems_of(const std::string& name, const std::string& bytes) {
  const support::TempDir dir;
  return support::read_all({dir.write(name, bytes)}).problems(dir.path());
}

long peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

}  // namespace

TEST_CASE("corpus/reader: the format is told by content, not by name") {
  const support::TempDir dir;
  const auto read = support::read_all(
      {dir.write("a.txt", "<REUTERS NEWID=\"1\">\n<TEXT><TITLE>T</TITLE></TEXT>\n</REUTERS>\n"),
       dir.write("b.txt", "\n<DOC>\n<DOCNO> 2 </DOCNO>\n<TEXT>t</TEXT></DOC>"),
       dir.write("c.txt", line("3")), dir.write("d.jsonl", "[" + line("4") + "]"),
       dir.write("e", "[Correction] Some text"), dir.write("f", "# Heading\n\nText")});
  CHECK(read.ids() == "1 2 3 4 e f");
  CHECK(read.articles.back().title == "Heading");
  CHECK(read.problems(dir.path()) == "");
}

TEST_CASE("corpus/reader: a named format overrides; unknown names are usage errors") {
  const support::TempDir dir;
  corpus::ReadOptions options;
  options.format = "text";
  const std::string path = dir.write("a.jsonl", line("1"));
  CHECK(support::read_all({path}, options).articles.at(0).body ==
        "{\"id\": \"1\", \"body\": \"text\"}");
  options.format = "docx";
  CHECK_THROWS_WITH_AS(support::read_all({path}, options), "unknown format 'docx'", base::Error);
  options.format.clear();
  options.mapping = {{"head", "headline"}};
  CHECK_THROWS_WITH_AS(support::read_all({path}, options),
                       "unknown field 'headline' for the key 'head'", base::Error);
  options.mapping.clear();
  options.charset = "nonsense";
  CHECK_THROWS_AS(support::read_all({path}, options), base::Error);
}

TEST_CASE("corpus/reader: empty, binary and foreign files are told") {
  CHECK(problems_of("a.jsonl", "") == "a.jsonl: empty file\n");
  CHECK(problems_of("a.txt", " \n\n") == "a.txt: no text in the file\n");
  std::string binary =
      "\x7F"
      "ELF";
  for (int i = 0; i < 4096; ++i) binary += static_cast<char>(i * 37);
  CHECK(problems_of("a.txt", binary) == "a.txt: looks like a binary file\n");
  CHECK(problems_of("a.html", "<!DOCTYPE html><html></html>") ==
        "a.html: looks like HTML, which is not read\n");
  CHECK(problems_of("a.xml", "<?xml version=\"1.0\"?><nitf/>") ==
        "a.xml: looks like XML, which is not read\n");
  CHECK(problems_of("a.csv", "id,title\n1,t\n") ==
        "a.csv: looks like a table, which is not read\n");
  CHECK(problems_of("a.gz", support::compress("gzip", "")) == "a.gz: empty file\n");
}

TEST_CASE("corpus/reader: a single line of 300 MB is skipped in bounded memory") {
  const support::TempDir dir;
  for (const std::string name : {"a.jsonl", "b.json", "c.txt", "d.sgml"}) {
    CAPTURE(name);
    const std::string path = dir.path(name);
    {
      std::ofstream file(path, std::ios::binary);
      if (name == "a.jsonl") file << line("1") << "{\"id\": \"2\", \"body\": \"";
      if (name == "b.json") file << "[" << line("1") << ",{\"id\": \"2\", \"body\": \"";
      if (name == "d.sgml") {
        file << "<DOC><DOCNO>1</DOCNO><TEXT>t</TEXT></DOC>\n<DOC><DOCNO>2</DOCNO><TEXT>";
      }
      const std::string block(1u << 20, 'x');
      for (int i = 0; i < 300; ++i) file << block;
      if (name == "a.jsonl") file << "\"}\n" << line("3");
      if (name == "b.json") file << "\"},\n" << line("3") << "]";
      if (name == "d.sgml") file << "</TEXT></DOC>\n<DOC><DOCNO>3</DOCNO><TEXT>t</TEXT></DOC>\n";
    }
    const long before = peak_megabytes();
    const auto read = support::read_all({path});
    CHECK(peak_megabytes() - before < 150);
    CHECK(read.ids() == (name == "c.txt" ? "" : "1 3"));
    REQUIRE(read.issues.size() == 1);
    CHECK(read.issues[0].message.find("skipped") != std::string::npos);
    if (name != "c.txt") CHECK(read.issues[0].line == 2);
    std::filesystem::remove(path);
  }
}

TEST_CASE("corpus/reader: reading stops when the sink has enough") {
  const support::TempDir dir;
  const std::string packed = support::pack(
      "pax", "gzip", {{"a.jsonl", line("1") + line("2") + line("3")}, {"b.jsonl", line("4")}});
  corpus::ReadCounts counts;
  std::string ids;
  corpus::read_corpus(
      {dir.write("a.tgz", packed), dir.write("c.jsonl", line("5"))}, {}, counts,
      [](const base::Issue& issue) { FAIL(issue.text()); },
      [&](corpus::Article& article) {
        ids += article.id;
        return ids.size() < 2;
      });
  CHECK(ids == "12");
  CHECK(counts.articles == 2);
  CHECK(counts.files == 1);
}

TEST_CASE("corpus/reader: what a sink throws passes through") {
  const support::TempDir dir;
  const std::string path = dir.write("a.jsonl.gz", support::compress("gzip", "bad\n" + line("1")));
  corpus::ReadCounts counts;
  const auto fatal = [](const base::Issue& issue) {
    throw base::Error(base::Code::Input, issue.message, {}, issue.file);
  };
  CHECK_THROWS_AS(
      corpus::read_corpus({path}, {}, counts, fatal, [](corpus::Article&) { return true; }),
      base::Error);
  CHECK(counts.issues == 1);
}

TEST_CASE("corpus/reader: counts are those of what was read") {
  const support::TempDir dir;
  const auto read = support::read_all(
      {dir.write("a.jsonl", line("1") + "bad\n" + line("2")), dir.write("b.txt", "Some text.")});
  CHECK(read.counts.files == 2);
  CHECK(read.counts.articles == 3);
  CHECK(read.counts.issues == 1);
  CHECK(read.counts.text_bytes == 18);
  CHECK(read.counts.bytes_read == read.counts.bytes_total);
}
