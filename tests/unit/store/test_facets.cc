#include "base/error.hh"
#include "store/facets.hh"
#include "support/temp_dir.hh"

#include <doctest/doctest.h>

using namespace dateline;
using store::FacetFile;
using store::FacetName;
using store::FacetWriter;

namespace {

std::string displays(const FacetFile& file, std::span<const std::uint32_t> values) {
  std::string out;
  for (const std::uint32_t value : values) {
    out += out.empty() ? "" : "|";
    out += std::to_string(file.field(value)) + ':' + std::string(file.value(value).display);
  }
  return out;
}

}  // namespace

TEST_CASE("store/facets: names of passages and articles come back in order") {
  const support::TempDir dir;
  FacetWriter writer;
  writer.add_article({{6, "reuters", "Reuters"}});
  writer.add_passage({{2, "putin", "Putin"}, {3, "nato", "NATO"}});
  writer.add_passage({});
  writer.add_article({});
  writer.add_passage({{3, "nato", "NATO"}});
  writer.write(dir.path("f.dl"));
  const FacetFile file(dir.path("f.dl"));
  CHECK(file.passages() == 3);
  CHECK(file.articles() == 2);
  CHECK(file.size() == 3);
  CHECK(displays(file, file.of_article(0)) == "6:Reuters");
  CHECK(displays(file, file.of_article(1)) == "");
  CHECK(displays(file, file.of_passage(0)) == "2:Putin|3:NATO");
  CHECK(displays(file, file.of_passage(1)) == "");
  CHECK(displays(file, file.of_passage(2)) == "3:NATO");
  CHECK(file.value(file.of_passage(2)[0]).passages == 2);
  CHECK(file.value(file.of_passage(2)[0]).key == "nato");
  CHECK_NOTHROW(file.file().verify());
}

TEST_CASE("store/facets: spellings of one key share a group, other fields have their own") {
  const support::TempDir dir;
  FacetWriter writer;
  writer.add_article({});
  writer.add_passage({{2, "o brien", "O Brien"}});
  writer.add_passage({{2, "o brien", "O-Brien"}});
  writer.add_passage({{2, "o brien", "O-Brien"}});
  writer.add_passage({{3, "o brien", "O Brien"}});
  writer.add_passage({{2, "o", "O"}});
  writer.write(dir.path("f.dl"));
  const FacetFile file(dir.path("f.dl"));
  REQUIRE(file.size() == 4);
  const auto group = [&](std::uint32_t passage) { return file.group(file.of_passage(passage)[0]); };
  CHECK(file.of_passage(0)[0] != file.of_passage(1)[0]);
  CHECK(file.of_passage(1)[0] == file.of_passage(2)[0]);
  CHECK(group(0) == group(1));
  CHECK(group(0) == file.of_passage(0)[0]);  // the first of them
  CHECK(group(3) != group(0));
  CHECK(group(4) != group(0));
  CHECK(file.value(file.of_passage(1)[0]).passages == 2);
  CHECK(file.value(file.of_passage(0)[0]).passages == 1);
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
  CHECK(file.value(file.of_passage(11'999)[1]).passages == 12'000);
  CHECK(file.value(file.of_article(11'999)[0]).display == "n11999");
}

TEST_CASE("store/facets: tables that do not fit are damage") {
  const support::TempDir dir;
  const std::string path = dir.path("f.dl");
  store::write_side_file(path, store::SideKind::Facets, 1, {"", "", "", "", "", "", "", "", ""});
  CHECK_THROWS_WITH_AS(FacetFile{path},
                       ("'" + path + "' is damaged: its tables do not fit").c_str(), base::Error);
}
