#include "cli/prose.hh"

#include "cli/markdown.hh"

#include <algorithm>
#include <vector>

namespace dateline::cli {
namespace {

using Row = std::vector<std::string>;

constexpr std::size_t gap = 2;          // columns between those of a table
constexpr std::size_t least_cell = 22;  // columns below which cells are no pleasure to read
constexpr std::size_t most_whole = 32;  // columns of code that is not broken

/// Fill text whose unbreakable blanks are marked; words wider than a line are broken at them after all.
std::string filled(std::string text, std::size_t columns, std::string_view indent) {
  const std::size_t room = columns - std::min(columns, indent.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (display_columns(std::string_view(text).substr(at, end - at)) > room)
      std::replace(text.begin() + static_cast<std::ptrdiff_t>(at),
                   text.begin() + static_cast<std::ptrdiff_t>(end), whole_blank, ' ');
    at = end + 1;
  }
  return wrap(text, columns, indent);
}

/// A cell that is nothing but code needs no signs.
std::string cell_text(const std::string& cell, const Style& style) {
  return readable_line(cell, style, parse_inline(cell).size() == 1);
}

/// Widths of columns that fill at most the room there is: wide columns give way to the narrow ones.
std::vector<std::size_t> widths_of(const std::vector<Row>& rows, std::size_t room) {
  std::vector<std::size_t> natural;
  for (const Row& row : rows) {
    natural.resize(std::max(natural.size(), row.size()), 0);
    for (std::size_t i = 0; i < row.size(); ++i)
      natural[i] = std::max(natural[i], display_columns(row[i]));
  }
  const std::size_t gaps = natural.empty() ? 0 : gap * (natural.size() - 1);
  const auto total = [&](std::size_t most) {
    std::size_t sum = gaps;
    for (const std::size_t one : natural) sum += std::min(one, most);
    return sum;
  };
  std::size_t most = room;
  while (most > 1 && total(most) > room) --most;
  std::size_t spare = room - std::min(room, total(most));
  for (std::size_t& one : natural) {
    const std::size_t more = one > most ? std::min(spare, one - most) : 0;
    one = std::min(one, most + more);
    spare -= more;
  }
  return natural;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

/// A row whose cells are filled each to its own width.
std::string row_text(const Row& row, const std::vector<std::size_t>& widths) {
  std::vector<std::vector<std::string>> cells;
  for (std::size_t i = 0; i < row.size(); ++i)
    cells.push_back(lines_of(filled(row[i], std::max<std::size_t>(widths[i], 1), "")));
  // A word wider than its column has the line for itself.
  for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
    for (std::size_t at = 0; at < cells[i].size(); ++at) {
      if (display_columns(cells[i][at]) <= widths[i]) continue;
      for (std::size_t k = i + 1; k < cells.size(); ++k)
        if (at < cells[k].size())
          cells[k].insert(cells[k].begin() + static_cast<std::ptrdiff_t>(at), "");
    }
  }
  std::size_t height = 1;
  for (const auto& lines : cells) height = std::max(height, lines.size());
  std::string out;
  for (std::size_t at = 0; at < height; ++at) {
    std::string line = "  ";
    std::size_t begin = line.size();
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::size_t used = display_columns(line);
      line += std::string(begin > used ? begin - used : i > 0 ? 1 : 0, ' ');
      if (at < cells[i].size()) line += cells[i][at];
      begin += widths[i] + gap;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + '\n';
  }
  return out;
}

std::string table_text(const Block& table, const Style& style, std::size_t columns) {
  std::vector<Row> rows;
  for (const Row& row : table.rows) {
    rows.emplace_back();
    for (const std::string& cell : row) rows.back().push_back(cell_text(cell, style));
  }
  if (rows.empty()) return {};
  for (std::string& name : rows.front())
    name = name.empty() ? "" : std::string(style.dim) + name + std::string(style.off);
  const std::vector<std::size_t> widths =
      widths_of(rows, columns - std::min<std::size_t>(columns, 2));
  const bool narrow = columns < 60 || *std::max_element(widths.begin(), widths.end()) < least_cell;
  std::string out;
  if (!narrow) {
    for (const Row& row : rows) out += row_text(row, widths);
    return out;
  }
  for (std::size_t r = 1; r < rows.size(); ++r) {
    for (std::size_t i = 0; i < rows[r].size(); ++i) {
      if (rows[r][i].empty()) continue;
      // With two columns the second says what the first is; of more, each says its name.
      const std::string name = i > 0 && rows[r].size() > 2 ? rows.front()[i] + ": " : "";
      out += filled(name + rows[r][i], columns, i == 0 ? "  " : "      ");
    }
  }
  return out;
}

}  // namespace

std::string readable_line(std::string_view text, const Style& style, bool bare) {
  std::string out;
  for (Piece& piece : parse_inline(text)) {
    if (piece.kind == PieceKind::Text) {
      out += piece.text;
      continue;
    }
    const bool signs = piece.kind == PieceKind::Code && style.bold.empty() && !bare;
    if (piece.kind == PieceKind::Code && display_columns(piece.text) <= most_whole)
      std::replace(piece.text.begin(), piece.text.end(), ' ', whole_blank);
    if (signs) out += '`';
    out.append(style.bold).append(piece.text).append(style.off);
    if (signs) out += '`';
  }
  return out;
}

std::size_t reading_columns() {
  return std::min<std::size_t>(terminal_columns(), 100);
}

std::string readable(std::string_view markdown, const Style& style, std::size_t columns) {
  std::string out;
  bool item = false;  // the block before
  for (const Block& block : parse_markdown(markdown)) {
    const bool is_item = block.kind == BlockKind::Item;
    if (!out.empty() && !(item && is_item)) out += '\n';
    item = is_item;
    switch (block.kind) {
      case BlockKind::Heading:
        out.append(style.bold)
            .append(readable_line(block.text, Style(false), true))
            .append(style.off)
            .push_back('\n');
        break;
      case BlockKind::Paragraph:
        out += filled(readable_line(block.text, style, false), columns, "");
        break;
      case BlockKind::Item: {
        std::string text = filled(readable_line(block.text, style, false), columns, "  ");
        out += text.replace(0, 1, "-");
        break;
      }
      case BlockKind::Code:
        for (const std::string& line : lines_of(block.text)) {
          if (!line.empty()) out.append("  ").append(style.bold).append(line).append(style.off);
          out += '\n';
        }
        break;
      case BlockKind::Table:
        out += table_text(block, style, columns);
        break;
    }
  }
  return out;
}

}  // namespace dateline::cli
