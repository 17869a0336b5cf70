#include "cli/markdown.hh"

#include "text/line.hh"

#include <algorithm>
#include <optional>
#include <utility>

namespace dateline::cli {
namespace {

std::string_view without_blanks(std::string_view text) {
  const std::size_t first = std::min(text.find_first_not_of(" \t"), text.size());
  text.remove_prefix(first);
  return text.substr(0, text.find_last_not_of(" \t") + 1);
}

/// Cells of a row `| a | b |`; `\|` is a bar.
std::vector<std::string> cells(std::string_view row) {
  std::vector<std::string> out;
  std::string cell;
  for (std::size_t i = 1; i < row.size(); ++i) {
    if (row[i] == '\\' && i + 1 < row.size() && row[i + 1] == '|') {
      cell += '|';
      ++i;
    } else if (row[i] == '|') {
      out.emplace_back(without_blanks(cell));
      cell.clear();
    } else {
      cell += row[i];
    }
  }
  return out;
}

/// Take away the blanks that all lines begin with.
void dedent(std::string& code) {
  std::size_t common = std::string::npos;
  for (std::size_t at = 0; at < code.size();) {
    const std::size_t end = code.find('\n', at);
    const std::size_t first = code.find_first_not_of(' ', at);
    if (first < end) common = std::min(common, first - at);
    at = end + 1;
  }
  if (common == std::string::npos) return;
  std::string out;
  for (std::size_t at = 0; at < code.size();) {
    const std::size_t end = code.find('\n', at);
    const std::size_t from = std::min(at + common, end);
    out.append(code, from, end + 1 - from);
    at = end + 1;
  }
  code = std::move(out);
}

/// Blanks that end the code belong to what follows.
void end_code(std::vector<Block>& blocks) {
  if (blocks.empty() || blocks.back().kind != BlockKind::Code) return;
  std::string& code = blocks.back().text;
  while (code.ends_with("\n\n")) code.pop_back();
  dedent(code);
}

}  // namespace

std::vector<Block> parse_markdown(std::string_view text) {
  std::vector<Block> blocks;
  // The kind of the block that the next line may go on with; none behind a blank line.
  std::optional<BlockKind> open;
  bool fenced = false;
  const auto begin = [&](BlockKind kind) -> Block& {
    if (open == BlockKind::Code) end_code(blocks);
    open = kind;
    blocks.push_back({kind, 0, {}, {}});
    return blocks.back();
  };
  while (!text.empty()) {
    const std::string_view line = text::take_line(text);
    const std::string_view said = without_blanks(line);
    if (said.starts_with("```")) {
      fenced = !fenced;
      if (fenced) {
        begin(BlockKind::Code);
      } else {
        end_code(blocks);
        open.reset();
      }
    } else if (fenced) {
      blocks.back().text.append(line).push_back('\n');
    } else if (said.empty()) {
      // Code goes on behind a blank line.
      if (open == BlockKind::Code) {
        blocks.back().text += '\n';
      } else {
        open.reset();
      }
    } else if (line.starts_with("  ") && open != BlockKind::Item) {
      if (open != BlockKind::Code) begin(BlockKind::Code);
      blocks.back().text.append(line).push_back('\n');
    } else if (line.starts_with('#')) {
      Block& block = begin(BlockKind::Heading);
      block.level = line.find_first_not_of('#');
      block.text = without_blanks(line.substr(std::min(block.level, line.size())));
      open.reset();
    } else if (line.starts_with('|')) {
      if (open != BlockKind::Table) begin(BlockKind::Table);
      std::vector<std::string> row = cells(line);
      if (!row.empty() && !row.front().starts_with("---")) blocks.back().rows.push_back(row);
    } else if (line.starts_with("- ")) {
      begin(BlockKind::Item).text = without_blanks(line.substr(2));
    } else if (!line.starts_with("<!--")) {
      if (open == BlockKind::Paragraph || open == BlockKind::Item) {
        blocks.back().text.append(" ").append(said);
      } else {
        begin(BlockKind::Paragraph).text = said;
      }
    }
  }
  end_code(blocks);
  return blocks;
}

std::vector<Piece> parse_inline(std::string_view text) {
  std::vector<Piece> pieces;
  const auto add = [&](PieceKind kind, std::string_view part) {
    if (kind == PieceKind::Text && !pieces.empty() && pieces.back().kind == kind) {
      pieces.back().text += part;
    } else {
      pieces.push_back({kind, std::string(part)});
    }
  };
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with('`')) {
      const std::size_t ticks = std::min(rest.find_first_not_of('`'), rest.size());
      const std::size_t end = rest.find(rest.substr(0, ticks), ticks);
      if (end != std::string_view::npos) {
        add(PieceKind::Code, rest.substr(ticks, end - ticks));
        i += end + ticks;
        continue;
      }
    }
    if (rest.starts_with("**")) {
      if (const std::size_t end = rest.find("**", 2); end != std::string_view::npos) {
        add(PieceKind::Strong, rest.substr(2, end - 2));
        i += end + 2;
        continue;
      }
    }
    if (rest.starts_with('[')) {
      const std::size_t middle = rest.find("](");
      const std::size_t end = middle == std::string_view::npos ? middle : rest.find(')', middle);
      if (end != std::string_view::npos && rest.find('[', 1) > middle) {
        add(PieceKind::Text, rest.substr(1, middle - 1));
        i += end + 1;
        continue;
      }
    }
    add(PieceKind::Text, rest.substr(0, 1));
    ++i;
  }
  return pieces;
}

}  // namespace dateline::cli
