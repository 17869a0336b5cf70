#include "corpus/path_date.hh"

#include <fmt/format.h>

namespace dateline::corpus {
namespace {

bool digit(char c) {
  return c >= '0' && c <= '9';
}

/// The number that a run of exactly `width` digits at `at` is; -1 if it is none.
int number(std::string_view text, std::size_t at, std::size_t width) {
  if (at + width > text.size()) return -1;
  int value = 0;
  for (const char c : text.substr(at, width)) {
    if (!digit(c)) return -1;
    value = value * 10 + (c - '0');
  }
  return at + width < text.size() && digit(text[at + width]) ? -1 : value;
}

std::string day(int year, int month, int day_of_month) {
  const bool good = year >= 1900 && year < 2100 && month >= 1 && month <= 12 && day_of_month >= 1 &&
                    day_of_month <= 31;
  return good ? fmt::format("{:04}-{:02}-{:02}", year, month, day_of_month) : std::string();
}

}  // namespace

std::string date_in_url(std::string_view url) {
  for (std::size_t at = url.find('/'); at != std::string_view::npos; at = url.find('/', at + 1)) {
    const int year = number(url, at + 1, 4);
    if (year < 0 || at + 8 >= url.size() || url[at + 5] != '/') continue;
    const std::size_t month_width = digit(url[at + 7]) ? 2 : 1;
    const int month = number(url, at + 6, month_width);
    const std::size_t slash = at + 6 + month_width;
    if (month < 0 || slash + 1 >= url.size() || url[slash] != '/') continue;
    const std::size_t day_width = slash + 2 < url.size() && digit(url[slash + 2]) ? 2 : 1;
    const std::size_t end = slash + 1 + day_width;
    if (end < url.size() && url[end] != '/' && url[end] != '-') continue;
    if (auto found = day(year, month, number(url, slash + 1, day_width)); !found.empty()) {
      return found;
    }
  }
  return {};
}

std::string date_in_name(std::string_view stem) {
  const int whole = number(stem, 0, 8);
  if (whole > 0) return day(whole / 10000, whole / 100 % 100, whole % 100);
  if (stem.size() < 10 || stem[4] != stem[7] || (stem[4] != '-' && stem[4] != '_')) return {};
  const int year = number(stem, 0, 4);
  return year < 0 ? std::string() : day(year, number(stem, 5, 2), number(stem, 8, 2));
}

}  // namespace dateline::corpus
