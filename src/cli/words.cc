#include "cli/words.hh"

#include "base/error.hh"
#include "text/span.hh"

#include <fmt/format.h>

namespace dateline::cli {
namespace {

/// Behind one, a `'` is an apostrophe.
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         (static_cast<unsigned char>(c) & 0x80) != 0;
}

}  // namespace

std::vector<Word> split_written(std::string_view line) {
  std::vector<Word> words;
  Word word;
  bool inside = false;  // of a word, which may be empty: ''
  char quote = 0;
  const auto add = [&](char c) {
    word.text += c;
    word.written += c;
  };
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const char next = i + 1 < line.size() ? line[i + 1] : '\0';
    if (c == '\\' && quote != '\'' && next != '\0' && (quote == 0 || next == '"' || next == '\\')) {
      word.text += next;
      word.written += {c, next};
      inside = true;
      ++i;
    } else if (quote != 0) {
      if (c != quote) {
        add(c);
      } else {
        if (c == '"') word.written += c;
        quote = 0;
      }
    } else if (c == '"' || (c == '\'' && !(i > 0 && is_letter(line[i - 1])))) {
      quote = c;
      if (c == '"') word.written += c;
      inside = true;
    } else if (text::is_blank(c)) {
      if (inside) words.push_back(std::move(word));
      word = {};
      inside = false;
    } else {
      add(c);
      inside = true;
    }
  }
  if (quote != 0)
    throw base::Error(base::Code::Usage, fmt::format("a quote {} is not closed", quote));
  if (inside) words.push_back(std::move(word));
  return words;
}

std::vector<std::string> split_words(std::string_view line) {
  std::vector<std::string> words;
  for (Word& word : split_written(line)) words.push_back(std::move(word.text));
  return words;
}

std::string quoted(std::string_view word) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:,@%+=";
  // `=` at the start is an expansion of zsh.
  if (!word.empty() && word.find_first_not_of(plain) == std::string_view::npos &&
      word.front() != '=')
    return std::string(word);
  std::string out = "'";
  for (const char c : word) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out + "'";
}

std::string command_line(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += ' ';
    out += cli::quoted(word);
  }
  return out;
}

}  // namespace dateline::cli
