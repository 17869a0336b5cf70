#include "text/normalize.hh"

#include <utility>

#include <doctest/doctest.h>

using dateline::text::fold_name;
using namespace std::string_literals;

TEST_CASE("text/normalize: spellings of one name fold to one key") {
  const std::pair<std::string, std::string> table[] = {
      {"", ""},
      {"  ", ""},
      {"---", ""},
      {"Vladimir Putin", "vladimir putin"},
      {"  VLADIMIR\tPUTIN\n", "vladimir putin"},
      {"U.S.", "us"},
      {"\u0160koda-Auto, a.s.", "skoda auto as"},
      {"O'Brien", "obrien"},
      {"O\u2019Brien", "obrien"},
      {"AT&T Inc.", "at t inc"},
      {"Xi\u00A0Jinping", "xi jinping"},
      {"C\u00F4te d\u2019Ivoire", "cote divoire"},
      {"Co\u0302te d'Ivoire", "cote divoire"},
      {"S\u00F8ren Kierkegaard", "soren kierkegaard"},
      {"Gro\u00DF", "gross"},
      {"\uFF35\uFF2B", "uk"},
      {"Kre\u00ADml", "kreml"},
      {"\u041F\u0443\u0442\u0438\u043D", "\u043F\u0443\u0442\u0438\u043D"},
      {"\u4E60\u8FD1\u5E73", "\u4E60\u8FD1\u5E73"},
      {"Fox 5/6", "fox 5 6"},
  };
  for (const auto& row : table) {
    const auto& name = row.first;
    const auto& key = row.second;
    CAPTURE(name);
    CHECK(fold_name(name) == key);
    CHECK(fold_name(key) == key);
  }
}

TEST_CASE("text/normalize: malformed bytes and NUL count as blanks") {
  CHECK(fold_name("a\xFF"s + "b") == "a b");
  CHECK(fold_name("\xC3") == "");
  CHECK(fold_name("a\0b"s) == "a b");
  CHECK(fold_name(std::string(1'000'000, 'A')) == std::string(1'000'000, 'a'));
}

TEST_CASE("text/normalize: a written form keeps case and accents, however they are made up") {
  using dateline::text::written_form;
  CHECK(written_form("Caf\u00E9") == "Caf\u00E9");
  CHECK(written_form("Cafe\u0301") == "Caf\u00E9");
  CHECK(written_form("O\u2019Brien") == "O'Brien");
  CHECK(written_form("Kre\u00ADml") == "Kreml");
  CHECK(written_form("") == "");
}
