#include "text/normalize.hh"

#include "text/unicode.hh"

namespace dateline::text {

std::string fold_name(std::string_view name) {
  std::string folded, word;
  const auto flush = [&] {
    if (word.empty()) return;
    if (!folded.empty()) folded.push_back(' ');
    append_folded(word, folded);
    word.clear();
  };
  for (std::size_t i = 0; i < name.size();) {
    const std::size_t begin = i;
    const std::int32_t c = next_code_point(name, i);
    if (is_word(c)) {
      word.append(name, begin, i - begin);
    } else if (c != '.' && c != '\'' && c != 0x2019 && !is_ignorable(c)) {
      flush();
    }
  }
  flush();
  return folded;
}

std::string written_form(std::string_view word) {
  std::string kept;
  for (std::size_t i = 0; i < word.size();) {
    const std::size_t begin = i;
    const std::int32_t c = next_code_point(word, i);
    if (c == 0x2019) {
      kept.push_back('\'');
    } else if (!is_ignorable(c)) {
      kept.append(word, begin, i - begin);
    }
  }
  return composed(kept);
}

}  // namespace dateline::text
