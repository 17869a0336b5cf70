#include "corpus/json_stream.hh"

#include "corpus/ascii.hh"

#include <utility>

#include <fmt/format.h>

namespace dateline::corpus {
namespace {

constexpr std::string_view lists[] = {"articles", "results", "data",    "docs",
                                      "items",    "stories", "records", "hits"};
constexpr std::string_view wrappers[] = {"response", "data", "hits", "result"};

template <std::size_t size>
bool is_one_of(const std::string_view (&names)[size], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

/// Walks the keys of the object at the front of a text, to find a list of articles in it.
class ListFinder {
 public:
  enum class Found { List, Object, More };

  /// Look at a longer head of the same text.
  /// out: List: position() is that of the list's `[`; Object: there is none; More: cannot tell yet
  Found look(std::string_view text) {
    while (true) {
      const std::size_t at = after_blanks(text, at_);
      if (at >= text.size()) return Found::More;
      at_ = at;
      switch (text[at]) {
        case '{':
          if (depth_ > 0) return Found::Object;  // no key before it: damaged
          [[fallthrough]];
        case ',':
          depth_ += text[at] == '{' ? 1 : 0;
          ++at_;
          continue;
        case '}':
          ++at_;
          if (--depth_ == 0) return Found::Object;
          continue;
        case '"':
          break;
        default:
          return Found::Object;
      }
      std::size_t key_end = 0;
      if (!value_end(text, at, key_end)) return Found::More;
      const std::size_t colon = after_blanks(text, key_end);
      if (colon >= text.size()) return Found::More;
      if (text[colon] != ':') return Found::Object;
      const std::size_t value = after_blanks(text, colon + 1);
      if (value >= text.size()) return Found::More;
      const std::string_view key = text.substr(at + 1, key_end - at - 2);
      if (text[value] == '[' && is_one_of(lists, key)) {
        const std::size_t first = after_blanks(text, value + 1);
        if (first >= text.size()) return Found::More;
        at_ = value;
        if (text[first] == '{' || text[first] == ']') return Found::List;
      }
      if (text[value] == '{' && is_one_of(wrappers, key)) {
        at_ = value + 1;
        ++depth_;
        continue;
      }
      std::size_t end = 0;
      if (!value_end(text, value, end)) return Found::More;
      at_ = end;
    }
  }

  std::size_t position() const { return at_; }
  std::size_t depth() const { return depth_; }  ///< of the objects around it

 private:
  static std::size_t after_blanks(std::string_view text, std::size_t at) {
    while (at < text.size() && is_blank(text[at])) ++at;
    return at;
  }

  /// The end of the value at `at`; false if the text ends before it. Scanned bytes are not scanned
  /// again when more has come.
  bool value_end(std::string_view text, std::size_t at, std::size_t& end) {
    if (scanned_from_ != at) {
      scan_ = {};
      scanned_from_ = at;
      scanned_ = at;
    }
    if (!scan_.done()) scanned_ += scan_.advance(text.substr(scanned_));
    end = scanned_;
    return scan_.done();
  }

  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  ValueScan scan_;
  std::size_t scanned_from_ = std::string_view::npos;
  std::size_t scanned_ = 0;
};

}  // namespace

bool is_json_document(std::string_view head, bool whole) {
  head = head.substr(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
  if (head.starts_with('[')) return true;
  ListFinder finder;
  if (finder.look(head) == ListFinder::Found::List) return true;
  ValueScan scan;
  const std::size_t end = scan.advance(head);
  const std::size_t line_end = std::min(head.find('\n'), head.size());
  if (scan.done() && end <= line_end) {
    // One object on one line: lines, unless another follows on it.
    return !trim(head.substr(end, line_end - end)).empty() && head.substr(end).find('{') < line_end;
  }
  if (line_end == head.size()) return whole;
  // Lines of their own begin with an object even if the first one is damaged.
  const std::string_view second = head.substr(line_end + 1);
  return !second.starts_with("{\"") && !second.starts_with("{ \"");
}

bool JsonStream::skip_blanks() {
  InputBuffer& buffer = input_.buffer;
  while (true) {
    const std::string_view unread = buffer.unread();
    std::size_t at = 0;
    for (; at < unread.size(); ++at) {
      const char c = unread[at];
      if (c == '\n') {
        indent_ = 0;
      } else if (is_blank(c)) {
        if (indent_ >= 0) ++indent_;
      } else if (c == ',') {
        indent_ = -1;
      } else {
        break;
      }
    }
    const bool found = at < unread.size();
    buffer.consume(at);
    if (found) return true;
    if (!buffer.fill()) return false;
  }
}

JsonStream::Ending JsonStream::measure(std::size_t from, std::size_t& end, ValueScan& scan) {
  InputBuffer& buffer = input_.buffer;
  end = from;
  while (true) {
    end += scan.advance(buffer.unread().substr(end));
    if (end > output_.options().max_record_bytes) return Ending::TooLong;
    if (scan.done()) return Ending::Whole;
    if (!buffer.fill()) return scan.is_word() ? Ending::Whole : Ending::CutOff;
  }
}

void JsonStream::skip_long(std::size_t measured, ValueScan scan) {
  InputBuffer& buffer = input_.buffer;
  const std::uint64_t offset = buffer.offset();
  const std::uint64_t line = buffer.line();
  buffer.consume(measured);
  while (!scan.done() && (!buffer.unread().empty() || buffer.fill())) {
    buffer.consume(scan.advance(buffer.unread()));
  }
  output_.issue(input_.name, offset, line,
                fmt::format("a record of {} bytes is over the limit of {} and is skipped",
                            buffer.offset() - offset, output_.options().max_record_bytes));
}

/// Go to the next line that begins with an object, as far indented as the one at the front; false
/// if there is none.
bool JsonStream::resynchronise() {
  InputBuffer& buffer = input_.buffer;
  const long wanted = indent_;
  std::size_t at = 0;
  while (true) {
    std::string_view unread = buffer.unread();
    const std::size_t line_end = unread.find('\n', at);
    if (line_end == std::string_view::npos) {
      if (unread.size() > output_.options().max_record_bytes) return false;
      if (!buffer.fill()) return false;
      continue;
    }
    unread = buffer.fill_to(line_end + 1 + static_cast<std::size_t>(std::max(wanted, 64L)) + 1);
    std::size_t begin = line_end + 1;
    while (begin < unread.size() && (unread[begin] == ' ' || unread[begin] == '\t')) ++begin;
    const auto indent = static_cast<long>(begin - line_end - 1);
    if (begin < unread.size() && unread[begin] == '{' && (wanted < 0 || indent == wanted)) {
      buffer.consume(line_end + 1);
      indent_ = 0;
      return true;
    }
    at = line_end + 1;
  }
}

bool JsonStream::cut_off() {
  InputBuffer& buffer = input_.buffer;
  if (!buffer.damaged()) {
    output_.issue(
        input_.name, buffer.offset(), buffer.line(),
        in_list_ && buffer.unread().empty() ? "the list has no end" : "the last record is cut off");
  }
  buffer.consume(buffer.unread().size());
  return false;
}

/// Is the object at the front one that holds a list of articles? Then where the list is.
bool JsonStream::enter(std::size_t& list_at) {
  InputBuffer& buffer = input_.buffer;
  ListFinder finder;
  ListFinder::Found found;
  while ((found = finder.look(buffer.unread())) == ListFinder::Found::More) {
    if (buffer.unread().size() > output_.options().max_record_bytes || !buffer.fill()) return false;
  }
  list_at = finder.position();
  around_list_ = finder.depth();
  return found == ListFinder::Found::List;
}

/// Skip what follows the list in the objects that hold it.
void JsonStream::leave_objects() {
  InputBuffer& buffer = input_.buffer;
  if (around_list_ == 0) return;
  ValueScan scan(std::exchange(around_list_, 0));
  while (!scan.done() && (!buffer.unread().empty() || buffer.fill())) {
    buffer.consume(scan.advance(buffer.unread()));
  }
  if (!scan.done()) cut_off();
}

bool JsonStream::next(Record& record) {
  InputBuffer& buffer = input_.buffer;
  buffer.consume(std::exchange(pending_, 0));
  while (skip_blanks()) {
    const char first = buffer.unread().front();
    if (in_list_ && first == ']') {
      buffer.consume(1);
      in_list_ = false;
      leave_objects();
      continue;
    }
    if (!in_list_) {
      std::size_t list_at = 0;
      if (first == '[' || (first == '{' && enter(list_at))) {
        buffer.consume(list_at + 1);
        in_list_ = true;
        indent_ = -1;
        continue;
      }
    }
    std::size_t end = 0;
    ValueScan scan;
    const Ending ending = measure(0, end, scan);
    if (scan.line_end_in_string() && in_list_) {
      const std::uint64_t offset = buffer.offset();
      const std::uint64_t line = buffer.line();
      const bool found = resynchronise();
      output_.issue(input_.name, offset, line,
                    found ? "bad JSON: a line end within a string; reading goes on at the next "
                            "line that begins a record"
                    : ending == Ending::Whole
                        ? "bad JSON: a line end within a string"
                        : "bad JSON: a line end within a string; the rest is skipped");
      if (!found && ending != Ending::Whole) return false;
      if (!found) buffer.consume(end);
      continue;
    }
    if (ending == Ending::TooLong) {
      skip_long(end, scan);
      continue;
    }
    if (ending == Ending::CutOff) return cut_off();
    pending_ = std::max<std::size_t>(end, 1);
    record = {buffer.unread().substr(0, pending_), buffer.offset(), buffer.line()};
    indent_ = -1;
    return true;
  }
  if (in_list_) cut_off();
  return false;
}

}  // namespace dateline::corpus
