#include "base/error.hh"
#include "glass/database_writer.hh"
#include "glass/table_writer.hh"
#include "support/temp_dir.hh"

#include <doctest/doctest.h>

namespace dateline::glass {
namespace {

using std::string_literals::operator""s;

/// As the library writes it for no documents.
std::string empty_version() {
  std::string bytes = "\x0f\x0dXapian Glass\x04\x6e"s + std::string(16, 'u') + "\x01"s;
  for (int table = 0; table < 6; ++table) bytes += "\0\x03\0\x04\0\0"s;
  return bytes + std::string(8, '\0');
}

TEST_CASE("glass/database_writer: the version file of an empty database is taken apart") {
  const std::optional<EmptyVersion> version = read_empty_version(empty_version());
  REQUIRE(version);
  CHECK(version->front.size() == 32);
  CHECK(version->tables.size() == 5 * 6);
}

TEST_CASE("glass/database_writer: a version file of another format is not taken") {
  const std::string good = empty_version();
  CHECK_FALSE(read_empty_version(""));
  for (const std::size_t at : {0u, 5u, 14u, 15u, 34u, 36u}) {
    CAPTURE(at);
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 1);
    CHECK_FALSE(read_empty_version(bad));
  }
  CHECK_FALSE(read_empty_version(good + '\0'));
  for (std::size_t size = 0; size < good.size(); ++size)
    CHECK_FALSE(read_empty_version(std::string_view(good).substr(0, size)));
}

TEST_CASE("glass/database_writer: a table refuses keys that are too long or out of order") {
  const support::TempDir dir;
  TableWriter table(dir.path("t.glass"));
  table.add("b", "tag");
  CHECK_THROWS_AS(table.add("b", ""), base::Error);
  CHECK_THROWS_AS(table.add("a", ""), base::Error);
  CHECK_THROWS_AS(table.add(std::string(max_key_bytes + 1, 'c'), ""), base::Error);
  CHECK_THROWS_AS(table.add("c", std::string(TableWriter::max_tag(1) + 1, 'x')), base::Error);
  table.add("c", std::string(TableWriter::max_tag(1), 'x'));
  const TableRoot root = table.finish();
  CHECK(root.items == 2);
  CHECK(root.blocks == 1);
  CHECK(root.levels == 0);
  CHECK(std::filesystem::file_size(dir.path("t.glass")) == block_bytes);
}

TEST_CASE("glass/database_writer: a folder that is not there is an error that names it") {
  const support::TempDir dir;
  CHECK_THROWS_WITH_AS(
      write_database(dir.path("gone"), Inverter(), *read_empty_version(empty_version())),
      doctest::Contains("gone/postlist.glass"), base::Error);
}

}  // namespace
}  // namespace dateline::glass
