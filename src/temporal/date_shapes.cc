// The shapes a written date can have, one function each.
#include "temporal/date_shapes.hh"

#include "temporal/calendar_words.hh"

#include <initializer_list>

namespace dateline::temporal {

namespace {

using Kind = DateToken::Kind;
using Shape = std::optional<WrittenDate> (*)(DateCursor&, const DateOptions&);

std::optional<WrittenDate> make_date(int year, int month, int number,
                                     Precision precision = Precision::Day) {
  if (year < first_year || year > last_year) return std::nullopt;
  const std::optional<Day> day = Day::make(year, month, number);
  if (!day) return std::nullopt;
  return WrittenDate{*day, precision, {}, {}};
}

int full_year(int two_digits, const DateOptions& options) {
  return two_digits + (two_digits >= options.pivot_year ? 1900 : 2000);
}

std::optional<int> take_month(DateCursor& cursor) {
  if (cursor.peek().kind != Kind::Word) return std::nullopt;
  const std::optional<int> month = month_named(cursor.peek().text);
  if (month) cursor.skip();
  return month;
}

/// `1`, `01`, `1st`, `1er`, `1º`.
std::optional<int> take_day_number(DateCursor& cursor) {
  const std::optional<int> number = cursor.take_number(1, 2);
  if (number && !cursor.peek().spaced) cursor.take_word_of(" st nd rd th er º ª го ");
  return number;
}

/// What stands between the parts of a date with words: `1. of March`, `26-FEB-1987`.
void skip_joints(DateCursor& cursor) {
  while (cursor.take_sign_of("-/.,") != 0) {
  }
  cursor.take_word_of(" of de del do the ");
}

/// A time would begin here, so that a number before it is no year.
bool at_time_sign(const DateCursor& cursor) {
  DateCursor trial = cursor;
  return trial.take_sign(':') || trial.take_word_of(" am pm a p h uhr ");
}

/// `1987`, `87` or `'87`.
std::optional<int> take_year(DateCursor& cursor, const DateOptions& options) {
  cursor.take_sign('\'');
  if (const std::optional<int> year = cursor.take_number(4, 4)) return year;
  const std::optional<int> year = cursor.take_number(2, 2);
  if (!year || at_time_sign(cursor)) return std::nullopt;
  return full_year(*year, options);
}

/// `2022-03-01`, `2022/03/01`, `2022.03.01`
std::optional<WrittenDate> year_first(DateCursor& cursor, const DateOptions&) {
  const std::optional<int> year = cursor.take_number(4, 4);
  const char sign = cursor.take_sign_of("-/.");
  if (!year || sign == 0) return std::nullopt;
  const std::optional<int> month = cursor.take_number(1, 2);
  if (!month || !cursor.take_sign(sign)) return std::nullopt;
  const std::optional<int> number = cursor.take_number(1, 2);
  if (!number) return std::nullopt;
  return make_date(*year, *month, *number);
}

/// `20220301`, then perhaps `T061500` or `T0615`; `20220301061500`, `202203010615`
std::optional<WrittenDate> digits_only(DateCursor& cursor, const DateOptions&) {
  const DateToken& token = cursor.peek();
  const std::size_t size = token.text.size();
  if (token.kind != Kind::Number || (size != 8 && size != 12 && size != 14)) return std::nullopt;
  int value = 0;
  for (const char c : token.text.substr(0, 8)) value = value * 10 + (c - '0');
  std::optional<WrittenDate> date = make_date(value / 10000, value / 100 % 100, value % 100);
  if (!date) return std::nullopt;
  if (size > 8) {
    const std::vector<DateToken> rest{{Kind::Number, token.text.substr(8), 0, false}};
    DateCursor rest_cursor(rest);
    date->clock = take_compact_clock(rest_cursor);
    if (!date->clock) return std::nullopt;
    cursor.skip();
    return date;
  }
  cursor.skip();
  DateCursor trial = cursor;
  if (!trial.peek().spaced && trial.take_word("t")) date->clock = take_compact_clock(trial);
  if (date->clock) cursor = trial;
  return date;
}

/// The three numbers of `03/24/87`, in the order written.
struct ThreeNumbers {
  int first = 0;
  int second = 0;
  int year = 0;
  char sign = 0;
};

std::optional<ThreeNumbers> take_three_numbers(DateCursor& cursor, const DateOptions& options) {
  const std::optional<int> first = cursor.take_number(1, 2);
  const char sign = cursor.take_sign_of("/.-");
  if (!first || sign == 0) return std::nullopt;
  const std::optional<int> second = cursor.take_number(1, 2);
  if (!second || !cursor.take_sign(sign)) return std::nullopt;
  const std::optional<int> year = take_year(cursor, options);
  if (!year) return std::nullopt;
  return ThreeNumbers{*first, *second, *year, sign};
}

/// `03/24/87`, `24/03/1987`, `24-03-1987`, `01.03.2022`: a number above 12 decides, else dots mean
/// day first, else the option does.
std::optional<WrittenDate> year_last(DateCursor& cursor, const DateOptions& options) {
  const std::optional<ThreeNumbers> numbers = take_three_numbers(cursor, options);
  if (!numbers) return std::nullopt;
  const bool either = numbers->first <= 12 && numbers->second <= 12;
  const bool day_first = numbers->sign == '.' || (either ? options.day_first : numbers->first > 12);
  return day_first ? make_date(numbers->year, numbers->second, numbers->first)
                   : make_date(numbers->year, numbers->first, numbers->second);
}

/// `AP-NR-01-01-89 2358EST`: month, day, year. The zone names are American, the agency being known.
std::optional<WrittenDate> ap_file_id(DateCursor& cursor, const DateOptions& options) {
  if (!cursor.take_word("ap") || !cursor.take_sign('-')) return std::nullopt;
  cursor.skip();
  if (!cursor.take_sign('-')) return std::nullopt;
  const std::optional<ThreeNumbers> numbers = take_three_numbers(cursor, options);
  if (!numbers) return std::nullopt;
  std::optional<WrittenDate> date = make_date(numbers->year, numbers->first, numbers->second);
  if (!date) return std::nullopt;
  date->clock = take_compact_clock(cursor);
  if (date->clock) date->zone = take_zone(cursor);
  if (date->zone) date->zone->assumed = false;
  return date;
}

/// `March 1, 2022`, `Jan. 26, 2010`; a year of two digits would be too easily an hour.
std::optional<WrittenDate> month_day_year(DateCursor& cursor, const DateOptions&) {
  const std::optional<int> month = take_month(cursor);
  if (!month) return std::nullopt;
  skip_joints(cursor);
  const std::optional<int> number = take_day_number(cursor);
  if (!number) return std::nullopt;
  skip_joints(cursor);
  const std::optional<int> year = cursor.take_number(4, 4);
  if (!year) return std::nullopt;
  return make_date(*year, *month, *number);
}

/// `Mar  1 06:15:00 2022`, `Mar 01 06:15:00 +0000 2022`
std::optional<WrittenDate> month_day_clock_year(DateCursor& cursor, const DateOptions&) {
  const std::optional<int> month = take_month(cursor);
  const std::optional<int> number = cursor.take_number(1, 2);
  if (!month || !number) return std::nullopt;
  const std::optional<Clock> clock = take_clock(cursor);
  if (!clock) return std::nullopt;
  const std::optional<WrittenZone> zone = take_zone(cursor);
  const std::optional<int> year = cursor.take_number(4, 4);
  if (!year) return std::nullopt;
  std::optional<WrittenDate> date = make_date(*year, *month, *number);
  if (date) {
    date->clock = clock;
    date->zone = zone;
  }
  return date;
}

/// `1 March 2022`, `1st of March 2022`, `1. März 2022`, `26-FEB-1987`, `14 MAY 91`
std::optional<WrittenDate> day_month_year(DateCursor& cursor, const DateOptions& options) {
  const std::optional<int> number = take_day_number(cursor);
  if (!number) return std::nullopt;
  skip_joints(cursor);
  const std::optional<int> month = take_month(cursor);
  if (!month) return std::nullopt;
  skip_joints(cursor);
  const std::optional<int> year = take_year(cursor, options);
  if (!year) return std::nullopt;
  return make_date(*year, *month, *number);
}

/// `2022 March 1`, `2022-Mar-01`
std::optional<WrittenDate> year_month_day(DateCursor& cursor, const DateOptions&) {
  const std::optional<int> year = cursor.take_number(4, 4);
  if (!year) return std::nullopt;
  skip_joints(cursor);
  const std::optional<int> month = take_month(cursor);
  if (!month) return std::nullopt;
  skip_joints(cursor);
  const std::optional<int> number = take_day_number(cursor);
  if (!number) return std::nullopt;
  return make_date(*year, *month, *number);
}

/// `2022`
std::optional<WrittenDate> year_alone(DateCursor& cursor, const DateOptions&) {
  const std::optional<int> year = cursor.take_number(4, 4);
  if (!year) return std::nullopt;
  return make_date(*year, 1, 1, Precision::Year);
}

/// `2022-03`, `2022/03`
std::optional<WrittenDate> year_month(DateCursor& cursor, const DateOptions&) {
  const std::optional<int> year = cursor.take_number(4, 4);
  if (!year || cursor.take_sign_of("-/") == 0) return std::nullopt;
  const std::optional<int> month = cursor.take_number(2, 2);
  if (!month) return std::nullopt;
  return make_date(*year, *month, 1, Precision::Month);
}

/// `03/2022`, `03.2022`
std::optional<WrittenDate> month_year(DateCursor& cursor, const DateOptions&) {
  const std::optional<int> month = cursor.take_number(1, 2);
  if (!month || cursor.take_sign_of("/.") == 0) return std::nullopt;
  const std::optional<int> year = cursor.take_number(4, 4);
  if (!year) return std::nullopt;
  return make_date(*year, *month, 1, Precision::Month);
}

/// `March 2022`, `marzo de 2022`
std::optional<WrittenDate> named_month_year(DateCursor& cursor, const DateOptions&) {
  const std::optional<int> month = take_month(cursor);
  if (!month) return std::nullopt;
  skip_joints(cursor);
  const std::optional<int> year = cursor.take_number(4, 4);
  if (!year) return std::nullopt;
  return make_date(*year, *month, 1, Precision::Month);
}

/// `890101`: year, month, day
std::optional<WrittenDate> six_digits(DateCursor& cursor, const DateOptions& options) {
  const std::optional<int> value = cursor.take_number(6, 6);
  if (!value) return std::nullopt;
  return make_date(full_year(*value / 10000, options), *value / 100 % 100, *value % 100);
}

std::optional<WrittenDate> take_first(DateCursor& cursor, const DateOptions& options,
                                      std::initializer_list<Shape> shapes) {
  for (const Shape shape : shapes) {
    DateCursor trial = cursor;
    std::optional<WrittenDate> date = shape(trial, options);
    if (!date) continue;
    cursor = trial;
    return date;
  }
  return std::nullopt;
}

}  // namespace

std::optional<WrittenDate> take_date(DateCursor& cursor, const DateOptions& options) {
  return take_first(cursor, options,
                    {ap_file_id, year_first, digits_only, year_last, month_day_year, day_month_year,
                     month_day_clock_year, year_month_day});
}

std::optional<WrittenDate> take_bare_date(DateCursor& cursor, const DateOptions& options) {
  DateCursor trial = cursor;
  std::optional<WrittenDate> date;
  for (const Shape shape : {year_month, month_year, named_month_year, six_digits, year_alone}) {
    trial = cursor;
    date = shape(trial, options);
    while (date && trial.take_sign_of(".,;|)") != 0) {
    }
    if (date && trial.done()) break;
    date.reset();
  }
  if (date) cursor = trial;
  return date;
}

NumericOrder order_of_numbers(DateCursor cursor) {
  const std::optional<ThreeNumbers> numbers = take_three_numbers(cursor, DateOptions{});
  if (!numbers || numbers->sign == '.') return NumericOrder::None;
  const int first = numbers->first;
  const int second = numbers->second;
  const int largest = first > second ? first : second;
  const int smallest = first > second ? second : first;
  if (smallest < 1 || smallest > 12 || largest > 31) return NumericOrder::None;
  if (largest <= 12) return NumericOrder::Either;
  return first > 12 ? NumericOrder::DayFirst : NumericOrder::MonthFirst;
}

}  // namespace dateline::temporal
