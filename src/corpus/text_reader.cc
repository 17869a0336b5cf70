#include "corpus/text_reader.hh"

#include "corpus/ascii.hh"
#include "corpus/dateline.hh"
#include "corpus/names.hh"
#include "corpus/path_date.hh"
#include "corpus/text_header.hh"
#include "text/decode.hh"

#include <fmt/format.h>

namespace dateline::corpus {
namespace {

/// The whole stream in the buffer; false if it is too long, which is an issue.
bool load(Input& input, Output& output) {
  InputBuffer& buffer = input.buffer;
  const std::uint64_t limit = output.options().max_record_bytes;
  buffer.fill_to(limit + 1);
  if (buffer.unread().size() <= limit) return true;
  output.issue(input.name, 0, 1, fmt::format("a text of more than {} bytes is skipped", limit));
  return false;
}

/// A text is known by its path inside the folder that was named, `.txt` taken off; text from
/// standard input by what it says (finish() sees to that).
std::string id_of_file(std::string_view inside) {
  if (inside == "-") return {};
  if (inside.ends_with(".txt")) inside.remove_suffix(4);
  return std::string(inside);
}

void read(Input& input, Output& output, bool markdown) {
  if (!load(input, output)) return;
  const Record record{input.buffer.unread(), input.buffer.offset(), input.buffer.line()};
  std::string storage;
  std::string text(decoded(record, input, output, storage));
  text::clean_controls(text);
  Article article;
  std::string_view body = take_header(text, markdown, article);
  while (!body.empty() && is_blank(body.back())) body.remove_suffix(1);
  article.body = body;
  if (article.title.empty() && article.body.empty()) {
    output.issue(input.name, 0, 0, "no text in the file");
    return;
  }
  locate(article, input, record);
  if (article.id.empty()) article.id = id_of_file(input.inside);
  if (article.published.empty()) {
    article.published = date_in_name(stem_of(input.leaf));
    if (!article.published.empty()) article.published_origin = DateOrigin::FileName;
  }
  take_dateline(article);
  if (article.dateline == Dateline{}) {
    if (auto found = find_place_and_colon(article.body)) article.dateline = std::move(*found);
  }
  output.yield(article);
}

}  // namespace

void read_text(Input& input, Output& output) {
  read(input, output, false);
}
void read_markdown(Input& input, Output& output) {
  read(input, output, true);
}

}  // namespace dateline::corpus
