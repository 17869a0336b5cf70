#include "temporal/date_words.hh"

#include "base/nearest.hh"
#include "temporal/calendar_words.hh"

#include <array>

#include <fmt/format.h>

namespace dateline::temporal {
namespace {

constexpr std::array<std::string_view, 12> months = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

constexpr std::array<std::string_view, 7> weekdays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                      "Friday", "Saturday", "Sunday"};

struct Known {
  std::string_view word;
  char shape;
  int value;
  char unit;
};

constexpr Known known_words[] = {
    {"today", 't', 0, 0},     {"now", 't', 0, 0},       {"yesterday", 't', -1, 0},
    {"tomorrow", 't', 1, 0},  {"this", 'r', 0, 0},      {"last", 'r', -1, 0},
    {"past", 'r', -1, 0},     {"next", 'r', 1, 0},      {"ago", 'a', 0, 0},
    {"day", 'u', 0, 'd'},     {"days", 'u', 0, 'd'},    {"d", 'u', 0, 'd'},
    {"week", 'u', 0, 'w'},    {"weeks", 'u', 0, 'w'},   {"w", 'u', 0, 'w'},
    {"month", 'u', 0, 'm'},   {"months", 'u', 0, 'm'},  {"m", 'u', 0, 'm'},
    {"quarter", 'u', 0, 'q'}, {"year", 'u', 0, 'y'},    {"years", 'u', 0, 'y'},
    {"y", 'u', 0, 'y'},       {"weekend", 'u', 0, 'e'}, {"quarters", 'u', 0, 'q'},
    {"q", 'q', 0, 0},         {"h", 'h', 0, 0},         {"hour", 'h', 0, 0},
    {"hours", 'h', 0, 0},     {"st", 'o', 0, 0},        {"nd", 'o', 0, 0},
    {"rd", 'o', 0, 0},        {"th", 'o', 0, 0},        {"s", 's', 0, 0},
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
bool is_joint(char c) {
  return c == ' ' || c == '\t' || c == '_' || c == '-' || c == ',';
}

void class_word(DateWord& word) {
  word.letter = word.text.size() == 1;
  for (const Known& known : known_words) {
    if (known.word != word.text) continue;
    word.shape = known.shape;
    word.value = known.value;
    word.unit = known.unit;
    return;
  }
  if (const auto month = month_named(word.text)) {
    word.shape = 'm';
    word.value = *month;
  } else if (const auto weekday = weekday_named(word.text)) {
    word.shape = 'k';
    word.value = static_cast<int>(*weekday);
  }
}

void class_number(DateWord& word) {
  word.shape = word.text.size() == 4 ? 'y' : word.text.size() <= 2 ? 'n' : 'N';
  for (const char c : word.text) word.value = word.value * 10 + (c - '0');
}

DateError wrong_sign(std::string_view text, std::size_t at) {
  DateError error;
  error.begin = at;
  error.end = at + 1;
  error.message = fmt::format("'{}' has no place in a date", text.substr(at, 1));
  if (text[at] == '/' || text[at] == '.') {
    error.hint = "write the year first: 2022-03-24";
  } else if (text[at] == ':') {
    error.hint = "days are the finest unit: 2022-03-24";
  } else {
    error.hint = "dates are 2022-03-24, 24 March 2022, last week, 2w..";
  }
  return error;
}

}  // namespace

std::string_view month_name(int month) {
  return months.at(static_cast<std::size_t>(month - 1));
}

std::string_view weekday_name(int weekday) {
  return weekdays.at(static_cast<std::size_t>(weekday - 1));
}

std::variant<std::vector<DateWord>, DateError> cut_query_date(std::string_view text,
                                                              std::size_t begin, std::size_t end) {
  std::vector<DateWord> words;
  for (std::size_t at = begin; at < end;) {
    const char c = text[at];
    if (is_joint(c)) {
      // A sign joins two words; at an end it may be a slip for something else.
      const bool outer = at == begin || at + 1 == end;
      if (outer && c != ' ' && c != '\t') return wrong_sign(text, at);
      ++at;
      continue;
    }
    if (!is_digit(c) && !is_letter(c)) return wrong_sign(text, at);
    const auto belongs = is_digit(c) ? is_digit : is_letter;
    DateWord word;
    word.begin = at;
    while (at < end && belongs(text[at])) ++at;
    word.end = at;
    word.text = std::string(text.substr(word.begin, at - word.begin));
    for (char& letter : word.text) {
      if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter | 0x20);
    }
    if (is_digit(c)) {
      constexpr std::size_t max_digits = 8;
      if (word.text.size() > max_digits)
        return DateError{"the number is too large for a date", {}, word.begin, word.end};
      class_number(word);
    } else {
      class_word(word);
    }
    words.push_back(std::move(word));
  }
  if (words.empty()) return DateError{"a date is missing", {}, begin, end};
  return words;
}

DateError unknown_date_word(const DateWord& word) {
  DateError error;
  error.begin = word.begin;
  error.end = word.end;
  error.hint = "dates are 2022, 2022-03, 2022-03-24, 24 March 2022, yesterday, last week, 2w..";
  constexpr std::size_t max_shown_bytes = 60;
  if (word.text.size() > max_shown_bytes) {
    error.message = "the word means nothing in a date";
    return error;
  }
  error.message = fmt::format("'{}' means nothing in a date", word.text);
  if (word.text == "since" || word.text == "after" || word.text == "from") {
    error.hint = "write 2022-03.. for the time from March 2022 on";
    return error;
  }
  if (word.text == "before" || word.text == "until" || word.text == "till") {
    error.hint = "write ..2022-03 for the time up to March 2022";
    return error;
  }
  if (word.text == "to" || word.text == "between" || word.text == "and") {
    error.hint = "write a range as 2022-02..2022-04";
    return error;
  }
  std::vector<std::string> lower;
  for (const std::string_view name : months) lower.emplace_back(name);
  for (const std::string_view name : weekdays) lower.emplace_back(name);
  for (std::string& name : lower) name[0] = static_cast<char>(name[0] | 0x20);
  std::vector<std::string_view> candidates(lower.begin(), lower.end());
  for (const Known& known : known_words) {
    if (known.word.size() > 2) candidates.push_back(known.word);
  }
  if (const auto near = base::nearest(word.text, candidates))
    error.message += fmt::format("; did you mean '{}'?", *near);
  return error;
}

}  // namespace dateline::temporal
