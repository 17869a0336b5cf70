#include "base/error.hh"
#include "store/side_file.hh"
#include "support/temp_dir.hh"

#include <fstream>
#include <functional>
#include <sstream>

#include <doctest/doctest.h>

using namespace dateline;
using namespace std::string_literals;
using store::SideFile;
using store::SideKind;

namespace {

std::string read(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

/// The error's message with the path shortened to `F`; empty if there is none.
std::string error_of(const std::string& path, const std::function<void()>& action) {
  try {
    action();
  } catch (const base::Error& failure) {
    CHECK(failure.code() == base::Code::Database);
    CHECK(failure.hint() == "index the corpus again into a new database");
    std::string text = failure.what();
    if (const auto at = text.find(path); at != std::string::npos)
      text.replace(at, path.size(), "F");
    return text;
  }
  return {};
}

std::string open_error(const std::string& path, SideKind kind = SideKind::Forward,
                       std::uint32_t version = 7, std::size_t sections = 3) {
  return error_of(path, [&] { SideFile(path, kind, version, sections); });
}

}  // namespace

TEST_CASE("store/side_file: sections come back as written, aligned") {
  const support::TempDir dir;
  const std::string path = dir.path("f.dl");
  const std::vector<std::uint64_t> numbers{1, UINT64_MAX, 3};
  store::write_side_file(path, SideKind::Text, 2, {"abc", "", store::as_bytes(numbers), "x\0y"s});
  const SideFile file(path, SideKind::Text, 2, 4);
  CHECK(file.bytes(0) == "abc");
  CHECK(file.bytes(1) == "");
  CHECK(file.bytes(3) == "x\0y"s);
  const auto array = file.array<std::uint64_t>(2);
  CHECK(std::vector<std::uint64_t>(array.begin(), array.end()) == numbers);
  for (std::size_t i = 0; i < 4; ++i)
    CHECK(reinterpret_cast<std::uintptr_t>(file.bytes(i).data()) % 8 == 0);
  CHECK(file.size_bytes() == read(path).size());
  CHECK_NOTHROW(file.verify());
}

TEST_CASE("store/side_file: a moved file stays mapped") {
  const support::TempDir dir;
  const std::string path = dir.path("f.dl");
  store::write_side_file(path, SideKind::Text, 1, {"abc"});
  SideFile first(path, SideKind::Text, 1, 1);
  const SideFile second(std::move(first));
  CHECK(second.bytes(0) == "abc");
  CHECK_NOTHROW(second.verify());
}

TEST_CASE("store/side_file: a file that is missing, empty or something else is told so") {
  const support::TempDir dir;
  const std::string path = dir.path("f.dl");
  CHECK(open_error(path) == "cannot use 'F': No such file or directory");
  dir.write("f.dl", "");
  CHECK(open_error(path) == "cannot use 'F': it is empty");
  dir.write("f.dl", "short");
  CHECK(open_error(path) == "cannot use 'F': it is truncated");
  dir.write("f.dl", std::string(4096, 'x'));
  CHECK(open_error(path) == "cannot use 'F': it is not the file it should be");
  store::write_side_file(path, SideKind::Forward, 7, {"a", "b", "c"});
  CHECK(open_error(path) == "");
  CHECK(open_error(path, SideKind::Text) == "cannot use 'F': it is not the file it should be");
  CHECK(open_error(path, SideKind::Forward, 8) ==
        "cannot use 'F': it has version 7, this program reads 8");
  CHECK(open_error(path, SideKind::Forward, 7, 4) == "cannot use 'F': it is truncated");
  CHECK(open_error(dir.path()) != "");  // a folder
}

TEST_CASE("store/side_file: a file cut short anywhere is refused") {
  const support::TempDir dir;
  const std::string path = dir.path("f.dl");
  store::write_side_file(path, SideKind::Forward, 7, {"abc", std::string(100, 'd'), "e"});
  const std::string whole = read(path);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    dir.write("f.dl", whole.substr(0, size));
    REQUIRE(open_error(path) != "");
  }
}

TEST_CASE("store/side_file: verify() finds every flipped bit that opening does not") {
  const support::TempDir dir;
  const std::string path = dir.path("f.dl");
  store::write_side_file(path, SideKind::Forward, 7, {"abcdefgh", "0123456789abcdef", "e"});
  const std::string whole = read(path);
  std::size_t unseen = 0;
  for (std::size_t i = 0; i < whole.size() * 8; ++i) {
    std::string flipped = whole;
    flipped[i / 8] = static_cast<char>(flipped[i / 8] ^ (1 << i % 8));
    dir.write("f.dl", flipped);
    const std::string error =
        error_of(path, [&] { SideFile(path, SideKind::Forward, 7, 3).verify(); });
    if (error.empty()) ++unseen;
  }
  CHECK(unseen == (64 + 7) * 8);  // the padding alone
  std::string flipped = whole;
  flipped[whole.find("cdef")] ^= 4;
  dir.write("f.dl", flipped);
  const SideFile file(path, SideKind::Forward, 7, 3);
  CHECK(error_of(path, [&] { file.verify(); }) == "cannot use 'F': its checksum does not match");
}

TEST_CASE("store/side_file: a section table that points anywhere does no harm") {
  const support::TempDir dir;
  const std::string path = dir.path("f.dl");
  store::write_side_file(path, SideKind::Forward, 7, {"abc", "def", "ghi"});
  const std::string whole = read(path);
  for (const std::uint64_t bad : {UINT64_MAX, UINT64_MAX - 7, std::uint64_t{1} << 63,
                                  std::uint64_t{whole.size()} + 1, std::uint64_t{81}}) {
    for (const std::size_t at : {std::size_t{32}, std::size_t{40}}) {  // offset, size
      std::string damaged = whole;
      std::memcpy(damaged.data() + at, &bad, sizeof bad);
      dir.write("f.dl", damaged);
      if (bad == 81 && at == 40) continue;  // a size like others
      CAPTURE(bad);
      CAPTURE(at);
      CHECK(open_error(path) != "");
    }
  }
}

TEST_CASE("store/side_file: a file that can't be written is told with the reason") {
  CHECK_THROWS_WITH_AS(store::write_side_file("/nowhere/f.dl", SideKind::Text, 1, {"a"}),
                       "cannot create '/nowhere/f.dl': No such file or directory", base::Error);
  if (std::filesystem::exists("/dev/full")) {
    CHECK_THROWS_WITH_AS(store::write_side_file("/dev/full", SideKind::Text, 1, {"a"}),
                         "cannot write '/dev/full': No space left on device", base::Error);
  }
}

TEST_CASE("store/side_file: varints are what they were") {
  for (const std::uint64_t number :
       {std::uint64_t{0}, std::uint64_t{127}, std::uint64_t{128}, std::uint64_t{16383},
        std::uint64_t{16384}, std::uint64_t{UINT32_MAX}, std::uint64_t{1} << 63, UINT64_MAX}) {
    std::string bytes;
    store::append_varint(number, bytes);
    std::size_t at = 0;
    CHECK(store::read_varint(bytes, at) == number);
    CHECK(at == bytes.size());
  }
  std::string bytes;
  store::append_varint(300, bytes);
  CHECK(bytes == "\xAC\x02");
}

TEST_CASE("store/side_file: reading a varint ends with the bytes") {
  std::size_t at = 0;
  CHECK(store::read_varint("", at) == 0);
  CHECK(at == 0);
  store::read_varint("\x80\x80", at);
  CHECK(at == 2);
  at = 0;
  store::read_varint(std::string(100, '\xFF'), at);
  CHECK(at <= 10);
}
