// A date of a query cut into numbers and words that are classed for the rules of date_query.
#pragma once

#include "temporal/query_clock.hh"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dateline::temporal {

/// A number, or a word and what it may be.
/// shape:  `y` number of four digits, `n` of one or two, `N` other; `m` month, `k` weekday,
///         `u` unit of time, `q` quarter sign, `h` hour or half sign, `r` this/last/next/past,
///         `a` ago, `t` today and its like, `o` ending of an ordinal, `?` unknown word
/// value:  the number; month 1 to 12; weekday 1 to 7; for `t` days after today; for `r` -1, 0, 1
/// unit:   for `u`, one of `d w m y q` and `e` (weekend); `letter`: written as one letter
struct DateWord {
  char shape = '?';
  std::string text;
  int value = 0;
  char unit = 0;
  bool letter = false;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Cut the bytes [begin, end) of a query.
/// out: at least one word; or what is wrong
std::variant<std::vector<DateWord>, DateError> cut_query_date(std::string_view text,
                                                              std::size_t begin, std::size_t end);

/// The message for a word that means nothing here, with the nearest known one.
DateError unknown_date_word(const DateWord& word);

/// The English name, capitalised. in: 1 to 12
std::string_view month_name(int month);

/// The English name, capitalised. in: 1 (Monday) to 7
std::string_view weekday_name(int weekday);

}  // namespace dateline::temporal
