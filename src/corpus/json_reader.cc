#include "corpus/json_reader.hh"

#include "corpus/ascii.hh"
#include "corpus/dateline.hh"
#include "corpus/json_record.hh"
#include "corpus/json_stream.hh"
#include "corpus/line_records.hh"

namespace dateline::corpus {
namespace {

constexpr std::size_t padding_bytes = 64;  // SIMDJSON_PADDING

/// Turns records into articles.
class Reader {
 public:
  Reader(Input& input, Output& output)
      : input_(input), output_(output), records_(output.fields()) {}

  void read(const Record& record) {
    article_.clear();
    std::string problem = records_.parse(record.text, capacity(record), article_);
    if (!problem.empty() && records_.bad_encoding()) {
      article_.clear();
      decoded(record, input_, output_, repaired_);
      const std::size_t size = repaired_.size();
      repaired_.resize(size + padding_bytes);
      problem =
          records_.parse(std::string_view(repaired_).substr(0, size), repaired_.size(), article_);
    }
    if (!problem.empty()) {
      output_.issue(input_.name, record.offset, record.line, std::move(problem));
      return;
    }
    locate(article_, input_, record);
    take_dateline(article_);
    output_.yield(article_);
  }

 private:
  /// Bytes allocated from the start of the record on; it begins in the buffer.
  std::size_t capacity(const Record& record) const {
    const auto skipped = record.text.data() - input_.buffer.unread().data();
    return input_.buffer.capacity() - static_cast<std::size_t>(skipped);
  }

  Input& input_;
  Output& output_;
  JsonRecords records_;
  Article article_;
  std::string repaired_;
};

}  // namespace

void read_json_lines(Input& input, Output& output) {
  Reader reader(input, output);
  LineRecords lines(input, output);
  Record record;
  while (!output.stopped() && lines.next(record)) {
    if (!trim(record.text).empty()) reader.read(record);
  }
}

void read_json(Input& input, Output& output) {
  Reader reader(input, output);
  JsonStream stream(input, output);
  Record record;
  while (!output.stopped() && stream.next(record)) reader.read(record);
}

}  // namespace dateline::corpus
