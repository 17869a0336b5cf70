#include "base/data.hh"
#include "base/error.hh"
#include "entity/hashing.hh"
#include "entity/model.hh"
#include "support/temp_dir.hh"

#include <filesystem>
#include <fstream>
#include <string>

#include <doctest/doctest.h>

using namespace dateline;
using namespace dateline::entity;

namespace {

std::string standard_bytes() {
  return base::read_file(base::data_root() / "index/model/english-news.model");
}

void write(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace

TEST_CASE("entity/model: the model of the tree is small and knows words by their hashes") {
  const Model& model = standard_model();
  CHECK(model.size_bytes() <= 3u << 20);
  CHECK(model.word(text_hash("the")).capitals == 1);
  CHECK(model.word(text_hash("London")).capitals == 7);
  CHECK(model.word(text_hash("London")).word_class != model.word(text_hash("the")).word_class);
  CHECK((model.name(text_hash("france")) & TypeCountry) != 0);
  CHECK(model.name(text_hash("zyzzyvaquux")) == 0);
}

TEST_CASE("entity/model: no word of the training text can be read in the file") {
  const std::string bytes = standard_bytes();
  for (const char* word : {"london", "London", "clinton", "Clinton", "Reuters", "minister"})
    CHECK(bytes.find(word) == std::string::npos);
}

TEST_CASE("entity/model: a missing, cut or damaged file is refused") {
  const support::TempDir folder;
  const std::filesystem::path path = std::filesystem::path(folder.path()) / "m.model";
  CHECK_THROWS_AS(Model{path}, base::Error);
  const std::string bytes = standard_bytes();
  for (const std::size_t length :
       {std::size_t{0}, std::size_t{10}, bytes.size() / 2, bytes.size() - 1}) {
    write(path, bytes.substr(0, length));
    CHECK_THROWS_AS(Model{path}, base::Error);
  }
  for (const std::size_t at : {std::size_t{0}, std::size_t{4}, std::size_t{20}, bytes.size() / 2}) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    write(path, damaged);
    CHECK_THROWS_AS(Model{path}, base::Error);
  }
  write(path, bytes);
  CHECK(Model{path}.digest() == standard_model().digest());
}
