#include "corpus/character_references.hh"
#include "corpus/paragraphs.hh"
#include "corpus/sgml.hh"

#include <doctest/doctest.h>

using namespace dateline::corpus;

namespace {

std::string pieces_of(std::string_view text) {
  Pieces pieces(text);
  Piece piece;
  std::string out;
  while (pieces.next(piece)) {
    if (piece.kind == Piece::Kind::Text) out += '"' + std::string(piece.text) + '"';
    if (piece.kind == Piece::Kind::Open) out += '+' + std::string(piece.text);
    if (piece.kind == Piece::Kind::Close) out += '-' + std::string(piece.text);
    out += ' ';
  }
  return out;
}

std::string decoded(std::string_view text) {
  std::string out;
  append_decoded(out, text);
  return out;
}

std::string paragraphs(std::string_view text, std::size_t indent) {
  std::string out;
  append_paragraphs(out, text, indent);
  return out;
}

}  // namespace

TEST_CASE("corpus/sgml: tags are told from bare signs") {
  CHECK(pieces_of("<DOC><F P=105>a</F></DOC>") == "+DOC +F \"a\" -F -DOC ");
  CHECK(pieces_of("a < b > c") == "\"a < b > c\" ");
  CHECK(pieces_of("x<<1ST_LINE>y") == "\"x<\" +1ST_LINE \"y\" ");
  CHECK(pieces_of("<a b") == "\"<a b\" ");
  CHECK(pieces_of("<!-- no --><P>") == "\"\" +P ");
}

TEST_CASE("corpus/sgml: attributes with and without quotes") {
  CHECK(attribute("OLDID=\"5544\" NEWID=\"1\"", "newid") == "1");
  CHECK(attribute("NEWID=\"1\"", "ID") == "");
  CHECK(attribute("P=105", "P") == "105");
  CHECK(attribute("id='x' type = \"story\"", "type") == "story");
  CHECK(attribute("id=\"x", "id") == "x");
}

TEST_CASE("corpus/character_references: named, numbered, commands and bare ampersands") {
  CHECK(decoded("&lt;BAC.N> &amp; AT&T") == "<BAC.N> & AT&T");
  CHECK(decoded("caf&eacute; &#8217; &#x201c; &#147;") == "caf\u00E9 \u2019 \u201C \u201C");
  CHECK(decoded("a&blank;b&hyph;c&sect;") == "a b-c\u00A7");
  CHECK(decoded("&UR; Headline &QL;&Cx1f;") == " Headline ");
  CHECK(decoded("&AMP;&#2;&#127;&#0;\x01\x7F.") == "&.");
  CHECK(decoded("a\r\nb\rc") == "a\nb\nc");
  CHECK(decoded("&#99999999;&#;&;") == "\uFFFD&#;&;");
  CHECK(decoded("\xC2\x92") == "\u2019");
}

TEST_CASE("corpus/paragraphs: an indented line begins one, lines are kept") {
  CHECK(paragraphs("First line  \nsecond\n    Next one\n more\n\n\nLast", 4) ==
        "First line\nsecond\n\nNext one\n more\n\nLast");
  CHECK(paragraphs("   a\n   b", 4) == "   a\n   b");
  CHECK(paragraphs("\n\n", 4) == "");
}
