#include "cli/markdown.hh"

#include <doctest/doctest.h>

using namespace dateline;

namespace {

/// Blocks as `kind:text`, rows as `[cell|cell]`.
std::string blocks(std::string_view text) {
  std::string out;
  for (const cli::Block& block : cli::parse_markdown(text)) {
    out += (out.empty() ? "" : ";") + std::string(1, "HPICT"[static_cast<int>(block.kind)]) + ":";
    out += block.text;
    for (const auto& row : block.rows) {
      out += '[';
      for (const std::string& cell : row) out += (&cell == row.data() ? "" : "|") + cell;
      out += ']';
    }
  }
  return out;
}

}  // namespace

TEST_CASE("cli/markdown: a document is cut into blocks") {
  CHECK(blocks("## A `b`\n\none\ntwo\n\nthree\n") == "H:A `b`;P:one two;P:three");
  CHECK(blocks("- one\n  more\n- two\n") == "I:one more;I:two");
  CHECK(blocks("a\n\n    x\n      y\n\n    z\nb\n") == "P:a;C:x\n  y\n\nz\n;P:b");
  CHECK(blocks("```\n# x\n```\nb\n") == "C:# x\n;P:b");
  CHECK(blocks("| a | b |\n| --- | --- |\n| `x\\|y` | |\n") == "T:[a|b][`x|y`|]");
  CHECK(blocks("<!-- no -->\n").empty());
  CHECK(blocks("a\n  code\n") == "P:a;C:code\n");
}

TEST_CASE("cli/markdown: a line is cut at its code, strong parts and links") {
  const auto pieces = cli::parse_inline("a `b *` **c** [d](e) `f");
  REQUIRE(pieces.size() == 5);
  CHECK(pieces[1].kind == cli::PieceKind::Code);
  CHECK(pieces[1].text == "b *");
  CHECK(pieces[3].kind == cli::PieceKind::Strong);
  CHECK(pieces[4].text == " d `f");
}
