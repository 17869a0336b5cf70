// Words too common to rank by.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

namespace dateline::text {

/// A list from `index/stopwords/<language>.txt`: one folded word a line, `#` begins a comment line.
class Stopwords {
 public:
  Stopwords() = default;  ///< none
  /// in: content of the file
  explicit Stopwords(std::string_view content);

  /// in: folded token
  bool contains(std::string_view word) const { return words_.contains(std::string(word)); }
  std::size_t size() const { return words_.size(); }
  const std::unordered_set<std::string>& words() const { return words_; }

 private:
  std::unordered_set<std::string> words_;
};

/// Load the list of a language (`english`) from the data root.
/// errors: Error{Code::Data} if there is none
Stopwords load_stopwords(std::string_view language);

}  // namespace dateline::text
