#include "base/error.hh"
#include "entity/gazetteer_files.hh"

#include <filesystem>
#include <fstream>
#include <string>

#include <doctest/doctest.h>

using namespace dateline;
using namespace dateline::entity;
namespace fs = std::filesystem;

namespace {

/// A copy of no tables but these signature lines, in a fresh folder.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("dateline-gazetteer-" + std::to_string(next_++))) {
    fs::remove_all(path_);
    fs::create_directories(path_ / "curated");
    for (const char* file :
         {"countries.tsv", "demonyms.tsv", "subdivisions.tsv", "zone_cities.tsv",
          "curated/organisations.tsv", "curated/people.tsv", "curated/places.tsv",
          "curated/cities.tsv", "curated/titles.tsv", "curated/words.tsv",
          "curated/names_blocked.tsv", "curated/first_names.tsv"}) {
      write(file, "");
    }
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void write(const char* file, const std::string& rows) const {
    std::ofstream(path_ / file) << "# dateline-gazetteer 1\n" << rows;
  }
  const fs::path& path() const { return path_; }

 private:
  static inline int next_ = 0;
  fs::path path_;
};

const Sense* find(const Gazetteer& gazetteer, std::string_view word) {
  return gazetteer.find(token_hash(word));
}

}  // namespace

TEST_CASE("entity/gazetteer_files: all forms of a row name its first cell") {
  Folder folder;
  folder.write("curated/places.tsv", "Kyiv\tKiev|Kyyiv\n");
  const Gazetteer gazetteer = load_gazetteer(folder.path());
  for (const char* form : {"kyiv", "kiev", "kyyiv"}) {
    const Sense* sense = find(gazetteer, form);
    REQUIRE(sense != nullptr);
    CHECK(gazetteer.name(sense->name) == "Kyiv");
  }
}

TEST_CASE("entity/gazetteer_files: a demonym is no form of itself but of the country") {
  Folder folder;
  folder.write("demonyms.tsv", "Russia\tRussian\n");
  const Gazetteer gazetteer = load_gazetteer(folder.path());
  CHECK(find(gazetteer, "russia") == nullptr);
  REQUIRE(find(gazetteer, "russian") != nullptr);
  CHECK(find(gazetteer, "russian")->is(Demonym));
}

TEST_CASE("entity/gazetteer_files: countries go before cities of the same name") {
  Folder folder;
  folder.write("curated/cities.tsv", "Singapur\tSingapore\n");
  folder.write("countries.tsv", "Singapore\t\n");
  const Gazetteer gazetteer = load_gazetteer(folder.path());
  CHECK(gazetteer.name(find(gazetteer, "singapore")->name) == "Singapore");
}

TEST_CASE("entity/gazetteer_files: an unknown role is an error with its line") {
  Folder folder;
  folder.write("curated/words.tsv", "Inc\tlegal_form\nOops\tlegalform\n");
  try {
    load_gazetteer(folder.path());
    FAIL("no error");
  } catch (const base::Error& error) {
    CHECK(error.code() == base::Code::Data);
    CHECK(std::string(error.what()).find("unknown role 'legalform'") != std::string::npos);
    CHECK(error.report().find("words.tsv:3") != std::string::npos);
  }
}

TEST_CASE("entity/gazetteer_files: a missing table and a wrong column count are errors") {
  Folder folder;
  folder.write("curated/people.tsv", "Only One Cell\n");
  CHECK_THROWS_AS(load_gazetteer(folder.path()), base::Error);
  folder.write("curated/people.tsv", "");
  fs::remove(folder.path() / "countries.tsv");
  CHECK_THROWS_AS(load_gazetteer(folder.path()), base::Error);
}

TEST_CASE("entity/gazetteer_files: the project's own tables load and know the basic names") {
  const Gazetteer gazetteer = load_gazetteer();
  CHECK(gazetteer.size() > 8000);
  REQUIRE(find(gazetteer, "ukraine") != nullptr);
  CHECK(find(gazetteer, "ukraine")->kind == Kind::Place);
  CHECK(gazetteer.name(find(gazetteer, "u.s")->name) == "United States");
  CHECK(gazetteer.name(find(gazetteer, "iaea")->name) == "International Atomic Energy Agency");
  CHECK(find(gazetteer, "mrs")->is(Honorific));
}
