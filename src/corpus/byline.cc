#include "corpus/byline.hh"

#include "corpus/ascii.hh"

namespace dateline::corpus {
namespace {

/// Does a part of a byline say where someone works, or what as?
bool is_office(std::string_view part) {
  for (const std::string_view word :
       {"reuter", "associated press", "press writer", "staff", "writer", "correspondent", "editor",
        "reporter", "bureau", "news", "service", "special to", "agence", "afp", "columnist"}) {
    if (find_ignoring_case(part, word) != std::string_view::npos) return true;
  }
  return part.find_first_of("0123456789@") != std::string_view::npos;
}

void add(std::string_view part, std::vector<std::string>& names) {
  part = trim(part);
  while (!part.empty() && (part.back() == '.' || part.back() == ';')) part.remove_suffix(1);
  if (!part.empty() && !is_office(part)) names.push_back(collapse(part));
}

}  // namespace

std::vector<std::string> authors_of(std::string_view byline) {
  std::vector<std::string> names;
  byline = trim(byline);
  if (starts_ignoring_case(byline, "by ")) byline.remove_prefix(3);
  while (!byline.empty()) {
    std::size_t end = byline.size();
    std::size_t skip = 0;
    for (const std::string_view separator : {" and ", " & ", ",", ";", "\n"}) {
      const std::size_t at = find_ignoring_case(byline, separator);
      if (at < end) {
        end = at;
        skip = separator.size();
      }
    }
    add(byline.substr(0, end), names);
    byline.remove_prefix(end + skip);
  }
  return names;
}

}  // namespace dateline::corpus
