#include "base/error.hh"
#include "store/side_data.hh"
#include "support/temp_dir.hh"

#include <string>

#include <doctest/doctest.h>

using namespace dateline;
using namespace dateline::store;

namespace {

std::string bytes(std::size_t size, unsigned seed) {
  std::string out(size, '\0');
  for (char& byte : out) {
    seed = seed * 1103515245 + 12345;
    byte = static_cast<char>(seed >> 16);
  }
  return out;
}

constexpr int writable = Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS;

void put(const std::string& path, const std::vector<SideSection>& sections) {
  Xapian::WritableDatabase tables(path, writable);
  put_side_data(tables, "some", 7, sections);
  tables.commit();
}

}  // namespace

TEST_CASE("store/side_data: sections are read back, whole or in part") {
  const support::TempDir dir;
  const std::string small = bytes(1000, 1), large = bytes(3 * large_piece_bytes + 17, 2);
  const std::string pieces = bytes(5 * small_piece_bytes, 3);
  put(dir.path("db"), {{small}, {large}, {}, {pieces, true}});
  const SideData data(Tables::in_folder(dir.path("db")), "some", 7, 4);
  data.need(0, 0, SIZE_MAX);
  CHECK(data.view(0) == small);
  data.need(1, large_piece_bytes - 1, large_piece_bytes + 1);
  CHECK(data.view(1).substr(0, 2 * large_piece_bytes) == large.substr(0, 2 * large_piece_bytes));
  CHECK(data.view(1).substr(2 * large_piece_bytes) != large.substr(2 * large_piece_bytes));
  data.need(1, 0, SIZE_MAX);
  CHECK(data.view(1) == large);
  data.need(2, 0, SIZE_MAX);
  CHECK(data.view(2).empty());
  data.need(3, 2 * small_piece_bytes + 5, 2 * small_piece_bytes + 6);
  CHECK(data.view(3)[2 * small_piece_bytes + 5] == pieces[2 * small_piece_bytes + 5]);
  CHECK(reinterpret_cast<std::uintptr_t>(data.view(3).data()) % 8 == 0);
  data.verify();
}

TEST_CASE("store/side_data: damage is told") {
  const support::TempDir dir;
  const std::string section = bytes(5 * small_piece_bytes, 3);
  put(dir.path("db"), {{section, true}});
  const auto change = [&](const std::string& key, const std::string& value) {
    Xapian::WritableDatabase tables(dir.path("db"), writable);
    tables.set_metadata(key, value);
    tables.commit();
  };
  const auto tables = [&] { return Tables::in_folder(dir.path("db")); };
  CHECK_THROWS_AS(SideData(tables(), "other", 7, 1), base::Error);
  CHECK_THROWS_AS(SideData(tables(), "some", 8, 1), base::Error);
  CHECK_THROWS_AS(SideData(tables(), "some", 7, 2), base::Error);

  change("dateline:some:0:3", std::string(small_piece_bytes, 'x'));
  CHECK_THROWS_AS(SideData(tables(), "some", 7, 1).verify(), base::Error);
  change("dateline:some:0:3", "short");
  const SideData cut(tables(), "some", 7, 1);
  cut.need(0, 0, 10);
  CHECK_THROWS_AS(cut.need(0, 0, SIZE_MAX), base::Error);

  for (const char* about :
       {"not TOML", "version = 7", "version = 7\ndigest = \"x\"\nsizes = [1]\npieces = [1]",
        "version = 7\ndigest = \"1\"\nsizes = [-1]\npieces = [1]",
        "version = 7\ndigest = \"1\"\nsizes = [1]\npieces = [0]",
        "version = 7\ndigest = \"1\"\nsizes = [9223372036854775807]\npieces = [1]"}) {
    CAPTURE(about);
    change("dateline:some", about);
    CHECK_THROWS_AS(SideData(tables(), "some", 7, 1), base::Error);
  }
}
