#include "base/table.hh"

#include "base/error.hh"

#include <fmt/format.h>

namespace dateline::base {

void parse_table(std::string path, std::string content, std::string_view kind, int version,
                 std::size_t columns, Table& out) {
  out.content = std::move(content);
  out.rows.clear();
  out.lines.clear();
  const std::string signature = fmt::format("# dateline-{} {}", kind, version);
  std::string_view rest = out.content;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);  // as some editors save UTF-8
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (number == 1 && line != signature) {
      throw Error(Code::Data, fmt::format("the first line is not '{}'", signature), {},
                  path + ":1");
    }
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string_view> cells;
    for (std::size_t from = 0;;) {
      const std::size_t tab = line.find('\t', from);
      cells.push_back(line.substr(from, tab == std::string_view::npos ? tab : tab - from));
      if (tab == std::string_view::npos) break;
      from = tab + 1;
    }
    if (cells.size() != columns) {
      throw Error(Code::Data, fmt::format("{} columns, not {}", cells.size(), columns), {},
                  fmt::format("{}:{}", path, number));
    }
    out.rows.push_back(std::move(cells));
    out.lines.push_back(number);
  }
  if (out.content.empty()) {
    throw Error(Code::Data, fmt::format("the first line is not '{}'", signature), {}, path + ":1");
  }
}

}  // namespace dateline::base
