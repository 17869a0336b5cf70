#include "base/error.hh"
#include "text/decode.hh"

#include <doctest/doctest.h>

using namespace dateline;
using namespace std::string_literals;

TEST_CASE("text/decode: valid UTF-8 is what table 3-7 of the Unicode Standard allows") {
  CHECK(text::is_utf8(""));
  CHECK(text::is_utf8("plain"));
  CHECK(text::is_utf8("S\u00E3o Paulo, \u041A\u0438\u0457\u0432, \U0001F4F0"));
  CHECK(text::valid_utf8_prefix("abcdefgh\xFFz") == 8);
  CHECK(text::valid_utf8_prefix("\xC0\xAF") == 0);          // not the shortest form
  CHECK(text::valid_utf8_prefix("\xED\xA0\x80") == 0);      // a surrogate
  CHECK(text::valid_utf8_prefix("ab\xE2\x82") == 2);        // cut off
  CHECK(text::valid_utf8_prefix("\xF4\x90\x80\x80") == 0);  // past U+10FFFF
  CHECK(text::is_utf8("\xF4\x8F\xBF\xBF"));
}

TEST_CASE("text/decode: bytes that are not UTF-8 are read as Windows-1252, the others kept") {
  const auto decoded = text::to_utf8("Z\xFCrich, \x93Gen\xC3\xA8ve\x94");
  CHECK(decoded.text == "Z\u00FCrich, \u201CGen\u00E8ve\u201D");
  CHECK(decoded.repaired);
  CHECK(decoded.first_bad == 1);
  CHECK_FALSE(text::to_utf8("Gen\xC3\xA8ve").repaired);
}

TEST_CASE("text/decode: byte-order marks decide and are taken off") {
  CHECK(text::to_utf8("\xEF\xBB\xBFtext", "windows-1251").text == "text");
  CHECK(text::to_utf8("\xFF\xFEt\0\xE9\0"s).text == "t\u00E9");
  CHECK(text::to_utf8("\xFE\xFF\0t\0\xE9"s).text == "t\u00E9");
  CHECK(text::to_utf8("\xFF\xFE\0\0t\0\0\0"s).text == "t");
}

TEST_CASE("text/decode: named character sets are ICU's; Latin-1 means Windows-1252") {
  CHECK(text::to_utf8("\xCC\xEE\xF1\xEA\xE2\xE0", "windows-1251").text ==
        "\u041C\u043E\u0441\u043A\u0432\u0430");
  CHECK(text::to_utf8("\x80 5", "ISO-8859-1").text == "\u20AC 5");
  CHECK(text::to_utf8("\x80 5", "us-ascii").text == "\u20AC 5");
  CHECK_THROWS_AS(text::to_utf8("a", "no-such-set"), base::Error);
}

TEST_CASE("text/decode: clean_controls drops what is no text and mends literal C1 characters") {
  std::string text = "a\0b\x01\tc\r\nd\re\x7F\ff\xC2\x93g\xC2\xA0"s;
  text::clean_controls(text);
  CHECK(text == "ab\tc\nd\ne\nf\u201Cg\u00A0");
}

TEST_CASE("text/decode: a stream may be cut anywhere") {
  text::StreamDecoder decoder("UTF-16LE");
  std::string out;
  const std::string bytes =
      "\x3D\xD8\xF0\xDC"
      "a\0"s;  // U+1F4F0 a
  for (const char byte : bytes) decoder.decode({&byte, 1}, false, out);
  decoder.decode({}, true, out);
  CHECK(out ==
        "\U0001F4F0"
        "a");
}
