// Markdown as our documents and help texts write it, cut into blocks.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::cli {

enum class BlockKind { Heading, Paragraph, Item, Code, Table };

/// A block of a document.
/// level: of a heading, from 1
/// text:  a heading, paragraph or item on one line; the lines of code, each with its end, without the
///        indentation that all of them have
/// rows:  of a table, the row of names first
struct Block {
  BlockKind kind = BlockKind::Paragraph;
  std::size_t level = 0;
  std::string text;
  std::vector<std::vector<std::string>> rows;
};

/// Cut a document at its headings, blank lines, lists, tables and code: what stands between fences, or is
/// indented by two blanks or more outside a list. Comments are left out.
std::vector<Block> parse_markdown(std::string_view text);

enum class PieceKind { Text, Code, Strong };

struct Piece {
  PieceKind kind = PieceKind::Text;
  std::string text;
};

/// A line cut at its `code` and **strong** parts; of `[text](link)` the text stays.
std::vector<Piece> parse_inline(std::string_view text);

}  // namespace dateline::cli
