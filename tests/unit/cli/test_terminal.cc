#include "base/error.hh"
#include "cli/terminal.hh"

#include <algorithm>
#include <cstdlib>

#include <doctest/doctest.h>

using namespace dateline;
using cli::display_columns;
using cli::wrap;

TEST_CASE("cli/terminal: a text takes the columns that a terminal gives it") {
  const std::pair<std::string, std::size_t> table[] = {
      {"", 0},
      {"oil", 3},
      {"\u00E9t\u00E9", 3},
      {"e\u0301", 1},
      {"\u4E2D\u56FD", 4},
      {"\uFF35", 2},
      {"\uD55C\uAD6D", 4},
      {"\U0001F4F0", 2},
      {"\u0440\u0443\u0431", 3},
      {"a\u00ADb\u200Bc\uFEFF", 3},
      {"\033[1;31moil\033[0m", 3},
      {"\033[1m", 0},
      {"\033", 0},
      {"oil\033[1", 3},
      {"\xFF\xFE", 2},
      {"\u2014\u201C", 2},
      {"\u231A\u26BD\u2705", 6},    // emoji of older blocks
      {"\U0001F468\U0001F3FD", 4},  // as terminals draw them, one after the other
      {"\u2764\uFE0F", 1},          // a sign that was text first
      {"\u1112\u1161\u11AB", 2},    // a Hangul syllable in its parts
      {"\uFF76\uFF9E", 2},          // halfwidth forms
      {"\U00017000\U0001B000", 4},  // Tangut, Kana of the supplement
  };
  for (const auto& row : table) {
    const auto& text = row.first;
    const auto& columns = row.second;
    CAPTURE(text);
    CHECK(display_columns(text) == columns);
  }
}

TEST_CASE("cli/terminal: lines are broken at white space and indented") {
  CHECK(wrap("", 20, "  ") == "");
  CHECK(wrap(" \n\t ", 20, "  ") == "");
  CHECK(wrap("one two", 20, "  ") == "  one two\n");
  CHECK(wrap("  one \n\n two\t", 20, "") == "one two\n");
  CHECK(wrap("one two three four", 12, "") == "one two\nthree four\n");
  CHECK(wrap("one two three four five", 16, "> ") == "> one two three\n> four five\n");
  CHECK(wrap("exactly twenty chars", 20, "") == "exactly twenty chars\n");
  CHECK(wrap("exactly twenty chars", 19, "") == "exactly twenty\nchars\n");
  CHECK(wrap("\u4E2D\u56FD \u7ECF\u6D4E \u65B0\u95FB", 11, "") ==
        "\u4E2D\u56FD \u7ECF\u6D4E\n\u65B0\u95FB\n");
  CHECK(wrap("\033[1mone\033[0m two three", 11, "") == "\033[1mone\033[0m two\nthree\n");
  // A word that is too long stands on a line of its own.
  CHECK(wrap("a " + std::string(30, 'x') + " b", 20, "") == "a\n" + std::string(30, 'x') + "\nb\n");
}

TEST_CASE(
    "cli/terminal: text without blanks breaks between its wide characters, an address nowhere") {
  CHECK(wrap("\u4E2D\u56FD\u7ECF\u6D4E\u65B0\u95FB\u4E2D\u56FD", 10, "") ==
        "\u4E2D\u56FD\u7ECF\u6D4E\u65B0\n\u95FB\u4E2D\u56FD\n");
  // What closes a sentence does not begin a line.
  CHECK(wrap("\u4E2D\u56FD\u7ECF\u6D4E\u65B0\u3002\u95FB\u4E2D\u56FD", 10, "") ==
        "\u4E2D\u56FD\u7ECF\u6D4E\n\u65B0\u3002\u95FB\u4E2D\u56FD\n");
  CHECK(wrap("see https://example.org/a-long/path now", 12, "") ==
        "see\nhttps://example.org/a-long/path\nnow\n");
}

TEST_CASE("cli/terminal: a line that is too long is broken at blanks, and keeps those within") {
  CHECK(cli::broken("hint: export x  writes", 40) == "hint: export x  writes");
  CHECK(cli::broken("hint: help  lists the commands", 20) == "hint: help  lists\n  the commands");
  CHECK(cli::broken("hint: see https://example.org/a-long/path now", 20) ==
        "hint: see\n  https://example.org/a-long/path\n  now");
  CHECK(cli::broken("one two three four five six", 10) == "one two\n  three\n  four\n  five six");
  CHECK(cli::broken("", 20).empty());
}

TEST_CASE("cli/terminal: a narrow terminal still has room for words") {
  CHECK(wrap("one two three", 0, "    ") == "    one two\n    three\n");
  CHECK(wrap("one two three", 5, "    ") == "    one two\n    three\n");
}

TEST_CASE("cli/terminal: no line is longer than asked for, and no word is lost") {
  std::string text;
  for (int i = 0; i < 300; ++i)
    text += "w" + std::string(static_cast<std::size_t>(i * 7 % 13), 'o') + ' ';
  for (const std::size_t columns : {20u, 33u, 80u, 200u}) {
    const std::string out = wrap(text, columns, "   ");
    std::string words;
    for (std::size_t at = 0; at < out.size();) {
      const std::size_t end = out.find('\n', at);
      const std::string line = out.substr(at, end - at);
      CHECK(display_columns(line) <= columns);
      CHECK(line.starts_with("   w"));
      words += line.substr(3) + ' ';
      at = end + 1;
    }
    CHECK(words == text);
  }
}

TEST_CASE("cli/terminal: no control that a corpus has reaches the terminal") {
  CHECK(cli::printable("a\x1b]0;t\x07z\x7f") == "a ]0;t z ");
  CHECK(cli::printable("C1 \xC2\x9B\x33\x31m") == "C1  31m");
  CHECK(cli::printable("turned \xE2\x80\xAE and \xE2\x81\xA9.") == "turned   and  .");
  CHECK(cli::printable("caf\xC3\xA9 \xE2\x80\x99 \xC2\xA0") == "caf\xC3\xA9 \xE2\x80\x99 \xC2\xA0");
}

TEST_CASE("cli/terminal: digits are grouped by threes") {
  const std::pair<unsigned long long, const char*> table[] = {
      {0, "0"},
      {7, "7"},
      {999, "999"},
      {1000, "1,000"},
      {123456, "123,456"},
      {1234567, "1,234,567"},
      {18446744073709551615ull, "18,446,744,073,709,551,615"},
  };
  for (const auto& [number, text] : table) CHECK(cli::grouped(number) == text);
}

TEST_CASE("cli/terminal: the choice of colour is always, never or auto") {
  CHECK(cli::use_color("always"));
  CHECK_FALSE(cli::use_color("never"));
  try {
    cli::use_color("maybe");
    FAIL("accepted");
  } catch (const base::Error& failure) {
    CHECK(failure.code() == base::Code::Usage);
    CHECK(std::string(failure.what()) ==
          "'maybe' is no choice for --color; choices are auto (the default), always, never");
  }
  const cli::Style plain(false), coloured(true);
  CHECK(plain.bold.empty());
  CHECK(plain.off.empty());
  CHECK(coloured.off == "\033[0m");
}

TEST_CASE("cli/terminal: COLUMNS decides, if it says something sensible") {
  const char* before = std::getenv("COLUMNS");
  const std::string saved = before != nullptr ? before : "";
  ::setenv("COLUMNS", "123", 1);
  CHECK(cli::terminal_columns() == 123);
  for (const char* nonsense : {"", "x", "-5", "0", "19"}) {
    ::setenv("COLUMNS", nonsense, 1);
    CHECK(cli::terminal_columns() >= 20);
    CHECK(cli::terminal_columns() != 123);
  }
  if (before != nullptr) {
    ::setenv("COLUMNS", saved.c_str(), 1);
  } else {
    ::unsetenv("COLUMNS");
  }
}

TEST_CASE("cli/terminal: what is said of a name hangs behind it, or below where there is no room") {
  CHECK(cli::hanging("name", "one two three four five six seven", 8, 34) ==
        "  name  one two three four five\n        six seven\n");
  CHECK(cli::hanging("a longer name", "one two", 8, 34) == "  a longer name\n        one two\n");
  CHECK(cli::hanging("name", "one two three four five six seven", 20, 30) ==
        "  name\n      one two three four five\n      six seven\n");
  CHECK(cli::hanging("name", "", 8, 34) == "  name\n");
}

TEST_CASE("cli/terminal: lines break at no blank that is marked") {
  CHECK(cli::wrap("one two\x1fthree", 11, "") == "one\ntwo three\n");
}
