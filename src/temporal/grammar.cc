#include "temporal/grammar.hh"

#include "base/data.hh"
#include "base/error.hh"
#include "base/table.hh"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

namespace dateline::temporal {
namespace {

constexpr std::size_t max_word_bytes = 31;

std::uint32_t hash(std::string_view text) {
  std::uint32_t value = 2166136261u;  // FNV-1a
  for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 16777619u;
  return value;
}

struct NamedBuiltin {
  std::string_view name;
  Builtin builtin;
};
constexpr NamedBuiltin builtins[] = {
    {"count", Builtin::Count},   {"year", Builtin::Year},      {"yy", Builtin::ShortYear},
    {"day", Builtin::DayNumber}, {"mm", Builtin::MonthNumber}, {"ord", Builtin::Ordinal},
    {"decade", Builtin::Decade}, {"hour", Builtin::Hour},      {"minute", Builtin::Minute},
};

struct NamedJoint {
  char sign;
  std::uint16_t joints;
};
constexpr NamedJoint joint_signs[] = {
    {',', Comma | Blank},      {'/', Slash}, {':', Colon}, {'.', Stop}, {'_', Blank}, {'-', Hyphen},
    {'~', Possessive | Blank},
};

constexpr std::string_view action_names[] = {
    "date",       "twodays",    "month",     "may",        "year",    "weekday", "near",
    "daypart",    "clock",      "noon",      "bareday",    "unit",    "latest",  "follow",
    "that",       "this",       "wholeyear", "weekend",    "season",  "quarter", "half",
    "yearperiod", "duration",   "aunit",     "halfunit",   "ago",     "from",    "yearago",
    "everyunit",  "everycount", "everyday",  "everymonth", "setword", "decade",  "century",
    "reference",  "prefix",     "suffix",    "ending",     "not",
};

/// The words of a cell, cut at blanks.
std::vector<std::string_view> cut(std::string_view text) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t blank = std::min(text.find(' '), text.size());
    if (blank > 0) parts.push_back(text.substr(0, blank));
    text.remove_prefix(std::min(blank + 1, text.size()));
  }
  return parts;
}

}  // namespace

Grammar::Grammar(const std::string& path, std::string content) : lengths_(256) {
  base::Table table;
  base::parse_table(path, std::move(content), "temporal", 1, 4, table);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto& row = table.rows[i];
    const std::string place = fmt::format("{}:{}", path, table.lines[i]);
    if (row[0] == "word" || row[0] == "name") {
      add_word(row[1], row[2], row[3], row[0] == "name");
    } else if (row[0] == "rule") {
      rules_.push_back(parse_rule(row[1], row[2], row[3], place));
    } else {
      throw base::Error(base::Code::Data, fmt::format("'{}' is no kind of row", row[0]),
                        "kinds are word, name and rule", place);
    }
  }
  index();
}

const Grammar& Grammar::english() {
  static const std::string path = "index/temporal/english.tsv";
  static const Grammar grammar(path, base::read_data(path));
  return grammar;
}

std::uint16_t Grammar::intern(std::string_view name) {
  return roles_.emplace(std::string(name), static_cast<std::uint16_t>(roles_.size())).first->second;
}

std::optional<std::uint16_t> Grammar::role(std::string_view name) const {
  const auto found = roles_.find(std::string(name));
  if (found == roles_.end()) return std::nullopt;
  return found->second;
}

void Grammar::add_word(std::string_view role, std::string_view value, std::string_view words,
                       bool capital) {
  WordRole entry;
  entry.role = intern(role);
  entry.text = value == "-" ? std::string() : std::string(value);
  std::from_chars(entry.text.data(), entry.text.data() + entry.text.size(), entry.value);
  entry.capital = capital;
  for (const std::string_view text : cut(words)) {
    const auto found = std::find_if(words_.begin(), words_.end(),
                                    [&](const Word& word) { return word.text == text; });
    Word& word = found != words_.end() ? *found : words_.emplace_back();
    word.text = std::string(text);
    word.roles.push_back(entry);
  }
}

Rule Grammar::parse_rule(std::string_view action, std::string_view argument,
                         std::string_view pattern, const std::string& place) {
  Rule rule;
  const auto known = std::find(std::begin(action_names), std::end(action_names), action);
  if (known == std::end(action_names))
    throw base::Error(base::Code::Data, fmt::format("'{}' is no action", action), {}, place);
  rule.action = static_cast<Action>(known - std::begin(action_names));
  if (argument != "-") rule.argument = std::string(argument);
  for (std::string_view part : cut(pattern)) {
    const std::string whole(part);
    Element element;
    std::uint16_t joints = 0;
    if (part.starts_with('>')) {
      element.ahead = true;
      part.remove_prefix(1);
    }
    while (!part.empty()) {
      const auto sign =
          std::find_if(std::begin(joint_signs), std::end(joint_signs),
                       [&](const NamedJoint& known) { return known.sign == part[0]; });
      if (sign == std::end(joint_signs)) break;
      joints |= sign->joints;
      part.remove_prefix(1);
    }
    if (joints != 0) element.joints = joints;
    if (part.ends_with('?')) {
      element.optional = true;
      part.remove_suffix(1);
    }
    if (part.size() > 2 && part[part.size() - 2] == ':') {
      element.slot = part.back();
      part.remove_suffix(2);
    }
    if (part.empty())
      throw base::Error(base::Code::Data, fmt::format("'{}' names no words", whole), {}, place);
    while (!part.empty()) {
      const std::size_t bar = std::min(part.find('|'), part.size());
      const std::string_view name = part.substr(0, bar);
      part.remove_prefix(std::min(bar + 1, part.size()));
      const auto builtin = std::find_if(std::begin(builtins), std::end(builtins),
                                        [&](const NamedBuiltin& b) { return b.name == name; });
      if (builtin != std::end(builtins)) {
        element.builtin = builtin->builtin;
      } else if (name.starts_with('=')) {
        const std::string_view literal = name.substr(1);
        if (!roles_.contains(std::string(name))) add_word(name, "-", literal, false);
        element.roles.push_back(intern(name));
      } else if (const auto known = role(name)) {
        element.roles.push_back(*known);
      } else {
        throw base::Error(base::Code::Data, fmt::format("no words are known as '{}'", name),
                          "rules stand after the words they name", place);
      }
    }
    rule.elements.push_back(std::move(element));
  }
  if (rule.elements.empty() || rule.elements.front().optional)
    throw base::Error(base::Code::Data, "a rule begins with a part that must be there", {}, place);
  rule.longer = std::any_of(rule.elements.begin() + 1, rule.elements.end(),
                            [](const Element& element) { return !element.optional; });
  return rule;
}

void Grammar::index() {
  std::size_t size = 64;
  while (size < words_.size() * 4) size *= 2;
  table_.assign(size, 0);
  for (std::uint32_t i = 0; i < words_.size(); ++i) {
    const std::string& text = words_[i].text;
    std::size_t at = hash(text) & (size - 1);
    while (table_[at] != 0) at = (at + 1) & (size - 1);
    table_[at] = i + 1;
    if (text.size() <= max_word_bytes)
      lengths_[static_cast<unsigned char>(text[0])] |= 1u << text.size();
  }
  starts_.resize(roles_.size());
  for (std::uint16_t i = 0; i < rules_.size(); ++i) {
    const Element& first = rules_[i].elements.front();
    for (const std::uint16_t role : first.roles) starts_[role].push_back(i);
    if (first.builtin == Builtin::None) continue;
    number_starts_.push_back(i);
    // Numbers in words begin with a word of one of these roles.
    for (const std::string_view name : {"number", "scale", "vague", "a", "ordinal", "half"}) {
      if (const auto known = role(name)) starts_[*known].push_back(i);
    }
  }
}

const Word* Grammar::find(std::string_view folded) const {
  if (folded.empty() || folded.size() > max_word_bytes) return nullptr;
  if ((lengths_[static_cast<unsigned char>(folded[0])] >> folded.size() & 1u) == 0) return nullptr;
  const std::size_t mask = table_.size() - 1;
  for (std::size_t at = hash(folded) & mask; table_[at] != 0; at = (at + 1) & mask) {
    const Word& word = words_[table_[at] - 1];
    if (word.text == folded) return &word;
  }
  return nullptr;
}

}  // namespace dateline::temporal
