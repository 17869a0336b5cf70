// Words are classed by date_words; each form of date is one row of a table from classes to rule.
#include "temporal/date_query.hh"

#include "temporal/calendar.hh"
#include "temporal/date_words.hh"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace dateline::temporal {
namespace {

using Answer = std::variant<DayRange, DateError>;
using Words = std::vector<DateWord>;

/// Where in a range a date stands.
enum class Place { Alone, Begin, End };

DateError fault(const Words& words, std::string message, std::string hint = {}) {
  return {std::move(message), std::move(hint), words.front().begin, words.back().end};
}

Answer year_of(const Words& words, int year) {
  const auto range = DayRange::of_year(year);
  if (!range) return fault(words, "there is no year 0");
  return *range;
}

Answer month_of(const Words& words, int year, int month) {
  if (year == 0) return fault(words, "there is no year 0");
  const auto range = DayRange::of_month(year, month);
  if (!range) return fault(words, fmt::format("there is no month {}", month));
  return *range;
}

Answer day_of(const Words& words, int year, int month, int day) {
  const Answer whole = month_of(words, year, month);
  if (std::holds_alternative<DateError>(whole)) return whole;
  const auto found = Day::make(year, month, day);
  if (found) return DayRange{*found, *found};
  return fault(words, fmt::format("there is no {} {} {}; it has {} days", day, month_name(month),
                                  year, std::get<DayRange>(whole).last.day()));
}

Answer quarter_of(const Words& words, int year, int quarter) {
  if (quarter < 1 || quarter > 4)
    return fault(words, fmt::format("there is no quarter {}; they are q1 to q4", quarter));
  if (year == 0) return fault(words, "there is no year 0");
  return months_of(year, quarter * 3 - 2, 3);
}

Answer half_of(const Words& words, int year, int half) {
  if (half < 1 || half > 2)
    return fault(words, fmt::format("there is no half {}; they are h1 and h2", half));
  if (year == 0) return fault(words, "there is no year 0");
  return months_of(year, half * 6 - 5, 6);
}

Answer week_of(const Words& words, int year, int week) {
  if (year == 0) return fault(words, "there is no year 0");
  const auto range = iso_week(year, week);
  if (range) return *range;
  return fault(words,
               fmt::format("there is no week {} of {}; it has {}", week, year, iso_weeks(year)));
}

/// One end of a range, or a date alone.
class Reader {
 public:
  Reader(const Words& words, Day today, Place place)
      : words_(words), today_(today), place_(place) {}

  Answer read() const {
    std::string shapes;
    for (const DateWord& word : words_) shapes += word.shape;
    for (const Form& form : forms) {
      if (form.shapes == shapes) return (this->*form.rule)();
    }
    for (const DateWord& word : words_) {
      if (word.shape == '?') return unknown_date_word(word);
    }
    return no_date(words_);
  }

 private:
  using Rule = Answer (Reader::*)() const;
  struct Form {
    std::string_view shapes;
    Rule rule;
  };

  int value(std::size_t i) const { return words_[i].value; }

  Answer iso_year() const { return year_of(words_, value(0)); }
  /// `1990s`; of years that end a century before 1900, the hundred, as writers mean them.
  Answer decade() const {
    const int first = value(0);
    if (first == 0 || first % 10 != 0) {
      return fault(words_, fmt::format("'{}s' is no decade", words_[0].text),
                   fmt::format("write {}0s", words_[0].text.substr(0, 3)));
    }
    const int years = first % 100 == 0 && first < 1900 ? 100 : 10;
    return DayRange{*Day::make(first, 1, 1), *Day::make(first + years - 1, 12, 31)};
  }
  Answer iso_month() const {
    if (words_[1].text.size() == 1) {
      return fault(words_, "a month has two digits",
                   fmt::format("write {}-{:02}", words_[0].text, value(1)));
    }
    return month_of(words_, value(0), value(1));
  }
  Answer iso_day() const {
    if (words_[1].text.size() == 1 || words_[2].text.size() == 1) {
      return fault(words_, "months and days have two digits",
                   fmt::format("write {}-{:02}-{:02}", words_[0].text, value(1), value(2)));
    }
    return day_of(words_, value(0), value(1), value(2));
  }
  Answer year_quarter() const { return quarter_of(words_, value(0), value(2)); }
  Answer quarter_year() const { return quarter_of(words_, value(2), value(1)); }
  Answer year_half() const {
    return words_[1].letter ? half_of(words_, value(0), value(2)) : hours();
  }
  Answer year_week() const {
    if (words_[1].unit != 'w' || !words_[1].letter) return no_date(words_);
    return week_of(words_, value(0), value(2));
  }
  Answer month_year() const { return month_of(words_, value(1), value(0)); }
  Answer year_month() const { return month_of(words_, value(0), value(1)); }
  Answer day_month_year() const { return day_of(words_, words_.back().value, month(), value(0)); }
  Answer month_day_year() const { return day_of(words_, words_.back().value, value(0), value(1)); }
  Answer year_month_day() const { return day_of(words_, value(0), value(1), value(2)); }

  /// The month word of a date that begins with a day.
  int month() const {
    return std::find_if(words_.begin(), words_.end(),
                        [](const DateWord& word) { return word.shape == 'm'; })
        ->value;
  }

  Answer day_without_year() const {
    const int day = words_.front().shape == 'n' ? value(0) : value(1);
    return fault(words_, "a year is missing",
                 fmt::format("write {} {} {}", day, month_name(month()), today_.year()));
  }

  Answer bare_month() const {
    const int year = value(0) < today_.month() ? today_.year() : today_.year() - 1;
    const std::string_view name = month_name(value(0));
    return fault(words_, fmt::format("{} of which year?", name),
                 fmt::format("write 'last {}' or {}-{:02}", name, year, value(0)));
  }

  Answer bare_weekday() const {
    const std::string_view name = weekday_name(value(0));
    return fault(words_, fmt::format("which {}?", name),
                 fmt::format("write 'last {}' or {}", name, weekday_before(value(0)).iso()));
  }

  Answer bare_number() const {
    return fault(words_, fmt::format("'{}' is no date", words_.front().text),
                 "a year has four digits");
  }

  Answer near_day() const { return shifted('d', value(0)); }

  /// `3d`: so long before today.
  Answer distance() const {
    const DateWord& unit = words_[1];
    if (unit.unit == 'e') return no_date(words_);
    if (place_ != Place::Alone) return shifted(unit.unit, -value(0));
    const std::string written = fmt::format("{}{}", value(0), unit.unit);
    return fault(words_, fmt::format("'{}' may be a day or all time since", written),
                 fmt::format("write '{}..' for the time since then, '{}..{}' for that day", written,
                             written, written));
  }

  Answer ago() const {
    return words_[1].unit == 'e' ? no_date(words_) : shifted(words_[1].unit, -value(0));
  }

  Answer hours() const {
    return fault(words_, "days are the finest unit, there are no hours",
                 "write today, yesterday or 1d..");
  }

  Answer bare_relation() const {
    return fault(words_, fmt::format("'{}' needs what it belongs to", words_.front().text),
                 fmt::format("write {0}-week, {0}-month or \"{0} october\"", words_.front().text));
  }

  Answer bare_quarter() const {
    return fault(words_, "a year is missing",
                 fmt::format("write {}-{}{}", today_.year(), words_[0].text[0], value(1)));
  }
  Answer bare_unit_number() const {
    return words_[0].unit == 'w' ? bare_quarter() : no_date(words_);
  }

  /// `last week`
  Answer unit_near() const {
    const DateWord& unit = words_[1];
    if (unit.letter) return no_date(words_);
    const Answer moved = shifted(unit.unit == 'e' ? 'w' : unit.unit, value(0));
    if (std::holds_alternative<DateError>(moved)) return moved;
    return unit_around(std::get<DayRange>(moved).first, unit.unit);
  }

  /// `last 7 days`
  Answer units_near() const {
    const char unit = words_[2].unit;
    if (unit == 'e' || value(0) == 0) return no_date(words_);
    if (value(1) == 0) return fault(words_, "that is no day at all");
    const bool before = value(0) < 0;
    const Answer far = shifted(unit, before ? -value(1) : value(1));
    if (std::holds_alternative<DateError>(far)) return far;
    const Day end = std::get<DayRange>(far).first;
    if (before) return DayRange{end.plus_days(1), today_};
    return DayRange{today_.plus_days(1), end};
  }

  Answer month_near() const {
    const int month = value(1);
    const int relation = value(0);
    int year = today_.year();
    if (relation < 0 && month >= today_.month()) --year;
    if (relation > 0 && month <= today_.month()) ++year;
    return month_of(words_, year, month);
  }

  Answer weekday_near() const {
    Day day = weekday_before(value(1));
    if (value(0) == 0) {
      day = unit_around(today_, 'w').first.plus_days(value(1) - 1);
    } else if (value(0) > 0) {
      day = day.plus_days(static_cast<int>(today_.weekday()) == value(1) ? 14 : 7);
    }
    return DayRange{day, day};
  }

  static Answer no_date(const Words& words) {
    return fault(words, "this is no date",
                 "dates are 2022, 2022-03, 2022-03-24, 24 March 2022, yesterday, last week, 2w..");
  }

  /// The last such day before today.
  Day weekday_before(int weekday) const {
    const int back = (static_cast<int>(today_.weekday()) - weekday + 6) % 7 + 1;
    return today_.plus_days(-back);
  }

  /// A day so many units from today.
  Answer shifted(char unit, int count) const {
    const auto day = shift(today_, unit, count);
    if (!day) return fault(words_, "that is outside the years 1 to 9999");
    return DayRange{*day, *day};
  }

  static constexpr std::size_t form_count = 46;
  static const std::array<Form, form_count> forms;

  const Words& words_;
  Day today_;
  Place place_;
};

const std::array<Reader::Form, Reader::form_count> Reader::forms = {{
    {"y", &Reader::iso_year},
    {"ys", &Reader::decade},
    {"yn", &Reader::iso_month},
    {"ynn", &Reader::iso_day},
    {"yqn", &Reader::year_quarter},
    {"qny", &Reader::quarter_year},
    {"yhn", &Reader::year_half},
    {"yun", &Reader::year_week},
    {"my", &Reader::month_year},
    {"ym", &Reader::year_month},
    {"nmy", &Reader::day_month_year},
    {"nomy", &Reader::day_month_year},
    {"mny", &Reader::month_day_year},
    {"mnoy", &Reader::month_day_year},
    {"ymn", &Reader::year_month_day},
    {"nm", &Reader::day_without_year},
    {"nom", &Reader::day_without_year},
    {"mn", &Reader::day_without_year},
    {"mno", &Reader::day_without_year},
    {"m", &Reader::bare_month},
    {"k", &Reader::bare_weekday},
    {"n", &Reader::bare_number},
    {"N", &Reader::bare_number},
    {"t", &Reader::near_day},
    {"nu", &Reader::distance},
    {"yu", &Reader::distance},
    {"Nu", &Reader::distance},
    {"nua", &Reader::ago},
    {"yua", &Reader::ago},
    {"Nua", &Reader::ago},
    {"nh", &Reader::hours},
    {"yh", &Reader::hours},
    {"Nh", &Reader::hours},
    {"nha", &Reader::hours},
    {"rh", &Reader::hours},
    {"rnh", &Reader::hours},
    {"r", &Reader::bare_relation},
    {"qn", &Reader::bare_quarter},
    {"hn", &Reader::bare_quarter},
    {"un", &Reader::bare_unit_number},
    {"ru", &Reader::unit_near},
    {"rnu", &Reader::units_near},
    {"ryu", &Reader::units_near},
    {"rNu", &Reader::units_near},
    {"rm", &Reader::month_near},
    {"rk", &Reader::weekday_near},
}};

Answer read_place(std::string_view text, std::size_t begin, std::size_t end, Place place,
                  Day today) {
  const auto words = cut_query_date(text, begin, end);
  if (const auto* error = std::get_if<DateError>(&words)) return *error;
  return Reader(std::get<Words>(words), today, place).read();
}

bool blank(std::string_view text) {
  return text.find_first_not_of(" \t") == std::string_view::npos;
}

}  // namespace

DayRange QueryDays::closed() const {
  return {first.value_or(Day::from_serial(Day::min_serial)),
          last.value_or(Day::from_serial(Day::max_serial))};
}

std::variant<QueryDays, DateError> parse_days(std::string_view text, const QueryClock& clock) {
  constexpr std::size_t max_bytes = 200;
  if (text.size() > max_bytes) return DateError{"this is too long for a date", {}, 0, text.size()};
  const Day today = clock.today();
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) {
    const Answer answer = read_place(text, 0, text.size(), Place::Alone, today);
    if (const auto* error = std::get_if<DateError>(&answer)) return *error;
    const DayRange& range = std::get<DayRange>(answer);
    return QueryDays{range.first, range.last};
  }
  const std::size_t second = dots + 2;
  const bool open_begin = blank(text.substr(0, dots));
  const bool open_end = blank(text.substr(second));
  if (open_begin && open_end)
    return DateError{"the range has no end", "write 2022.., ..2022 or 2021..2022", 0, text.size()};
  QueryDays days;
  if (!open_begin) {
    const Answer answer = read_place(text, 0, dots, Place::Begin, today);
    if (const auto* error = std::get_if<DateError>(&answer)) return *error;
    days.first = std::get<DayRange>(answer).first;
  }
  if (!open_end) {
    const Answer answer = read_place(text, second, text.size(), Place::End, today);
    if (const auto* error = std::get_if<DateError>(&answer)) return *error;
    days.last = std::get<DayRange>(answer).last;
  }
  if (days.first && days.last && *days.last < *days.first) {
    return DateError{fmt::format("the range ends before it begins: {} to {}", days.first->iso(),
                                 days.last->iso()),
                     fmt::format("write {}..{}", text.substr(second), text.substr(0, dots)), 0,
                     text.size()};
  }
  return days;
}

}  // namespace dateline::temporal
