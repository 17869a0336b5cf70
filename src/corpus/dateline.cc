#include "corpus/dateline.hh"

#include "corpus/ascii.hh"

#include <algorithm>
#include <vector>

namespace dateline::corpus {
namespace {

constexpr std::size_t max_dateline_bytes = 120;
constexpr std::size_t max_place_words = 6;

bool is_month(std::string_view word) {
  while (!word.empty() && word.back() == '.') word.remove_suffix(1);
  for (const std::string_view month :
       {"january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december"}) {
    // `Sept` and three letters are the usual abbreviations.
    if (word.size() >= 3 && word.size() <= month.size() &&
        equal_ignoring_case(word, month.substr(0, word.size())) &&
        (word.size() <= 4 || word.size() == month.size())) {
      return true;
    }
  }
  return false;
}

bool is_weekday(std::string_view word) {
  for (const std::string_view day :
       {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}) {
    if (equal_ignoring_case(word, day)) return true;
  }
  return false;
}

bool is_number(std::string_view word, std::size_t least, std::size_t most) {
  return word.size() >= least && word.size() <= most &&
         std::all_of(word.begin(), word.end(), is_digit);
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!(text = trim(text)).empty()) {
    std::size_t end = 0;
    while (end < text.size() && !is_blank(text[end])) ++end;
    words.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return words;
}

/// `April 9`, `26 Feb`, `Monday`, `Oct. 24 2020`.
bool is_day(std::string_view part) {
  const auto words = words_of(part);
  if (words.empty() || words.size() > 3) return false;
  if (words.size() == 1) return is_weekday(words[0]);
  if (words.size() == 3 && !is_number(words[2], 4, 4)) return false;
  return (is_month(words[0]) && is_number(words[1], 1, 2)) ||
         (is_number(words[0], 1, 2) && is_month(words[1]));
}

struct Case {
  bool upper = false;        ///< letters, all capitals
  bool capitalised = false;  ///< begins with a capital
};

/// Letters outside ASCII are taken as being of either case.
Case case_of(std::string_view word) {
  Case found;
  bool lower = false;
  std::size_t letters = 0;
  for (const char c : word) {
    lower = lower || is_lower(c);
    if (is_letter(c) || static_cast<unsigned char>(c) >= 0x80) ++letters;
    // Digits do occur (`CAMP 7`), signs other than these do not.
    if (!is_letter(c) && !is_digit(c) && static_cast<unsigned char>(c) < 0x80 &&
        std::string_view(".'-/").find(c) == std::string_view::npos) {
      return found;
    }
  }
  found.upper = letters >= 2 && !lower;
  found.capitalised =
      !word.empty() && (is_upper(word[0]) || static_cast<unsigned char>(word[0]) >= 0x80);
  return found;
}

bool all_words(std::string_view part, std::size_t most, bool Case::*property) {
  const auto words = words_of(part);
  return !words.empty() && words.size() <= most &&
         std::all_of(words.begin(), words.end(),
                     [property](std::string_view word) { return case_of(word).*property; });
}

/// Capitalised words, `the`, `of` and `de` among them.
bool is_name(std::string_view part) {
  const auto words = words_of(part);
  if (words.empty() || words.size() > max_place_words || !case_of(words[0]).capitalised) {
    return false;
  }
  return std::all_of(words.begin(), words.end(), [](std::string_view word) {
    return case_of(word).capitalised || word == "the" || word == "of" || word == "de";
  });
}

/// Words that newspapers put before a dash or a colon and that are no places.
bool is_no_place(std::string_view text) {
  for (const std::string_view word :
       {"abstract",   "advertisement", "analysis",  "answer",    "background", "breaking",
        "correction", "editor",        "editorial", "exclusive", "explainer",  "fact check",
        "factbox",    "file",          "live",      "new",       "news",       "note",
        "opinion",    "photo",         "photos",    "q",         "question",   "read",
        "related",    "review",        "summary",   "update",    "updated",    "video",
        "warning",    "watch"}) {
    if (equal_ignoring_case(text, word)) return true;
    // `Breaking news`, but neither `New Delhi` nor `Read`, the town.
    if (word != "new" && word != "q" && starts_ignoring_case(text, word) &&
        is_blank(text[word.size()])) {
      return true;
    }
  }
  return false;
}

struct Parts {
  std::string_view place;
  std::string_view day;
  std::string_view agency;
  std::vector<std::string_view> places;  ///< comma-separated parts of `place`
};

/// Cut the head of a dateline, without its dash, into its parts.
Parts take_apart(std::string_view head) {
  Parts parts;
  head = trim(head);
  if (head.ends_with(')')) {
    const std::size_t open = head.rfind('(');
    if (open != std::string_view::npos) {
      parts.agency = trim(head.substr(open + 1, head.size() - open - 2));
      head = trim(head.substr(0, open));
    }
  }
  while (head.ends_with(',')) head = trim(head.substr(0, head.size() - 1));
  // `BRUSSELS, March 27, Reuter`.
  if (const std::size_t comma = head.rfind(','); comma != std::string_view::npos) {
    const std::string_view last = trim(head.substr(comma + 1));
    if (parts.agency.empty() && starts_ignoring_case(last, "reuter")) {
      parts.agency = last;
      head = trim(head.substr(0, comma));
    }
  }
  // Parts are taken off the end while they are days: `KIEV, Ukraine, March 29, 2022`.
  std::size_t day_begin = head.size();
  while (true) {
    const std::size_t comma = head.substr(0, day_begin).rfind(',');
    const std::size_t begin = comma == std::string_view::npos ? 0 : comma + 1;
    const std::string_view part = trim(head.substr(begin, day_begin - begin));
    if (!is_day(part) && !(comma != std::string_view::npos && is_number(part, 4, 4))) break;
    day_begin = comma == std::string_view::npos ? 0 : comma;
    if (comma == std::string_view::npos) break;
  }
  // `ANGLETON, Tex. March 3`: the comma before the day is missing.
  if (const auto words = words_of(head.substr(0, day_begin)); words.size() > 2) {
    const auto begin = static_cast<std::size_t>(words[words.size() - 2].data() - head.data());
    if (day_begin == head.size() && is_day(head.substr(begin))) day_begin = begin;
  }
  std::string_view day = head.substr(day_begin);
  if (day.starts_with(',')) day.remove_prefix(1);
  parts.day = trim(day);
  parts.place = trim(head.substr(0, day_begin));
  std::string_view rest = parts.place;
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    parts.places.push_back(trim(rest.substr(0, comma)));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return parts;
}

/// `AP`, `Reuters`, `Reuters, TASS`: short, begins with a letter, no sentence.
bool is_agency(std::string_view text) {
  return !text.empty() && text.size() <= 40 && !is_digit(text[0]) && words_of(text).size() <= 4;
}

bool is_dateline(const Parts& parts) {
  if (!parts.agency.empty() && !is_agency(parts.agency)) return false;
  if (parts.places.empty()) return all_words(parts.agency, 2, &Case::upper) && parts.day.empty();
  if (is_no_place(parts.places[0])) return false;
  const bool vouched = !parts.agency.empty() || !parts.day.empty();
  if (!all_words(parts.places[0], max_place_words, &Case::upper) &&
      !(vouched && is_name(parts.places[0]))) {
    return false;
  }
  return parts.places.size() <= 4 &&
         std::all_of(parts.places.begin() + 1, parts.places.end(), is_name);
}

/// Length of a dash at `at`: one that separates, not a hyphen; 0 if there is none.
std::size_t dash_length(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  for (const std::string_view dash : {"\xE2\x80\x94", "\xE2\x80\x93", "---", "--"}) {
    if (rest.starts_with(dash)) return dash.size();
  }
  if (rest[0] != '-' && rest[0] != '_') return 0;
  const bool before = at == 0 || is_blank(text[at - 1]) || text[at - 1] == ')';
  const bool after = rest.size() == 1 || is_blank(rest[1]);
  return before && after ? 1 : 0;
}

/// Agencies that papers name in brackets after a place, or without brackets before a dash.
bool is_known_agency(std::string_view name) {
  for (const std::string_view known :
       {"AFP",          "ANI",       "AP",      "BBC",  "Bloomberg", "CBC",    "CNN",
        "CNN Business", "CNN Sport", "dpa",     "EFE",  "Interfax",  "KHN",    "Kyodo",
        "NPR",          "PTI",       "Reuters", "TASS", "UPI",       "Xinhua", "ZDF"}) {
    if (equal_ignoring_case(name, known)) return true;
  }
  return false;
}

Dateline make(const Parts& parts) {
  Dateline out;
  if (parts.agency.empty() && is_known_agency(parts.place)) {
    out.agency = parts.place;
    return out;
  }
  out.place = collapse(parts.place);
  out.day = collapse(parts.day);
  out.agency = collapse(parts.agency);
  return out;
}

}  // namespace

Dateline parse_dateline(std::string_view dateline) {
  std::string_view head = trim(dateline);
  while (!head.empty() && (head.front() == '*' || head.front() == '-')) head.remove_prefix(1);
  // What follows a dash is text that got into the element, unless it is the day.
  if (const std::size_t dash = head.find(" - "); dash != std::string_view::npos) {
    if (!is_day(head.substr(dash + 3)) && !trim(head.substr(dash + 3)).empty()) {
      head = head.substr(0, dash);
    }
  }
  while (!head.empty()) {
    head = trim(head);
    if (head.ends_with('-') || head.ends_with('_') || head.ends_with(',')) {
      head.remove_suffix(1);
    } else if (head.ends_with("\xE2\x80\x94") || head.ends_with("\xE2\x80\x93")) {
      head.remove_suffix(3);
    } else {
      break;
    }
  }
  return make(take_apart(head));
}

/// `London (CNN Business) The bank …`, `Kyiv, Ukraine (CNN) …`: no dash, but an agency that is
/// known.
std::optional<Dateline> find_bracketed(std::string_view body, std::size_t begin,
                                       std::string_view head) {
  const std::size_t open = head.find('(');
  if (open == std::string_view::npos) return std::nullopt;
  const std::size_t close = head.find(')', open);
  if (close == std::string_view::npos || close + 2 >= head.size() || !is_blank(head[close + 1])) {
    return std::nullopt;
  }
  const Parts parts = take_apart(head.substr(0, close + 1));
  if (!is_known_agency(parts.agency) || !is_dateline(parts)) return std::nullopt;
  Dateline found = make(parts);
  std::size_t end = begin + close + 1;
  while (end < body.size() && is_blank(body[end])) ++end;
  found.begin = static_cast<std::uint32_t>(begin);
  found.end = static_cast<std::uint32_t>(end);
  return found;
}

std::optional<Dateline> find_dateline(std::string_view body) {
  std::size_t begin = 0;
  while (begin < body.size() && is_blank(body[begin])) ++begin;
  const std::string_view head = body.substr(begin, max_dateline_bytes);
  std::size_t newlines = 0;
  for (std::size_t at = 0; at < head.size(); ++at) {
    // A hard wrap may fall into a dateline, the end of a paragraph may not.
    if (head[at] == '\n' && ++newlines > 1) break;
    const std::size_t dash = at == 0 ? 0 : dash_length(head, at);
    if (dash == 0) continue;
    const Parts parts = take_apart(head.substr(0, at));
    if (!is_dateline(parts)) break;
    Dateline found = make(parts);
    std::size_t end = begin + at + dash;
    while (end < body.size() && is_blank(body[end])) ++end;
    if (end == body.size()) return std::nullopt;
    found.begin = static_cast<std::uint32_t>(begin);
    found.end = static_cast<std::uint32_t>(end);
    return found;
  }
  return find_bracketed(body, begin, head);
}

void take_dateline(Article& article) {
  if (article.dateline != Dateline{}) return;
  if (auto found = find_dateline(article.body)) article.dateline = std::move(*found);
}

std::optional<Dateline> find_place_and_colon(std::string_view body) {
  std::size_t begin = 0;
  while (begin < body.size() && is_blank(body[begin])) ++begin;
  const std::size_t colon = body.substr(begin, 48).find(':');
  if (colon == std::string_view::npos || begin + colon + 2 >= body.size()) return std::nullopt;
  const std::string_view place = body.substr(begin, colon);
  if (body[begin + colon + 1] != ' ' || !all_words(place, 3, &Case::capitalised)) {
    return std::nullopt;
  }
  if (place.find_first_of("0123456789\n") != std::string_view::npos) return std::nullopt;
  if (is_no_place(place)) return std::nullopt;
  const char next = body[begin + colon + 2];
  if (!is_upper(next) && next != '"' && next != '\'' && static_cast<unsigned char>(next) < 0x80) {
    return std::nullopt;
  }
  Dateline found;
  found.place = place;
  found.begin = static_cast<std::uint32_t>(begin);
  found.end = static_cast<std::uint32_t>(begin + colon + 1);
  return found;
}

}  // namespace dateline::corpus
