#include "text/paragraph.hh"

#include <string>
#include <utility>

#include <doctest/doctest.h>

using namespace dateline;
using namespace std::string_literals;

namespace {

/// The paragraphs with `¶` between, line ends inside shown as `/`.
std::string paragraphs(std::string_view text) {
  static std::vector<text::Span> spans;
  text::find_paragraphs(text, spans);
  std::string out;
  std::uint32_t last = 0;
  for (const text::Span span : spans) {
    CHECK(span.begin >= last);
    CHECK(span.end > span.begin);
    CHECK(span.end <= text.size());
    CHECK(text::trim(text, span) == span);
    last = span.end;
    if (!out.empty()) out += "|";
    for (const char c : span.of(text)) out += c == '\n' ? '/' : c;
  }
  return out;
}

const std::string a60 = "The finance ministers of the seven countries met on Thursday";
const std::string b60 = "to talk of the price of oil and what to do about it together";

}  // namespace

TEST_CASE("text/paragraph: blank lines part paragraphs") {
  CHECK(paragraphs("") == "");
  CHECK(paragraphs("\n \n\t\n") == "");
  CHECK(paragraphs("one") == "one");
  CHECK(paragraphs("one\n\ntwo\n\n\n\nthree\n") == "one|two|three");
  CHECK(paragraphs("  one  \n \t \n  two  ") == "one|two");
  CHECK(paragraphs("one\r\n\r\ntwo\r\n") == "one|two");
}

TEST_CASE("text/paragraph: hard-wrapped lines are one paragraph") {
  CHECK(paragraphs(a60 + "\n" + b60 + "\nand more.") == a60 + "/" + b60 + "/and more.");
  CHECK(paragraphs(a60 + "\r\n" + b60 + "\r\nand more.") == a60 + "\r/" + b60 + "\r/and more.");
  CHECK(paragraphs(a60 + "\n" + b60 + "\n\n" + a60 + "\n" + b60) ==
        a60 + "/" + b60 + "|" + a60 + "/" + b60);
}

TEST_CASE("text/paragraph: lines that are paragraphs stay apart") {
  const std::string longer = a60 + " " + b60;  // over 100 bytes
  CHECK(paragraphs(longer + "\nShort one.\n" + longer) == longer + "|Short one.|" + longer);
  CHECK(paragraphs("One short line.\nAnother short line.\nA third.") ==
        "One short line.|Another short line.|A third.");
  // The next word would have fitted on the line before.
  CHECK(paragraphs("He left.\n" + a60 + "\nHe came back.\n" + b60) ==
        "He left.|" + a60 + "|He came back.|" + b60);
}

TEST_CASE("text/paragraph: inside a hard wrap an indented line begins a paragraph") {
  CHECK(paragraphs("   " + a60 + "\n" + b60 + "\n   " + a60 + "\n" + b60) ==
        a60 + "/" + b60 + "|" + a60 + "/" + b60);
  CHECK(paragraphs("\t" + a60 + "\n" + b60 + "\n\t" + a60 + "\n" + b60 + "\nend.") ==
        a60 + "/" + b60 + "|" + a60 + "/" + b60 + "/end.");
}

TEST_CASE("text/paragraph: lists of short items are no wrap") {
  CHECK(paragraphs("- wheat\n- maize\n- barley") == "- wheat|- maize|- barley");
  CHECK(paragraphs("WHEAT  1.20 1.30\nMAIZE  2.20 2.30\nOATS   3.20 3.30") ==
        "WHEAT  1.20 1.30|MAIZE  2.20 2.30|OATS   3.20 3.30");
}

TEST_CASE("text/paragraph: hostile texts end") {
  CHECK(paragraphs(std::string(2'000'000, '\n')) == "");
  CHECK(paragraphs(std::string(2'000'000, 'a')).size() == 2'000'000);
  std::string lines;
  for (int i = 0; i < 100'000; ++i) lines += "a\n";
  std::vector<text::Span> spans;
  text::find_paragraphs(lines, spans);
  CHECK(spans.size() == 100'000);
  CHECK(paragraphs("\0\n\0"s).size() == 3);
}
