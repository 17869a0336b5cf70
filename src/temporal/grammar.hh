// The words and rules of a language's temporal expressions, from `index/temporal/<language>.tsv`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dateline::temporal {

/// A part that a word can play: the number of its class, what it stands for there. in: text, as in
/// the file; value, the same as a number if it is one
struct WordRole {
  std::uint16_t role = 0;
  std::int32_t value = 0;
  std::string text;
  bool capital = false;  ///< only if written with a capital letter
};

struct Word {
  std::string text;
  std::vector<WordRole> roles;
};

/// What may stand between two tokens of an expression; a set of these is a mask.
enum Joint : std::uint16_t {
  Blank = 1,  ///< white space without an empty line, perhaps after an abbreviation's full stop
  Hyphen = 2,
  Comma = 4,
  Slash = 8,
  Colon = 16,
  Stop = 32,
  Possessive = 64,
  Apostrophe = 128,
  Other = 256,
};

/// Number-like parts that are read by code rather than looked up.
enum class Builtin : std::uint8_t {
  None,
  Count,        ///< `3`, `1.5`, `twenty-four`, `a few`
  Year,         ///< `1998`, `nineteen ninety-eight`
  ShortYear,    ///< `98`
  DayNumber,    ///< `1` to `31`, `1st`
  MonthNumber,  ///< `1` to `12`
  Ordinal,      ///< `third`, `3rd`
  Decade,       ///< `1990s`, `90s`
  Hour,         ///< `0` to `24`
  Minute,       ///< `00` to `59`
};

/// One place of a rule. joints: allowed before it (not asked of the first)
struct Element {
  std::vector<std::uint16_t> roles;
  Builtin builtin = Builtin::None;
  std::uint16_t joints = Blank | Hyphen;
  char slot = 0;
  bool optional = false;
  bool ahead = false;  ///< must follow, but is no part of the expression
};

/// What makes a value of the parts a rule found; named in lower case in the file.
enum class Action : std::uint8_t {
  Date,
  TwoDays,  ///< two days of a month: d and e
  Month,
  May,
  Year,
  Weekday,
  Near,
  DayPart,
  Clock,
  Noon,
  BareDay,
  Unit,
  Latest,
  Follow,
  That,
  This,
  WholeYear,
  Weekend,
  Season,
  Quarter,
  Half,
  YearPeriod,
  Duration,
  AUnit,
  HalfUnit,
  Ago,
  From,
  YearAgo,
  EveryUnit,
  EveryCount,
  EveryDay,
  EveryMonth,
  SetWord,
  Decade,
  Century,
  Reference,
  Prefix,
  Suffix,
  Ending,
  Not,
  None,  ///< of no rule
};

/// A sequence of places and what makes a value of them.
struct Rule {
  std::vector<Element> elements;
  Action action = Action::Reference;
  std::string argument;
  bool longer = false;  ///< it takes more than one token
};

/// A language's table, compiled. Shared by all threads once built.
class Grammar {
 public:
  /// in:     path, for messages; content of the file
  /// errors: Error{Code::Data} with its place for a row that makes no sense
  Grammar(const std::string& path, std::string content);

  /// The grammar for English, loaded from the data root at first use.
  static const Grammar& english();

  /// in: folded token; out: nullptr if it plays no part
  const Word* find(std::string_view folded) const;

  /// The role of this name; nullopt if no word or rule has it.
  std::optional<std::uint16_t> role(std::string_view name) const;

  const std::vector<Rule>& rules() const { return rules_; }

  /// Rules that can begin with a role, or with a number, as indexes into rules().
  const std::vector<std::uint16_t>& rules_from(std::uint16_t role) const { return starts_[role]; }
  const std::vector<std::uint16_t>& rules_from_number() const { return number_starts_; }

 private:
  std::uint16_t intern(std::string_view name);
  void add_word(std::string_view role, std::string_view value, std::string_view words,
                bool capital);
  Rule parse_rule(std::string_view action, std::string_view argument, std::string_view pattern,
                  const std::string& place);
  void index();

  std::unordered_map<std::string, std::uint16_t> roles_;
  std::vector<Word> words_;
  std::vector<std::uint32_t> table_;    ///< open addressing: 0 or place in words_ plus 1
  std::vector<std::uint32_t> lengths_;  ///< by first byte: a bit for each length of a word
  std::vector<Rule> rules_;
  std::vector<std::vector<std::uint16_t>> starts_;
  std::vector<std::uint16_t> number_starts_;
};

}  // namespace dateline::temporal
