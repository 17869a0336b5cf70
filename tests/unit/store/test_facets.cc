#include "base/error.hh"
#include "store/facets.hh"
#include "support/temp_dir.hh"

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace dateline;
using store::FacetFile;
using store::FacetName;
using store::FacetWriter;

namespace {

std::string shown(const std::vector<store::FacetValue>& names) {
  std::string out;
  for (const store::FacetValue& name : names) {
    out += out.empty() ? "" : "|";
    out +=
        std::to_string(name.field) + ':' + std::string(name.key) + '=' + std::string(name.display);
  }
  return out;
}

/// `O-Brien 2, O Brien 1`
std::string spellings(const FacetFile& file, std::uint32_t group) {
  std::string out;
  for (std::size_t i = 0; i < file.spelling_count(group); ++i) {
    const store::FacetSpelling one = file.spelling(group, i);
    out += (out.empty() ? "" : ", ") + std::string(one.display) + ' ' + std::to_string(one.count);
  }
  return out;
}

}  // namespace

TEST_CASE("store/facets: names come back by field, within a field in the order given") {
  const support::TempDir dir;
  FacetWriter writer;
  writer.add_article({{6, "reuters", "Reuters"}});
  writer.add_passage({{3, "nato", "NATO"}, {2, "putin", "Putin"}, {2, "biden", "Biden"}});
  writer.add_passage({});
  writer.add_article({});
  writer.add_passage({{3, "nato", "NATO"}});
  writer.write(dir.path("f.dl"));
  const FacetFile file(dir.path("f.dl"));
  CHECK(file.passages() == 3);
  CHECK(file.articles() == 2);
  CHECK(file.size() == 4);
  CHECK(shown(file.names_of_article(0)) == "6:reuters=Reuters");
  CHECK(shown(file.names_of_article(1)) == "");
  CHECK(shown(file.names_of_passage(0)) == "2:putin=Putin|2:biden=Biden|3:nato=NATO");
  CHECK(shown(file.names_of_passage(1)) == "");
  CHECK(shown(file.names_of_passage(2)) == "3:nato=NATO");
  CHECK_NOTHROW(file.file().verify());
}

TEST_CASE("store/facets: groups of a field are one range, in order of their keys") {
  const support::TempDir dir;
  FacetWriter writer;
  writer.add_article({{6, "reuters", "Reuters"}});
  writer.add_passage({{2, "putin", "Putin"}, {3, "nato", "NATO"}});
  writer.add_passage({{2, "biden", "Biden"}, {2, "o", "O"}, {2, "o brien", "O Brien"}});
  writer.write(dir.path("f.dl"));
  const FacetFile file(dir.path("f.dl"));
  REQUIRE(file.field(2).first == 0);
  REQUIRE(file.field(2).end == 4);
  CHECK(file.key(0) == "biden");
  CHECK(file.key(1) == "o");
  CHECK(file.key(2) == "o brien");
  CHECK(file.key(3) == "putin");
  CHECK(file.field(3).first == 4);
  CHECK(file.field(3).end == 5);
  CHECK(file.field(5).first == file.field(5).end);
  CHECK(file.field(6).end == 6);
  CHECK(file.field(60).end == 0);
  CHECK(file.field_of(4) == 3);
  CHECK(file.field_of(5) == 6);
  CHECK(file.field(2).of_passages == 1);
  CHECK(file.field(2).of_articles == 0);
  CHECK(file.field(6).of_passages == 0);
  CHECK(file.field(6).of_articles == 1);
  for (std::uint32_t group = 0; group < file.size(); ++group)
    CHECK(file.find(file.field_of(group), file.key(group)) == group);
  using Groups = std::vector<std::uint32_t>;
  CHECK(file.groups_with(2, "o") == Groups{1, 2});
  CHECK(file.groups_with(2, "i") == Groups{0, 2, 3});
  CHECK(file.groups_with(2, "brien") == Groups{2});
  CHECK(file.groups_with(2, "no") == Groups{});    // biden, o
  CHECK(file.groups_with(2, "oo") == Groups{});    // o, o brien
  CHECK(file.groups_with(2, "nato") == Groups{});  // of another field
  CHECK(file.groups_with(3, "nato") == Groups{4});
  CHECK(file.groups_with(60, "nato") == Groups{});
  CHECK_FALSE(file.find(2, "nato"));
  CHECK_FALSE(file.find(2, ""));
  CHECK_FALSE(file.find(2, "zebra"));
  CHECK_FALSE(file.find(60, "nato"));
}

TEST_CASE("store/facets: spellings share a group, the most frequent first, each kept where it is") {
  const support::TempDir dir;
  FacetWriter writer;
  writer.add_article({{6, "b b c", "B B C"}});
  writer.add_passage({{2, "o brien", "O Brien"}, {2, "o", "O"}});
  writer.add_passage({{2, "o brien", "O-Brien"}});
  writer.add_passage({{2, "o brien", "O-Brien"}});
  writer.add_passage({{3, "o brien", "O Brien"}});
  writer.add_article({{6, "b b c", "B-B-C"}});
  writer.add_passage({{2, "o brien", "O. Brien"}});
  writer.write(dir.path("f.dl"));
  const FacetFile file(dir.path("f.dl"));
  REQUIRE(file.size() == 4);
  CHECK(spellings(file, *file.find(2, "o brien")) == "O-Brien 2, O Brien 1, O. Brien 1");
  CHECK(spellings(file, *file.find(3, "o brien")) == "O Brien 1");
  CHECK(spellings(file, *file.find(6, "b b c")) == "B B C 1, B-B-C 1");
  CHECK(file.of_passage(0)[0] == file.of_passage(1)[0]);
  CHECK(shown(file.names_of_passage(0)) == "2:o brien=O Brien|2:o=O");
  CHECK(shown(file.names_of_passage(2)) == "2:o brien=O-Brien");
  CHECK(shown(file.names_of_passage(4)) == "2:o brien=O. Brien");
  CHECK(shown(file.names_of_article(0)) == "6:b b c=B B C");
  CHECK(shown(file.names_of_article(1)) == "6:b b c=B-B-C");
}

TEST_CASE("store/facets: a passage knows how often it mentions its names, also when it is copied") {
  const support::TempDir dir;
  FacetWriter writer;
  writer.add_article({{6, "reuters", "Reuters"}});
  writer.add_passage({{3, "nato", "NATO", 4}, {2, "putin", "Putin", 2}, {2, "biden", "Biden", 1}});
  writer.add_passage({{2, "biden", "Joe Biden", 3}, {3, "nato", "NATO", 1000}});
  writer.write(dir.path("f.dl"));
  const FacetFile file(dir.path("f.dl"));
  FacetWriter copier;
  const std::vector<std::uint32_t> names = copier.take_names(file);
  copier.copy_article(file, 0, names);
  copier.copy_passage(file, 1, names);
  copier.copy_passage(file, 0, names);
  copier.write(dir.path("copy.dl"));
  const FacetFile copy(dir.path("copy.dl"));
  const auto times = [](const std::vector<store::FacetValue>& found) {
    std::vector<std::uint32_t> all;
    for (const store::FacetValue& one : found) all.push_back(one.times);
    return all;
  };
  CHECK(times(file.names_of_passage(0)) == std::vector<std::uint32_t>{2, 1, 4});
  CHECK(times(file.names_of_passage(1)) == std::vector<std::uint32_t>{3, 1000});
  CHECK(times(copy.names_of_passage(1)) == std::vector<std::uint32_t>{2, 1, 4});
  CHECK(times(copy.names_of_passage(0)) == std::vector<std::uint32_t>{3, 1000});
  const std::uint32_t biden = *file.find(2, "biden"), putin = *file.find(2, "putin"),
                      nato = *file.find(3, "nato");
  CHECK(file.mentions(0, std::vector{biden, putin}) == 3);
  CHECK(file.mentions(0, std::vector{nato}) == 4);
  CHECK(file.mentions(1, std::vector{putin}) == 0);
  CHECK(file.mentions(1, std::vector{biden, putin, nato}) == 1003);
}

TEST_CASE(
    "store/facets: totals count passages and articles, an article's names for all its passages") {
  const support::TempDir dir;
  FacetWriter writer;
  writer.add_article({{6, "reuters", "Reuters"}, {2, "putin", "Putin"}});
  writer.add_passage({{2, "putin", "PUTIN"}, {3, "nato", "NATO"}});  // the article's own, once
  writer.add_passage({{3, "nato", "NATO"}});
  writer.add_article({});
  writer.add_passage({{2, "putin", "Putin"}, {3, "nato", "NATO"}});
  writer.add_passage({});
  writer.write(dir.path("f.dl"));
  const FacetFile file(dir.path("f.dl"));
  const auto total = [&](std::size_t field, std::string_view key) {
    const store::FacetTotal found = file.total(*file.find(field, key));
    return std::to_string(found.passages) + '/' + std::to_string(found.articles);
  };
  CHECK(total(2, "putin") == "3/2");
  CHECK(total(3, "nato") == "3/2");
  CHECK(total(6, "reuters") == "2/1");
  CHECK(file.field(2).with.passages == 3);
  CHECK(file.field(2).with.articles == 2);
  CHECK(file.field(6).with.passages == 2);
  CHECK(file.field(6).with.articles == 1);
  CHECK(shown(file.names_of_passage(0)) == "3:nato=NATO");
  CHECK(file.spelling_count(*file.find(2, "putin")) == 1);
}

TEST_CASE("store/facets: no names at all, and more than 10,000, are both well") {
  const support::TempDir dir;
  FacetWriter none;
  none.write(dir.path("n.dl"));
  CHECK(FacetFile(dir.path("n.dl")).size() == 0);
  FacetWriter many;
  for (int i = 0; i < 12'000; ++i) {
    const std::string name = "n" + std::to_string(i);
    many.add_article({{6, name, name}});
    many.add_passage({{2, name, name}, {2, "same", "Same"}});
  }
  many.write(dir.path("m.dl"));
  const FacetFile file(dir.path("m.dl"));
  CHECK(file.size() == 24'001);
  CHECK(file.total(file.of_passage(11'999)[1]).passages == 12'000);
  CHECK(shown(file.names_of_article(11'999)) == "6:n11999=n11999");
}

TEST_CASE("store/facets: a copy says what the original says, and leaves out names without rows") {
  const support::TempDir dir;
  FacetWriter writer;
  writer.add_article({{6, "bbc", "BBC"}});
  writer.add_passage({{2, "o brien", "O Brien"}, {3, "nato", "NATO"}});
  writer.add_passage({{2, "o brien", "O-Brien"}});
  writer.add_article({{6, "ap", "AP"}});
  writer.add_passage({{2, "o brien", "O-Brien"}});
  writer.write(dir.path("f.dl"));
  const FacetFile file(dir.path("f.dl"));
  FacetWriter copy;
  const auto names = copy.take_names(file);
  copy.copy_article(file, 0, names);
  copy.copy_passage(file, 0, names);
  copy.copy_passage(file, 1, names);
  copy.write(dir.path("c.dl"));
  const FacetFile copied(dir.path("c.dl"));
  CHECK(copied.size() == 3);
  CHECK_FALSE(copied.find(6, "ap"));
  CHECK(spellings(copied, *copied.find(2, "o brien")) == "O Brien 1, O-Brien 1");
  CHECK(shown(copied.names_of_article(0)) == "6:bbc=BBC");
  CHECK(shown(copied.names_of_passage(0)) == "2:o brien=O Brien|3:nato=NATO");
  CHECK(shown(copied.names_of_passage(1)) == "2:o brien=O-Brien");
}

TEST_CASE("store/facets: tables that do not fit are damage") {
  const support::TempDir dir;
  const std::string path = dir.path("f.dl");
  store::write_side_file(path, store::SideKind::Facets, 4, std::vector<std::string_view>(24));
  CHECK_THROWS_WITH_AS(FacetFile{path},
                       ("'" + path + "' is damaged: its tables do not fit").c_str(), base::Error);
}

TEST_CASE("store/facets: whatever byte is damaged, reading ends or throws") {
  const support::TempDir dir;
  const std::string path = dir.path("f.dl");
  FacetWriter writer;
  writer.add_article({{6, "bbc", "BBC"}});
  writer.add_passage({{2, "o brien", "O Brien"}, {3, "nato", "NATO"}});
  writer.add_passage({{2, "o brien", "O-Brien"}, {2, "o brien b", "O-Brien B"}});
  writer.write(path);
  std::string bytes;
  {
    std::ifstream in(path, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(in), {});
  }
  int refused = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (const char flip : {'\x01', '\x80', '\xff'}) {
      std::string damaged = bytes;
      damaged[i] = static_cast<char>(damaged[i] ^ flip);
      std::ofstream(path, std::ios::binary | std::ios::trunc) << damaged;
      try {
        const FacetFile file(path);
        for (std::uint32_t k = 0; k < file.passages(); ++k) file.names_of_passage(k);
        for (std::uint32_t k = 0; k < file.articles(); ++k) file.names_of_article(k);
        for (std::uint32_t group = 0; group < file.size(); ++group) spellings(file, group);
        FacetWriter copy;
        const auto names = copy.take_names(file);
        copy.add_article({});
        for (std::uint32_t k = 0; k < file.passages(); ++k) copy.copy_passage(file, k, names);
      } catch (const base::Error& failure) {
        REQUIRE(failure.code() == base::Code::Database);
        ++refused;
      }
    }
  }
  CHECK(refused > 0);
}
