#include "corpus/text_header.hh"

#include "corpus/ascii.hh"
#include "corpus/fields.hh"

#include <optional>

namespace dateline::corpus {
namespace {

constexpr std::size_t max_headline_bytes = 200;
constexpr std::size_t max_value_bytes = 1000;

struct Key {
  std::string_view name;
  Field field;
};

constexpr Key keys[] = {{"title", Field::Title},     {"headline", Field::Title},
                        {"date", Field::Published},  {"published", Field::Published},
                        {"by", Field::Byline},       {"byline", Field::Byline},
                        {"author", Field::Byline},   {"authors", Field::Byline},
                        {"source", Field::Source},   {"url", Field::Url},
                        {"section", Field::Section}, {"language", Field::Language},
                        {"lang", Field::Language},   {"id", Field::Id},
                        {"place", Field::Dateline},  {"dateline", Field::Dateline},
                        {"tags", Field::Label}};

struct KeyLine {
  Field field;
  std::string_view value;
};

/// A line `key: value` with a known key.
std::optional<KeyLine> key_line(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || line.size() > max_value_bytes) return std::nullopt;
  const std::string_view name = trim(line.substr(0, colon));
  for (const Key& key : keys) {
    if (equal_ignoring_case(key.name, name))
      return KeyLine{key.field, trim(line.substr(colon + 1))};
  }
  return std::nullopt;
}

std::string_view without_quotes(std::string_view value) {
  value = trim(value);
  if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
      value.back() == value.front()) {
    value = value.substr(1, value.size() - 2);
  }
  return value;
}

void add_tags(std::string_view list, Article& article) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    const std::string_view tag = without_quotes(list.substr(0, comma));
    if (!tag.empty()) article.labels.push_back({"tags", std::string(tag)});
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
}

void take(const KeyLine& line, Article& article) {
  std::string_view value = without_quotes(line.value);
  // A list of YAML on one line.
  if (value.starts_with('[') && value.ends_with(']')) value = value.substr(1, value.size() - 2);
  if (is_absent(value)) return;
  if (line.field == Field::Label) {
    add_tags(value, article);
  } else {
    set_field(article, line.field, std::string(without_quotes(value)));
  }
}

std::string_view skip_blank_lines(std::string_view text) {
  while (!text.empty()) {
    std::string_view rest = text;
    if (!trim(take_line(rest)).empty()) break;
    text = rest;
  }
  return text;
}

/// Take front matter off; unchanged if there is none or it has no end. A list below a key
/// (`- item`) adds to it.
std::string_view take_front_matter(std::string_view text, Article& article) {
  std::string_view rest = text;
  if (trim(take_line(rest)) != "---") return text;
  std::string_view scan = rest;
  bool closed = false;
  while (!scan.empty() && !closed) {
    const std::string_view line = trim(take_line(scan));
    closed = line == "---" || line == "...";
  }
  if (!closed) return text;
  std::optional<KeyLine> last;
  std::string items;
  const auto finish_list = [&] {
    if (last && !items.empty()) take({last->field, items}, article);
    items.clear();
  };
  while (true) {
    const std::string_view line = trim(take_line(rest));
    if (line == "---" || line == "...") break;
    if (line.starts_with("- ")) {
      if (!items.empty()) items += ", ";
      items += without_quotes(line.substr(2));
      continue;
    }
    finish_list();
    last = key_line(line);
    if (last) take(*last, article);
  }
  finish_list();
  return rest;
}

bool is_headline(std::string_view line, std::string_view next) {
  if (line.empty() || line.size() > max_headline_bytes) return false;
  const char end = line.back();
  if (end == '.' || end == ',' || end == ';' || end == ':') return false;
  return trim(next).empty() || key_line(next);
}

std::string_view take_headline(std::string_view text, bool markdown, Article& article) {
  std::string_view rest = text;
  std::string_view line = trim(take_line(rest));
  if (markdown && line.starts_with("# ")) {
    line = trim(line.substr(2));
    while (line.ends_with('#')) line = trim(line.substr(0, line.size() - 1));
    article.title = line;
    return rest;
  }
  // A file of one line is a text, not a headline.
  if (!article.title.empty() || rest.empty()) return text;
  std::string_view after = rest;
  if (!is_headline(line, take_line(after)) || trim(rest).empty()) return text;
  article.title = line;
  return rest;
}

}  // namespace

std::string_view take_header(std::string_view text, bool markdown, Article& article) {
  text = skip_blank_lines(text);
  if (markdown) text = skip_blank_lines(take_front_matter(text, article));
  bool keys_first = false;
  for (int round = 0; round < 2; ++round) {
    std::string_view rest = text;
    if (const auto first = key_line(take_line(rest)); first && !first->value.empty()) {
      keys_first = true;
    } else if (round == 0 || keys_first) {
      text = skip_blank_lines(take_headline(text, markdown, article));
    }
    // Keys may stand before the headline, after it, or both.
    while (true) {
      rest = text;
      const auto line = key_line(take_line(rest));
      if (!line) break;
      take(*line, article);
      text = rest;
      // A blank line ends them, unless another key follows.
      const std::string_view next = skip_blank_lines(text);
      std::string_view scan = next;
      if (key_line(take_line(scan))) text = next;
    }
    text = skip_blank_lines(text);
    if (!keys_first || !article.title.empty()) break;
  }
  return text;
}

}  // namespace dateline::corpus
