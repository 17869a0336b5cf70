#include "corpus/paragraphs.hh"

#include "corpus/ascii.hh"

namespace dateline::corpus {
namespace {

std::size_t indent_of(std::string_view line) {
  std::size_t blanks = 0;
  for (const char c : line) {
    if (c == '\t') {
      blanks = (blanks / 8 + 1) * 8;
    } else if (c == ' ') {
      ++blanks;
    } else {
      break;
    }
  }
  return blanks;
}

}  // namespace

void append_paragraphs(std::string& out, std::string_view text, std::size_t indent) {
  bool parted = true;
  out.reserve(out.size() + text.size() + 16);
  while (!text.empty()) {
    std::string_view line = take_line(text);
    while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
    if (line.empty()) {
      parted = true;
      continue;
    }
    if (indent > 0 && indent_of(line) >= indent) {
      parted = true;
      line = trim(line);
    }
    if (!out.empty()) out += parted ? "\n\n" : "\n";
    out += line;
    parted = false;
  }
}

}  // namespace dateline::corpus
