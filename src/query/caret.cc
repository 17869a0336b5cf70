#include "query/caret.hh"

#include <algorithm>

namespace dateline::query {

std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::string point_at(std::string_view message, std::string_view query, std::size_t begin,
                     std::size_t end) {
  // A long query is shown around the place only.
  constexpr std::size_t reach = 60;
  end = std::min(end, begin + reach);
  std::size_t from = begin > reach ? begin - reach : 0;
  while (from > 0 && (static_cast<unsigned char>(query[from]) & 0xC0) == 0x80) --from;
  std::size_t to = std::min(query.size(), std::max(begin + 1, end) + reach);
  while (to < query.size() && (static_cast<unsigned char>(query[to]) & 0xC0) == 0x80) ++to;
  end = std::clamp(end, begin, to);
  std::string shown(query.substr(from, to - from));
  // No line breaks, and nothing that a terminal would obey.
  std::replace_if(
      shown.begin(), shown.end(), [](char c) { return (c >= 0 && c < ' ') || c == 0x7F; }, ' ');
  std::string out(message);
  out += "\n  " + shown + "\n  ";
  out.append(columns(query.substr(from, begin - from)), ' ');
  out.append(std::max<std::size_t>(1, columns(query.substr(begin, end - begin))), '^');
  return out;
}

}  // namespace dateline::query
