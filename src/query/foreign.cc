#include "query/foreign.hh"

#include "base/ascii.hh"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

namespace dateline::query {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// A letter of ASCII, or a part of one of another script.
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

using base::lower_ascii;

std::size_t letters(std::string_view text) {
  const auto end =
      std::find_if_not(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return static_cast<std::size_t>(end - text.begin());
}

std::size_t digits(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  return static_cast<std::size_t>(end - text.begin());
}

/// Operators of distance by name. alone: whether a number right behind it, without a stroke, can't
/// belong to a word, as it does in `N95`
struct Distance {
  std::string_view name, meant;
  bool alone;
};
constexpr Distance distances[] = {
    {"near", "NEAR", true},   {"w", "NEAR", false},     {"n", "NEAR", false},
    {"adj", "ADJ", true},     {"within", "NEAR", true}, {"pre", "ADJ", false},
    {"p", "ADJ", false},      {"onear", "ADJ", true},   {"next", "ADJ", false},
    {"around", "NEAR", true}, {"prox", "NEAR", true},   {"not", "NOT", false},
};

/// `s`, `sent` … as '/s', `p`, `para` … as '/p'.
std::string_view unit_meant(std::string_view name) {
  if (name == "s" || name == "sent" || name == "sentence") return "/s";
  if (name == "p" || name == "par" || name == "para" || name == "paragraph") return "/p";
  return {};
}

struct Name {
  std::string_view theirs, ours;
};
constexpr Name fields[] = {
    {"headline", "title"},   {"hlead", "title"},
    {"hl", "title"},         {"hd", "title"},
    {"ti", "title"},         {"intitle", "title"},
    {"allintitle", "title"}, {"subject", "title"},
    {"lp", "lead"},          {"leadpara", "lead"},
    {"ab", "lead"},          {"abstract", "lead"},
    {"pub", "source"},       {"publication", "source"},
    {"publisher", "source"}, {"so", "source"},
    {"sc", "source"},        {"sn", "source"},
    {"rst", "source"},       {"site", "source"},
    {"domain", "source"},    {"media", "source"},
    {"newspaper", "source"}, {"by", "author"},
    {"byline", "author"},    {"au", "author"},
    {"from", "author"},      {"writer", "author"},
    {"la", "lang"},          {"language", "lang"},
    {"se", "section"},       {"category", "section"},
    {"desk", "section"},     {"pd", "published"},
    {"date", "published"},   {"before", "published"},
    {"after", "published"},  {"since", "published"},
    {"until", "published"},  {"py", "published"},
    {"yr", "published"},     {"pubdate", "published"},
    {"wc", "words"},         {"wordcount", "words"},
    {"length", "words"},     {"pe", "person"},
    {"people", "person"},    {"name", "person"},
    {"co", "org"},           {"company", "org"},
    {"organization", "org"}, {"organisation", "org"},
    {"cn", "org"},           {"re", "place"},
    {"location", "place"},   {"country", "place"},
    {"city", "place"},       {"geographic", "place"},
    {"geo", "place"},        {"region", "place"},
};

/// A value as our field would have it.
std::string example(std::string_view field) {
  if (field == "published") return "published:2022-02-24..2022-03-31";
  if (field == "words") return "words:500..";
  if (field == "title" || field == "lead") return fmt::format("{}:(…)", field);
  return fmt::format("{}:…", field);
}

}  // namespace

std::string distance_meant(std::string_view word) {
  const std::string low = lower_ascii(word);
  const std::size_t name_end = letters(low);
  const std::string_view name = std::string_view(low).substr(0, name_end);
  std::string_view rest = std::string_view(low).substr(name_end);
  const bool stroke = rest.starts_with('/');
  if (stroke) rest.remove_prefix(1);
  const std::size_t number = digits(rest);
  const std::string_view unit = unit_meant(rest.substr(number));
  if (name.empty()) {  // `/5`, `/3s`, `/sent`
    if (!stroke) return {};
    if (!unit.empty()) return std::string(unit);
    return number > 0 && number == rest.size() ? fmt::format("NEAR/{}", rest) : std::string();
  }
  for (const Distance& one : distances) {
    if (name != one.name || (!stroke && !one.alone)) continue;
    // `P/S` and `N/S` are words.
    if (stroke && number == 0) return name == "p" || name == "n" ? "" : std::string(unit);
    if (number == 0) return {};
    if (number < rest.size() && rest[number] != '/') return std::string(unit);
    return fmt::format("{}/{}", one.meant, rest.substr(0, number));
  }
  return {};
}

std::string without(std::string_view distance) {
  const std::size_t stroke = distance.find('/');
  return stroke == std::string_view::npos ? "NOT/10"
                                          : fmt::format("NOT{}", distance.substr(stroke));
}

std::string foreign_operator(std::string_view word) {
  const std::string low = lower_ascii(word);
  if (word == "XOR") return "'XOR' is no operator; write (a NOT b) OR (b NOT a)";
  for (const std::string_view name : {"ANDNOT", "AND-NOT", "BUTNOT", "BUT-NOT", "AND+NOT"})
    if (word == name) return "did you mean 'NOT'?";
  if (low.ends_with("/seg"))
    return fmt::format("'{}' is no operator; the whole article is asked by article(a AND b)", word);
  if (low.starts_with("atleast") && low.size() > 7 &&
      digits(std::string_view(low).substr(7)) == low.size() - 7)
    return fmt::format("did you mean '{}('?", low);
  if (word == "AND/OR") return "'AND/OR' is no operator; write AND or OR";
  if (word == "&" || word == "&&")
    return "did you mean 'AND'? Else quote it with the words beside it";
  if (word == "|" || word == "||")
    return "did you mean 'OR'? Else quote it with the words beside it";
  if (word.size() > 1 && word.front() == '#' && digits(word.substr(1)) == word.size() - 1)
    return fmt::format("'{}' names no earlier search; write the query itself, or quote it", word);
  if (word.size() > 2 && word.front() == '/' && word.back() == '/')
    return "regular expressions are not understood; a wildcard '*' ends a word, as in 'sanction*'";
  if (word.size() > 1 && word.size() <= 4 && word.front() == '/' &&
      (is_letter(word[1]) || is_digit(word[1])))
    return fmt::format("'{}' is no operator; there are NEAR/5, ADJ/5, /s and /p", word);
  if ((word.front() == '[' || word.front() == '{') && word.back() != ']' && word.back() != '}' &&
      std::any_of(word.begin(), word.end(), is_digit))
    return "a range is written as in published:2022-02-24..2022-03-31 or words:500..";
  if (word.size() > 1 && word.front() == ':' && is_letter(word[1]))
    return "a field and its colon stand together, as in title:oil";
  // `hd=gas`, `wc>500`
  const std::size_t sign = word.find_first_of("=<>");
  if (sign == std::string_view::npos || sign == 0 || sign + 1 == word.size() ||
      letters(lower_ascii(word)) != sign)
    return {};
  const std::string_view field = field_meant(word.substr(0, sign));
  if (field.empty()) {
    return fmt::format(
        "'{}' stands in no word; a field is asked as in title:oil, and what holds "
        "the sign is quoted",
        word[sign]);
  }
  return fmt::format("'{}' is written {} here", word.substr(0, sign + 1), example(field));
}

std::string foreign_sign(std::string_view word) {
  if (word.size() < 2) return {};
  if (word.front() == '!' && is_letter(word[1]))
    return fmt::format("did you mean '-{}'?", word.substr(1));
  for (const std::string_view dash : {"−", "–", "—", "¬"}) {
    if (word.starts_with(dash) && word.size() > dash.size() && is_letter(word[dash.size()]))
      return fmt::format("did you mean '-{}'?", word.substr(dash.size()));
  }
  if (word.starts_with("（")) return "'（' is no bracket here; write '('";
  if (word.find('|') != std::string_view::npos)
    return "'|' means nothing here; write OR between the words";
  if (word.find("&&") != std::string_view::npos)
    return "'&&' means nothing here; write AND between the words";
  const std::size_t sign = word.find_first_of("~^");
  if (sign != std::string_view::npos &&
      (sign == 0 || digits(word.substr(sign + 1)) + sign + 1 == word.size())) {
    return fmt::format("'{}' means nothing here; there are no fuzzy words and no weights",
                       sign == 0 ? word.substr(0, 1) : word.substr(sign));
  }
  for (std::size_t i = 1; i + 1 < word.size(); ++i) {
    if (!is_letter(word[i - 1]) || !is_letter(word[i + 1])) continue;
    if (word[i] == '?')
      return "'?' stands for no letter; a wildcard '*' ends a word, as in 'sanction*'";
    if (word[i] == '+')
      return "'+' stands before a word, with a blank before it; or quote the whole";
  }
  // Truncation: but `C#`, `US$`, and the names that end so are quoted.
  const std::string_view stem = word.substr(0, word.size() - 1);
  const std::size_t least = word.back() == '$' || word.back() == '#' ? 4 : 3;
  if ((word.back() == '!' || word.back() == '$' || word.back() == '#') && stem.size() >= least &&
      std::all_of(stem.begin(), stem.end(), is_letter) && !stem.starts_with("¡")) {
    return fmt::format("did you mean '{}*'? Else quote it", stem);
  }
  const std::size_t dollar = word.find('$');
  if (dollar != std::string_view::npos && dollar >= 3 && dollar + 1 < word.size() &&
      digits(word.substr(dollar + 1)) == word.size() - dollar - 1)
    return fmt::format("did you mean '{}*'? Else quote it", word.substr(0, dollar));
  // Ovid's `nato.ti.` and `nato.ti,ab.`, PubMed's `nato[ti]`.
  const bool ovid = word.back() == '.', pubmed = word.back() == ']';
  if (!ovid && !pubmed) return {};
  const std::string_view inner = word.substr(0, word.size() - 1);
  const std::size_t open = inner.rfind(ovid ? '.' : '[');
  if (open == std::string_view::npos || open < 2) return {};
  const std::string suffix = lower_ascii(inner.substr(open + 1));
  for (const std::string_view first : {"ti", "ab", "tw", "mp", "kw", "hw", "tiab"}) {
    if (suffix == first || suffix.starts_with(std::string(first) + ','))
      return fmt::format("'{}' is written title:(…) or lead:(…) here, or left out",
                         word.substr(open));
  }
  return {};
}

std::string foreign_call(std::string_view name) {
  const std::string low = lower_ascii(name);
  for (const Distance& one : distances) {
    if (low == one.name && (one.alone || low == "w" || low == "n"))
      return fmt::format("did you mean '{}/5'?", one.meant);
  }
  for (const std::string_view form : {"allcaps", "caps", "nocaps"})
    if (low == form) return "a word spelled exactly so is written =NATO";
  for (const std::string_view form : {"singular", "plural"})
    if (low == form) return "a word in exactly this form is written =sanctions";
  if (low == "tiab" || low == "ti,ab" || low == "ts=" || low == "atleast")
    return low == "atleast" ? std::string("did you mean 'atleast3('?")
                            : "title and text are searched together; leave it out, or write "
                              "title:(…) or lead:(…)";
  std::string_view bare = low;
  if (bare.ends_with('=')) bare.remove_suffix(1);
  std::string_view field = field_meant(bare);
  if (low == "title" || low == "lead" || low == "section" || low == "source" || low == "author" ||
      low == "person" || low == "org" || low == "place" || low == "published" || low == "words" ||
      low == "mentions") {
    field = low;
    return fmt::format("'{}(' lacks its colon; write {}", name, example(field));
  }
  if (field.empty()) return {};
  return fmt::format("'{}(…)' is written {} here", name, example(field));
}

bool foreign_date(std::string_view first, std::string_view second) {
  return lower_ascii(first) == "date" &&
         (lower_ascii(second) == "aft" || lower_ascii(second) == "bef");
}

std::string_view field_meant(std::string_view name) {
  const std::string low = lower_ascii(name);
  for (const Name& one : fields)
    if (low == one.theirs) return one.ours;
  return {};
}

}  // namespace dateline::query
