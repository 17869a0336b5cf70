#include "corpus/line_records.hh"

#include <utility>

#include <fmt/format.h>

namespace dateline::corpus {

bool LineRecords::next(Record& record) {
  InputBuffer& buffer = input_.buffer;
  buffer.consume(std::exchange(pending_, 0));
  std::size_t searched = 0;
  while (true) {
    const std::string_view unread = buffer.unread();
    const std::size_t end = unread.find('\n', searched);
    const std::size_t length = std::min(end, unread.size());
    if (length > output_.options().max_record_bytes) {
      skip_long_line();
      searched = 0;
      continue;
    }
    if (end == std::string_view::npos) {
      searched = unread.size();
      if (buffer.fill()) continue;
      if (unread.empty() || buffer.damaged()) return false;
    }
    pending_ = end == std::string_view::npos ? length : length + 1;
    record.text = buffer.unread().substr(0, length);
    if (record.text.ends_with('\r')) record.text.remove_suffix(1);
    record.offset = buffer.offset();
    record.line = buffer.line();
    return true;
  }
}

void LineRecords::skip_long_line() {
  InputBuffer& buffer = input_.buffer;
  const std::uint64_t offset = buffer.offset();
  const std::uint64_t line = buffer.line();
  while (true) {
    const std::size_t end = buffer.unread().find('\n');
    if (end != std::string_view::npos) {
      buffer.consume(end + 1);
      break;
    }
    buffer.consume(buffer.unread().size());
    if (!buffer.fill()) break;
  }
  output_.issue(input_.name, offset, line,
                fmt::format("a line of {} bytes is over the limit of {} and is skipped",
                            buffer.offset() - offset, output_.options().max_record_bytes));
}

}  // namespace dateline::corpus
