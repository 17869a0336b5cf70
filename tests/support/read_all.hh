// A corpus read into memory.
#pragma once

#include "corpus/reader.hh"

#include <string>
#include <vector>

namespace dateline::support {

struct ReadResult {
  std::vector<corpus::Article> articles;
  std::vector<base::Issue> issues;
  corpus::ReadCounts counts;

  /// Ids in order, with blanks between.
  std::string ids() const {
    std::string out;
    for (const auto& article : articles) out += (out.empty() ? "" : " ") + article.id;
    return out;
  }
  /// Texts of the issues, one a line, the folder of the test taken off.
  std::string problems(const std::string& folder = {}) const {
    std::string out;
    for (const auto& issue : issues) {
      std::string text = issue.text();
      for (std::size_t at;
           !folder.empty() && (at = text.find(folder + "/")) != std::string::npos;) {
        text.erase(at, folder.size() + 1);
      }
      out += text + '\n';
    }
    return out;
  }
};

inline ReadResult read_all(const std::vector<std::string>& paths,
                           const corpus::ReadOptions& options = {}) {
  ReadResult result;
  corpus::read_corpus(
      paths, options, result.counts,
      [&](const base::Issue& issue) { result.issues.push_back(issue); },
      [&](corpus::Article& article) {
        result.articles.push_back(std::move(article));
        return true;
      });
  return result;
}

}  // namespace dateline::support
