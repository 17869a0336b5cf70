#include "cli/words.hh"

#include "base/error.hh"
#include "text/span.hh"

#include <algorithm>

#include <fmt/format.h>

namespace dateline::cli {

std::vector<std::string> split_words(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  bool inside = false;  // of a word, which may be empty: ''
  char quote = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const char next = i + 1 < line.size() ? line[i + 1] : '\0';
    if (c == '\\' && quote != '\'' && next != '\0' && (quote == 0 || next == '"' || next == '\\')) {
      word += next;
      inside = true;
      ++i;
    } else if (quote != 0) {
      if (c == quote) {
        quote = 0;
      } else {
        word += c;
      }
    } else if (c == '\'' || c == '"') {
      quote = c;
      inside = true;
    } else if (text::is_blank(c)) {
      if (inside) words.push_back(std::move(word));
      word.clear();
      inside = false;
    } else {
      word += c;
      inside = true;
    }
  }
  if (quote != 0)
    throw base::Error(base::Code::Usage, fmt::format("a quote {} is not closed", quote));
  if (inside) words.push_back(std::move(word));
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

std::vector<std::string> words_of_topic(std::vector<std::string> words, std::string_view line) {
  const bool options = std::any_of(words.begin(), words.end(),
                                   [](const std::string& word) { return word.starts_with("--"); });
  if (options || words.size() < 3 || words[0] != "add") return words;
  const std::size_t name = line.find(words[1], line.find(words[0]) + words[0].size());
  if (name == std::string_view::npos) return words;  // it is quoted itself
  std::string_view query = line.substr(name + words[1].size());
  while (query.starts_with(' ')) query.remove_prefix(1);
  return {words[0], words[1], std::string(query)};
}

}  // namespace dateline::cli
