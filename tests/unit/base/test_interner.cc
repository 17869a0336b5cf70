#include "base/interner.hh"

#include <string>

#include <doctest/doctest.h>

using dateline::base::Interner;
using namespace std::string_literals;

TEST_CASE("base/interner: strings are numbered from 0 in order of first sight") {
  Interner interner;
  CHECK(interner.size() == 0);
  CHECK(interner.intern("oil") == 0);
  CHECK(interner.intern("gas") == 1);
  CHECK(interner.intern("oil") == 0);
  CHECK(interner.intern("Oil") == 2);
  CHECK(interner.size() == 3);
  CHECK(interner.at(0) == "oil");
  CHECK(interner.at(1) == "gas");
  CHECK(interner.at(2) == "Oil");
}

TEST_CASE("base/interner: the empty string and NUL bytes are strings like others") {
  Interner interner;
  CHECK(interner.find("") == Interner::none);
  const auto empty = interner.intern("");
  const auto nul = interner.intern("a\0b"s);
  const auto cut = interner.intern("a");
  CHECK(empty == 0);
  CHECK(nul == 1);
  CHECK(cut == 2);
  CHECK(interner.at(0).empty());
  CHECK(interner.at(1) == "a\0b"s);
  CHECK(interner.find("") == 0);
  CHECK(interner.find("a\0b"s) == 1);
}

TEST_CASE("base/interner: numbers and strings survive growth") {
  Interner interner;
  constexpr std::uint32_t count = 25'000;
  for (std::uint32_t i = 0; i < count; ++i)
    REQUIRE(interner.intern("word" + std::to_string(i * 7919)) == i);
  CHECK(interner.size() == count);
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::string word = "word" + std::to_string(i * 7919);
    REQUIRE(interner.find(word) == i);
    REQUIRE(interner.intern(word) == i);
    REQUIRE(interner.at(i) == word);
  }
  CHECK(interner.size() == count);
  CHECK(interner.find("word1") == Interner::none);
}

TEST_CASE("base/interner: a view of an own string can be interned") {
  Interner interner;
  for (int i = 0; i < 3000; ++i) interner.intern("value-" + std::to_string(i));
  const std::string_view own = interner.at(1234);
  CHECK(interner.intern(own) == 1234);
  const std::string_view part = interner.at(2999).substr(2);
  const std::string copy(part);
  const auto id = interner.intern(part);
  CHECK(id == 3000);
  CHECK(interner.at(id) == copy);
}
