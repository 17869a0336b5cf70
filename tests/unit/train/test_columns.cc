#include "base/error.hh"
#include "support/temp_dir.hh"
#include "train/columns.hh"

#include <filesystem>
#include <fstream>
#include <string>

#include <doctest/doctest.h>

using namespace dateline;
using namespace dateline::train;
using entity::Class;

namespace {

std::vector<LabelledArticle> read(const std::string& content) {
  const support::TempDir folder;
  const auto path = std::filesystem::path(folder.path()) / "columns";
  std::ofstream(path) << content;
  return read_columns(path.string());
}

}  // namespace

TEST_CASE("train/columns: words are joined by blanks, sentences by line ends, documents apart") {
  const auto articles = read(
      "-DOCSTART- -X- O O\n\nAnna X X I-PER\nZorn X X I-PER\nleft X X O\n\nRome X X I-LOC\n\n"
      "-DOCSTART- -X- O O\n\nHi X X O\n");
  REQUIRE(articles.size() == 2);
  CHECK(articles[0].body == "Anna Zorn left\nRome\n");
  CHECK(articles[0].gold ==
        std::vector<GoldMention>{{0, 9, Class::Person}, {15, 19, Class::Place}});
  CHECK(articles[1].gold.empty());
}

TEST_CASE("train/columns: B- begins a mention beside another of its kind, so does another kind") {
  const auto articles = read("a X X I-ORG\nb X X B-ORG\nc X X I-ORG\nd X X I-MISC\n");
  CHECK(articles[0].gold == std::vector<GoldMention>{{0, 1, Class::Organisation},
                                                     {2, 5, Class::Organisation},
                                                     {6, 7, Class::Other}});
}

TEST_CASE("train/columns: an unknown label is an error") {
  CHECK_THROWS_AS(read("a X X I-DOG\n"), base::Error);
}
