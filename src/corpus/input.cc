#include "corpus/input.hh"

#include "text/decode.hh"

#include <algorithm>

namespace dateline::corpus {

void locate(Article& article, const Input& input, const Record& record) {
  article.file = input.name;
  article.offset = record.offset;
  article.length = record.text.size();
  article.line = record.line;
}

std::string_view decoded(const Record& record, Input& input, Output& output, std::string& storage) {
  const std::string& charset = output.options().charset;
  if (charset.empty() && text::is_utf8(record.text)) return record.text;
  text::Decoded result = text::to_utf8(record.text, charset);
  if (result.repaired && !input.repair_reported) {
    input.repair_reported = true;
    const std::string_view before = record.text.substr(0, result.first_bad);
    const auto lines = std::count(before.begin(), before.end(), '\n');
    output.repaired(input.name, record.offset + result.first_bad,
                    record.line + static_cast<std::uint64_t>(lines),
                    charset.empty()
                        ? "bytes that are not UTF-8 are read as Windows-1252 (told once a file)"
                        : "bytes that are not " + charset + " are replaced (told once a file)");
  }
  storage = std::move(result.text);
  return storage;
}

}  // namespace dateline::corpus
