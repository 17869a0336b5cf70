#include "text/paragraph.hh"

#include <algorithm>

namespace dateline::text {
namespace {

/// Longest line that a hard wrap leaves; typewriters, terminals and mailers wrap at 60 to 80.
constexpr std::uint32_t max_wrapped_bytes = 100;
/// Shorter lines than this are headings and list items, not wrapped prose.
constexpr std::uint32_t min_wrapped_bytes = 40;

std::uint32_t first_word_bytes(std::string_view line) {
  std::size_t length = 0;
  while (length < line.size() && !is_blank(line[length])) ++length;
  return static_cast<std::uint32_t>(length);
}

/// Lines [first, last) of one block that holds no blank line: one paragraph or many.
class Block {
 public:
  Block(std::string_view text, std::vector<Span>& out) : text_(text), out_(out) {}

  void add(Span line) { lines_.push_back(line); }

  void flush() {
    if (!lines_.empty()) {
      if (wrapped()) {
        split_at_indents();
      } else {
        for (const Span line : lines_) push(line);
      }
    }
    lines_.clear();
  }

 private:
  bool wrapped() const {
    if (lines_.size() < 2) return false;
    std::uint32_t width = 0;
    for (const Span line : lines_) width = std::max(width, line.length());
    if (width > max_wrapped_bytes || width < min_wrapped_bytes) return false;
    std::size_t full = 0, breaks = 0;
    for (std::size_t i = 0; i + 1 < lines_.size(); ++i) {
      if (indented(lines_[i + 1])) continue;  // a new paragraph says nothing of the wrap
      const std::uint32_t next = first_word_bytes(trim(text_, lines_[i + 1]).of(text_));
      ++breaks;
      // Two columns of grace: writers wrap a little early and trailing blanks are gone.
      if (lines_[i].length() + 1 + next + 2 > width) ++full;
    }
    return breaks == 0 ? false : full * 10 >= breaks * 7;
  }

  bool indented(Span line) const { return line.length() > 0 && is_blank(text_[line.begin]); }

  /// Inside a wrapped block an indented line begins a paragraph.
  void split_at_indents() {
    Span current = lines_.front();
    for (std::size_t i = 1; i < lines_.size(); ++i) {
      if (indented(lines_[i])) {
        push(current);
        current = lines_[i];
      } else {
        current.end = lines_[i].end;
      }
    }
    push(current);
  }

  void push(Span span) {
    span = trim(text_, span);
    if (span.length() > 0) out_.push_back(span);
  }

  std::string_view text_;
  std::vector<Span>& out_;
  std::vector<Span> lines_;
};

}  // namespace

void find_paragraphs(std::string_view text, std::vector<Span>& out) {
  out.clear();
  Block block(text, out);
  const auto size = static_cast<std::uint32_t>(text.size());
  for (std::uint32_t begin = 0; begin < size;) {
    std::size_t found = text.find('\n', begin);
    const std::uint32_t end =
        found == std::string_view::npos ? size : static_cast<std::uint32_t>(found);
    Span line{begin, end};
    while (line.end > line.begin && is_blank(text[line.end - 1])) --line.end;
    if (line.length() == 0) {
      block.flush();
    } else {
      block.add(line);
    }
    begin = end + 1;
  }
  block.flush();
}

}  // namespace dateline::text
