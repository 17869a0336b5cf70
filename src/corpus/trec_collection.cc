#include "corpus/trec_collection.hh"

#include "corpus/ascii.hh"

#include <charconv>

#include <fmt/format.h>

namespace dateline::corpus {
namespace {

enum class Layout { None, YearFirst, MonthFirst, FullYear };

struct Collection {
  std::string_view prefix;
  std::string_view source;
  Layout layout;
};

// A longer prefix stands before the shorter one it begins with.
constexpr Collection collections[] = {
    {"AFP", "Agence France-Presse", Layout::FullYear},
    {"APW", "Associated Press", Layout::FullYear},
    {"AP", "Associated Press", Layout::YearFirst},
    {"CNA", "Central News Agency", Layout::FullYear},
    {"FBIS", "FBIS", Layout::None},
    {"FR94", "Federal Register", Layout::None},
    {"FT", "Financial Times", Layout::None},
    {"GH", "Glasgow Herald", Layout::YearFirst},
    {"LA", "Los Angeles Times", Layout::MonthFirst},
    {"NYT", "New York Times", Layout::FullYear},
    {"SJMN", "San Jose Mercury News", Layout::None},
    {"WSJ", "Wall Street Journal", Layout::YearFirst},
    {"XIE", "Xinhua", Layout::FullYear},
    {"XIN", "Xinhua", Layout::FullYear},
    {"ZF", "Ziff-Davis", Layout::None},
};

const Collection* find(std::string_view docno) {
  for (const Collection& collection : collections) {
    if (docno.size() <= collection.prefix.size() || !docno.starts_with(collection.prefix)) continue;
    const char next = docno[collection.prefix.size()];
    if (is_digit(next) || next == '_' || next == '-') return &collection;
  }
  return nullptr;
}

std::string day(std::string_view year, std::string_view month, std::string_view day_of_month) {
  int m = 0;
  int d = 0;
  std::from_chars(month.data(), month.data() + month.size(), m);
  std::from_chars(day_of_month.data(), day_of_month.data() + day_of_month.size(), d);
  if (m < 1 || m > 12 || d < 1 || d > 31) return {};
  return fmt::format("{}{}-{}-{}", year.size() == 2 ? "19" : "", year, month, day_of_month);
}

}  // namespace

std::string_view source_of(std::string_view docno) {
  const Collection* collection = find(docno);
  return collection != nullptr ? collection->source : std::string_view{};
}

std::string date_of(std::string_view docno) {
  const Collection* collection = find(docno);
  if (collection == nullptr) return {};
  std::size_t begin = collection->prefix.size();
  while (begin < docno.size() && !is_digit(docno[begin])) ++begin;
  std::size_t end = begin;
  while (end < docno.size() && is_digit(docno[end])) ++end;
  const std::string_view digits = docno.substr(begin, end - begin);
  switch (collection->layout) {
    case Layout::YearFirst:
      if (digits.size() != 6) return {};
      return day(digits.substr(0, 2), digits.substr(2, 2), digits.substr(4));
    case Layout::MonthFirst:
      if (digits.size() != 6) return {};
      return day(digits.substr(4), digits.substr(0, 2), digits.substr(2, 2));
    case Layout::FullYear:
      if (digits.size() != 8) return {};
      return day(digits.substr(0, 4), digits.substr(4, 2), digits.substr(6));
    case Layout::None:
      break;
  }
  return {};
}

}  // namespace dateline::corpus
