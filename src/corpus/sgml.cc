#include "corpus/sgml.hh"

#include "corpus/ascii.hh"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace dateline::corpus {
namespace {

constexpr std::size_t max_tag_bytes = 400;

bool in_name(char c) {
  return is_letter(c) || is_digit(c) || c == '.' || c == '-' || c == '_' || c == ':';
}

/// Is there an opening tag of this name at the start of `text`? At the end of what is known so far
/// the answer may be no; ask again with more.
bool opens(std::string_view text, std::string_view name) {
  return text.size() > name.size() + 1 && starts_ignoring_case(text.substr(1), name) &&
         (text[name.size() + 1] == '>' || is_blank(text[name.size() + 1]));
}

}  // namespace

std::size_t Pieces::tag_length(std::string_view text, Piece& piece) const {
  if (text.size() < 3) return 0;
  if (text[1] == '!' || text[1] == '?') {
    const std::string_view close = text.starts_with("<!--") ? "-->" : ">";
    const std::size_t end = text.find(close);
    piece.kind = Piece::Kind::Text;
    piece.text = {};
    return end == std::string_view::npos ? 0 : end + close.size();
  }
  const bool closing = text[1] == '/';
  const std::size_t begin = closing ? 2 : 1;
  if (!is_letter(text[begin]) && !is_digit(text[begin])) return 0;
  const std::size_t end = text.substr(0, max_tag_bytes).find_first_of("<>", 1);
  if (end == std::string_view::npos || text[end] != '>') return 0;
  std::size_t name_end = begin;
  while (in_name(text[name_end])) ++name_end;
  if (name_end != end && !is_blank(text[name_end]) && text[name_end] != '/') return 0;
  piece.kind = closing ? Piece::Kind::Close : Piece::Kind::Open;
  piece.text = text.substr(begin, name_end - begin);
  piece.attributes = trim(text.substr(name_end, end - name_end));
  return end + 1;
}

bool Pieces::next(Piece& piece) {
  if (rest_.empty()) return false;
  if (rest_.front() == '<') {
    if (const std::size_t length = tag_length(rest_, piece); length > 0) {
      rest_.remove_prefix(length);
      return true;
    }
  }
  // A `<` that begins no tag is text.
  Piece unused;
  std::size_t end = rest_.find('<', 1);
  while (end != std::string_view::npos && tag_length(rest_.substr(end), unused) == 0) {
    end = rest_.find('<', end + 1);
  }
  piece.kind = Piece::Kind::Text;
  piece.text = rest_.substr(0, end);
  piece.attributes = {};
  rest_ = end == std::string_view::npos ? std::string_view{} : rest_.substr(end);
  return true;
}

std::string_view attribute(std::string_view attributes, std::string_view name) {
  const std::string wanted = to_lower(name);
  for (std::size_t at = find_ignoring_case(attributes, wanted); at != std::string_view::npos;
       at = find_ignoring_case(attributes, wanted, at + 1)) {
    // `ID` is also the end of `NEWID`.
    if (at > 0 && !is_blank(attributes[at - 1])) continue;
    std::string_view rest = trim(attributes.substr(at + wanted.size()));
    if (!rest.starts_with('=')) continue;
    rest = trim(rest.substr(1));
    if (rest.empty()) return {};
    const char quote = rest.front();
    if (quote == '"' || quote == '\'') {
      return rest.substr(1, std::min(rest.find(quote, 1), rest.size()) - 1);
    }
    return rest.substr(0, rest.find_first_of(" \t\r\n"));
  }
  return {};
}

bool TagRecords::find_begin() {
  InputBuffer& buffer = input_.buffer;
  while (true) {
    const std::string_view unread = buffer.unread();
    std::size_t at = unread.find('<');
    while (at != std::string_view::npos && !opens(unread.substr(at), name_)) {
      // A tag cut by the end of what is known is looked at again.
      if (unread.size() - at < name_.size() + 2) break;
      at = unread.find('<', at + 1);
    }
    if (at == std::string_view::npos) {
      buffer.consume(unread.size());
    } else {
      buffer.consume(at);
      if (opens(buffer.unread(), name_)) return true;
    }
    if (!buffer.fill()) return false;
  }
}

TagRecords::Edge TagRecords::find_edge(std::string_view text, std::size_t& searched,
                                       std::size_t& end) const {
  for (std::size_t at = text.find('<', searched); at != std::string_view::npos;
       at = text.find('<', at + 1)) {
    searched = at;
    const std::string_view rest = text.substr(at);
    if (rest.size() < name_.size() + 3) return Edge::None;
    if (rest[1] == '/' && starts_ignoring_case(rest.substr(2), name_) &&
        (rest[name_.size() + 2] == '>' || is_blank(rest[name_.size() + 2]))) {
      const std::size_t close = rest.find('>');
      if (close == std::string_view::npos) return Edge::None;
      end = at + close + 1;
      return Edge::End;
    }
    if (text[at - 1] == '\n' && opens(rest, name_)) {
      end = at;
      return Edge::Begin;
    }
  }
  searched = std::max<std::size_t>(text.size(), 1);
  return Edge::None;
}

bool TagRecords::next(Record& record) {
  InputBuffer& buffer = input_.buffer;
  buffer.consume(std::exchange(pending_, 0));
  while (find_begin()) {
    std::size_t searched = 1;
    std::size_t end = 0;
    Edge edge = Edge::None;
    while ((edge = find_edge(buffer.unread(), searched, end)) == Edge::None) {
      if (buffer.unread().size() > output_.options().max_record_bytes) break;
      if (!buffer.fill()) {
        if (!buffer.damaged()) {
          output_.issue(input_.name, buffer.offset(), buffer.line(),
                        fmt::format("the last record is cut off: no </{}>", name_));
        }
        return false;
      }
    }
    if (edge == Edge::None || end > output_.options().max_record_bytes) {
      skip_long_record();
      continue;
    }
    pending_ = end;
    record = {buffer.unread().substr(0, end), buffer.offset(), buffer.line()};
    if (edge == Edge::Begin) {
      output_.issue(input_.name, record.offset, record.line,
                    fmt::format("a record without </{}> ends where the next one begins", name_));
    }
    return true;
  }
  return false;
}

void TagRecords::skip_long_record() {
  InputBuffer& buffer = input_.buffer;
  const std::uint64_t offset = buffer.offset();
  const std::uint64_t line = buffer.line();
  std::size_t searched = 1;
  std::size_t end = 0;
  while (find_edge(buffer.unread(), searched, end) == Edge::None) {
    // Keep the byte before a tag that may be cut.
    const std::size_t keep = std::min(searched - 1, buffer.unread().size());
    buffer.consume(keep);
    searched -= keep;
    if (!buffer.fill()) {
      end = buffer.unread().size();
      break;
    }
  }
  buffer.consume(end);
  output_.issue(input_.name, offset, line,
                fmt::format("a record of {} bytes is over the limit of {} and is skipped",
                            buffer.offset() - offset, output_.options().max_record_bytes));
}

}  // namespace dateline::corpus
