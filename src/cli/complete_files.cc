#include "cli/complete_files.hh"

#include "cli/terminal.hh"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace dateline::cli {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

/// What is needed to have it read as one word: nothing, or double quotes. The second one is left out behind a
/// folder, so that typing goes on inside it.
std::string in_line(const std::string& path, char quote, bool folder) {
  if (quote == '\0' && path.find_first_of(" \t\"'\\") == std::string::npos) return path;
  if (quote == '\0') quote = '"';
  std::string out(1, quote);
  for (const char c : path) {
    if (quote == '"' && (c == '"' || c == '\\')) out += '\\';
    out += c;
  }
  if (!folder) out += quote;
  return out;
}

}  // namespace

std::size_t word_begin(std::string_view line) {
  std::size_t begin = 0;
  char quote = '\0';
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if ((c == '"' || c == '\'') && i == begin) {
      quote = c;
    } else if (is_blank(c)) {
      begin = i + 1;
    }
  }
  return begin;
}

std::vector<FileName> files_like(std::string_view typed) {
  char quote = '\0';
  if (!typed.empty() && (typed.front() == '"' || typed.front() == '\'')) {
    quote = typed.front();
    typed.remove_prefix(1);
    if (typed.ends_with(quote)) typed.remove_suffix(1);
  }
  std::string path;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    const char next = i + 1 < typed.size() ? typed[i + 1] : '\0';
    const bool taken = quote == '\0' || (quote == '"' && (next == '"' || next == '\\'));
    if (typed[i] == '\\' && next != '\0' && taken) ++i;
    path += typed[i];
  }
  const std::size_t slash = path.rfind('/');
  const std::string before = slash == std::string::npos ? "" : path.substr(0, slash + 1);
  const std::string begin = path.substr(before.size());
  std::string folder = before.empty() ? "." : before;
  if (const char* home = std::getenv("HOME"); home != nullptr && folder.starts_with("~/"))
    folder.replace(0, 1, home);
  std::vector<FileName> found;
  std::error_code failure;
  std::filesystem::directory_iterator at(folder, failure);
  for (; !failure && at != std::filesystem::directory_iterator(); at.increment(failure)) {
    const std::string name = at->path().filename().string();
    if (!name.starts_with(begin) || (name.starts_with('.') && begin.empty())) continue;
    // A name that a terminal would obey can't be typed, either.
    if (printable(name) != name) continue;
    std::error_code unknown;
    const bool is_folder = at->is_directory(unknown);
    found.push_back({in_line(before + name + (is_folder ? "/" : ""), quote, is_folder),
                     name + (is_folder ? "/" : ""), is_folder});
  }
  std::sort(found.begin(), found.end(),
            [](const FileName& a, const FileName& b) { return a.shown < b.shown; });
  return found;
}

}  // namespace dateline::cli
