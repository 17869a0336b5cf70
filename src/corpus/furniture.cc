#include "corpus/furniture.hh"

#include <algorithm>

namespace dateline::corpus {
namespace {

/// A prefix as written; `#` stands for a blank and a number, which may be missing.
constexpr std::string_view prefixes[] = {
    "(CORRECTED) - ", "(CORRECTED)-", "CORRECTED - ", "CORRECTED-", "CORRECTION: ", "REFILE-",
    "UPDATE#-",       "WRAPUP#-",     "RPT-",         "RPT#-",      "ADVISORY-",    "EMBARGOED-",
    "FACTBOX-",       "TIMELINE-",    "ANALYSIS-",    "EXCLUSIVE-", "URGENT ",      "BRIEF-",
    "POLL-",          "FOCUS-",       "LEAD: ",       "WATCH: ",    "Live: "};

bool digit(char c) {
  return c >= '0' && c <= '9';
}

/// Length of the prefix at the start of the headline; 0 if it does not begin with it.
std::size_t match(std::string_view headline, std::string_view prefix) {
  std::size_t at = 0;
  for (const char c : prefix) {
    if (c == '#') {
      if (at < headline.size() && headline[at] == ' ') ++at;
      while (at < headline.size() && digit(headline[at])) ++at;
    } else if (at < headline.size() && headline[at] == c) {
      ++at;
    } else {
      return 0;
    }
  }
  return at;
}

/// Length of `FT  14 MAY 91 / `; 0 if the headline does not begin so.
std::size_t match_financial_times(std::string_view headline) {
  if (!headline.starts_with("FT ")) return 0;
  const std::size_t slash = headline.find('/');
  if (slash == std::string_view::npos || slash > 20 ||
      !digit(headline[slash < 2 ? 0 : slash - 2])) {
    return 0;
  }
  return slash + 1;
}

/// The last line without blanks, final stops and `^M`, in lower case.
std::string closing_word(std::string_view line) {
  std::string word;
  for (const char c : line) {
    if (c != ' ' && c != '\t') word += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  if (word.ends_with("^m")) word.resize(word.size() - 2);
  while (word.ends_with('.')) word.pop_back();
  return word;
}

}  // namespace

std::string without_furniture(std::string_view headline) {
  std::string_view rest = headline;
  for (bool found = true; found;) {
    found = false;
    while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
    std::size_t length = match_financial_times(rest);
    for (const std::string_view prefix : prefixes) length = std::max(length, match(rest, prefix));
    if (length > 0) {
      rest.remove_prefix(length);
      found = true;
    }
  }
  return std::string(rest.empty() ? headline : rest);
}

void cut_sign_off(std::string& body) {
  while (true) {
    const std::size_t last = body.find_last_not_of(" \t\n");
    body.resize(last == std::string::npos ? 0 : last + 1);
    const std::size_t line = body.rfind('\n');
    const std::size_t begin = line == std::string::npos ? 0 : line + 1;
    const std::string word = closing_word(std::string_view(body).substr(begin));
    if (word != "reuter" && word != "reuters" && word != "more" && word != "-30-" &&
        word != "###") {
      return;
    }
    body.resize(begin);
    if (body.empty()) return;
  }
}

}  // namespace dateline::corpus
