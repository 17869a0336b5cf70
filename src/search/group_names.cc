#include "search/group_names.hh"

#include "base/error.hh"
#include "text/normalize.hh"

#include <algorithm>

#include <fmt/format.h>

namespace dateline::search {

Beginnings::Beginnings(const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    const std::string folded = text::fold_name(text);
    if (folded.empty()) {
      throw base::Error(base::Code::Usage,
                        fmt::format("'{}' has no letter or digit to match values by", text));
    }
    for (std::size_t at = 0; at < folded.size();) {
      const std::size_t end = std::min(folded.find(' ', at), folded.size());
      words_.push_back(folded.substr(at, end - at));
      at = end + 1;
    }
  }
}

bool Beginnings::hold(std::string_view key) const {
  return std::all_of(words_.begin(), words_.end(), [&](const std::string& word) {
    for (std::size_t at = 0; (at = key.find(word, at)) != std::string_view::npos; ++at) {
      if (at == 0 || key[at - 1] == ' ') return true;
    }
    return false;
  });
}

bool GroupNames::hold(const Beginnings& wanted, std::uint32_t segment, std::uint32_t group) const {
  const AliasSet* spellings = set(segment, group);
  if (spellings == nullptr) return wanted.hold(key(segment, group));
  return std::any_of(spellings->keys.begin(), spellings->keys.end(),
                     [&](const std::string& spelling) { return wanted.hold(spelling); });
}

}  // namespace dateline::search
