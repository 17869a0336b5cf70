// One JSON object into an article.
#pragma once

#include "corpus/article.hh"
#include "corpus/fields.hh"

#include <memory>
#include <string>
#include <string_view>

namespace dateline::corpus {

/// Parses records; meant to be reused, so that a run allocates only while records grow.
class JsonRecords {
 public:
  explicit JsonRecords(const FieldMap& fields);
  ~JsonRecords();
  JsonRecords(const JsonRecords&) = delete;
  JsonRecords& operator=(const JsonRecords&) = delete;

  /// Fill an article from the object in `json`. Strings become exactly what they decode to; a lone
  /// surrogate becomes U+FFFD. Keys of inner objects count as `outer.inner`, and `name`, `main`,
  /// `original` or `rendered` in an object stands for it; `_source` (Elasticsearch) is looked
  /// through. Lists: names of authors, labels (one for each string or object with a name), strings
  /// of a body are its paragraphs.
  /// in:  json, with `capacity` bytes allocated from its start, 64 or more past its end
  /// out: what is wrong with the record, empty if nothing; then the article is not to be used
  std::string parse(std::string_view json, std::size_t capacity, Article& article);

  /// Was the last problem that the bytes are not UTF-8? Then decoding them may help.
  bool bad_encoding() const;

 private:
  class Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace dateline::corpus
