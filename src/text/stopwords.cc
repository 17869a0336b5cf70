#include "text/stopwords.hh"

#include "base/data.hh"

namespace dateline::text {

Stopwords::Stopwords(std::string_view content) {
  while (!content.empty()) {
    const std::size_t end = content.find('\n');
    const std::string_view line = content.substr(0, end);
    content = end == std::string_view::npos ? std::string_view{} : content.substr(end + 1);
    if (!line.empty() && line.front() != '#') words_.emplace(line);
  }
}

Stopwords load_stopwords(std::string_view language) {
  return Stopwords(base::read_data("index/stopwords/" + std::string(language) + ".txt"));
}

}  // namespace dateline::text
