#include "cli/complete.hh"

#include "cli/completion.hh"
#include "cli/opened.hh"
#include "cli/options.hh"
#include "cli/terminal.hh"
#include "cli/topics_of_help.hh"
#include "eval/topic.hh"
#include "explore/published.hh"
#include "schema/field.hh"
#include "search/facet.hh"
#include "text/span.hh"

#include <algorithm>

#include <fmt/format.h>

namespace dateline::cli {
namespace {

/// Where the clause that the cursor is in begins: behind the last blank or bracket outside quotes.
std::size_t clause_begin(std::string_view line) {
  std::size_t begin = 0;
  bool quote = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') quote = !quote;
    if (!quote && (text::is_blank(line[i]) || line[i] == '(')) begin = i + 1;
  }
  return begin;
}

void add_if(Completion& completion, std::string_view typed, const std::string& text,
            const std::string& shown) {
  if (text.starts_with(typed)) completion.candidates.push_back({text, shown});
}

/// The facet whose values complete a date: years, and of what has a year its months, then days.
const schema::Field* date_facet(std::string_view of, std::string_view typed) {
  const char* unit = typed.size() < 5 ? "year" : typed.size() < 8 ? "month" : "day";
  const std::string prefix = of == "mentions" ? "mentioned-" : "";
  return schema::Schema::standard().find(prefix + unit);
}

/// Names that hold what is typed behind `org:`, as the clause that finds them.
void add_values(Completion& completion, const Session& session, const schema::Field& field,
                std::string_view sign, std::string_view typed, bool narrows) {
  std::string word(typed);
  std::erase_if(word, [](char c) { return c == '"' || c == '='; });
  search::FacetRequest request{field.name, max_candidates, {}, false};
  const std::string_view bare =
      text::trim(word, {0, static_cast<std::uint32_t>(word.size())}).of(word);
  if (!bare.empty()) {
    // A text without letter or digit is asked for of nothing.
    const bool says = std::any_of(bare.begin(), bare.end(), [](char c) {
      return (static_cast<unsigned char>(c) & 0x80) != 0 ||
             std::isalnum(static_cast<unsigned char>(c)) != 0;
    });
    if (!says) return;
    request.match.emplace_back(bare);
  }
  const auto database = open_database(session.database());
  const bool present = narrows && session.answer() != nullptr && session.opened() == database;
  const auto facets = search::count_facets(
      present ? *session.answer()->ranking.matches : explore::everything(*database), *database,
      schema::Schema::standard(), {request}, search::CountBy::Passages,
      present ? session.answer()->query.names.get() : nullptr);
  completion.more = facets.front().matching > max_candidates;
  for (const search::FacetCount& value : facets.front().values) {
    completion.candidates.push_back(
        {std::string(sign) + value.query,
         fmt::format("{} {}", printable(value.value), grouped(value.passages))});
  }
}

void add_query(Completion& completion, const Session& session, std::string_view line,
               bool narrows) {
  completion.begin = clause_begin(line);
  std::string_view clause = line.substr(completion.begin);
  const std::size_t marks = std::min(clause.find_first_not_of("+-"), clause.size());
  const std::string_view sign = clause.substr(0, marks);
  clause.remove_prefix(marks);
  if (clause.starts_with('@')) {
    for (const eval::Topic& topic : eval::standard_topics())
      add_if(completion, clause, '@' + topic.id, '@' + topic.id);
    for (Candidate& one : completion.candidates) one.text.insert(0, sign);
    return;
  }
  const auto& schema = schema::Schema::standard();
  if (const std::size_t colon = clause.find(':'); colon != std::string_view::npos) {
    const schema::Field* field = schema.find(clause.substr(0, colon));
    const bool date = clause.starts_with("published:") || clause.starts_with("mentions:");
    if (field != nullptr && date) field = date_facet(field->name, clause.substr(colon + 1));
    if (field != nullptr && field->facet)
      add_values(completion, session, *field, sign, clause.substr(colon + 1), narrows);
    return;
  }
  if (clause.empty() && !narrows) return;
  for (const schema::Field& field : schema.fields()) {
    if (field.kind == schema::FieldKind::DatePart || field.name == "text") continue;
    add_if(completion, clause, field.name + ':', field.name + ':');
  }
  for (Candidate& one : completion.candidates) one.text.insert(0, sign);
}

void add_commands(Completion& completion, std::string_view typed) {
  const bool colon = typed.starts_with(':');
  std::vector<std::string> names;
  for (const SessionCommand& one : session_commands()) {
    std::string_view rest = one.name;
    while (!rest.empty()) {
      const std::size_t comma = std::min(rest.find(','), rest.size());
      const std::string_view name = rest.substr(0, comma);
      if (name.size() > 2 || name == "n") names.emplace_back(name);
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
  }
  for (const std::string& name : session_programs()) names.push_back(name);
  if (colon) {
    for (const Command& one : commands()) names.push_back(':' + std::string(one.name));
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  for (const std::string& name : names) {
    const bool there = name.front() == ':' || find_command(name) != nullptr ||
                       (name != "timeline" && name != "significant" && name != "similar" &&
                        name != "why" && name != "report");
    if (there) add_if(completion, typed, name + ' ', name);
  }
}

std::vector<std::string> facet_names() {
  std::vector<std::string> names;
  for (const schema::Field& field : schema::Schema::standard().fields()) {
    if (field.facet) names.push_back(field.name);
  }
  return names;
}

std::string_view last_word(std::string_view text) {
  while (!text.empty() && text::is_blank(text.back())) text.remove_suffix(1);
  return text.substr(text.find_last_of(" \t") + 1);
}

/// Values of an option, of those that name fields the last one of a list.
/// out: false if nothing is known of them
bool add_option_values(Completion& completion, const OptionText& option, std::string_view typed) {
  if (option.name == "facets" || option.name == "field") {
    const std::size_t comma = typed.rfind(',') + 1;  // 0 without one
    for (const std::string& name : facet_names())
      add_if(completion, typed, std::string(typed.substr(0, comma)) + name, name);
    return true;
  }
  if (option.name == "topic") {
    for (const eval::Topic& topic : eval::standard_topics())
      add_if(completion, typed, topic.id + ' ', topic.id);
    return true;
  }
  completion.files = option.value == "FILE" || option.value == "DIR";
  for (const std::string& value : choices(option.summary))
    add_if(completion, typed, value + ' ', value);
  return completion.files || !completion.candidates.empty();
}

/// Behind `set`: the name of a setting, then what it can be.
void add_settings(Completion& completion, std::string_view before, std::string_view typed,
                  bool is_name) {
  const std::vector<std::string> names = session_settings();
  if (is_name) {
    for (const std::string& name : names) add_if(completion, typed, name + ' ', name);
    return;
  }
  const std::string_view rest = before.substr(std::min(before.find_first_of(" \t"), before.size()));
  const std::string_view set =
      text::trim(rest, {0, static_cast<std::uint32_t>(rest.size())}).of(rest);
  const std::string name(set.substr(0, set.find_first_of(" \t")));
  for (const OptionText& option : option_texts(search_command)) {
    if (option.name != name || std::find(names.begin(), names.end(), name) == names.end()) continue;
    if (option.is_flag()) {
      for (const char* value : {"on", "off"}) add_if(completion, typed, value, value);
    } else {
      add_option_values(completion, option, typed);
    }
    if (typed.find(',') == std::string_view::npos) add_if(completion, typed, "default", "default");
  }
}

/// A command of the program, with a colon or one of those that need none.
const Command* program_named(const std::string& word) {
  if (word.starts_with(':')) return find_command(word.substr(1));
  const auto& names = session_programs();
  const bool known = std::find(names.begin(), names.end(), word) != names.end();
  return known ? find_command(word) : nullptr;
}

/// Options of a command, the value of the one before, what `topics` does and with which topic.
/// out: false if none can stand here
bool add_arguments(Completion& completion, const Command& command, std::string_view before,
                   std::string_view typed) {
  const std::string_view previous = last_word(before);
  for (const OptionText& option : option_texts(command)) {
    const bool is_it = previous == "--" + option.name ||
                       (!option.letter.empty() && previous == '-' + option.letter);
    if (is_it && !option.is_flag()) return add_option_values(completion, option, typed);
    if (typed.starts_with('-'))
      add_if(completion, typed, "--" + option.name + ' ', "--" + option.name);
  }
  if (typed.starts_with('-')) return !completion.candidates.empty();
  if (std::string_view(command.name) != "topics") return false;
  if (previous.ends_with("topics")) {
    for (const char* verb : {"add", "list", "remove", "show"})
      add_if(completion, typed, std::string(verb) + ' ', verb);
  }
  const bool names = previous.ends_with("topics") ||
                     before.find(" show ") != std::string_view::npos ||
                     before.find(" remove ") != std::string_view::npos;
  if (!names) return false;
  for (const eval::Topic& topic : eval::standard_topics())
    add_if(completion, typed, topic.id + ' ', topic.id);
  return true;
}

/// A name of several words begun without quotes: `org:european un`. The clause takes the place of all of it.
void add_bare_name(Completion& completion, const Session& session, std::string_view line,
                   bool narrows) {
  const std::size_t word = line.find_last_of(" \t") + 1;
  for (std::size_t at = word; at > 0;) {
    const std::string_view before = last_word(line.substr(0, at));
    const auto begin = static_cast<std::size_t>(before.data() - line.data());
    const std::size_t marks = std::min(before.find_first_not_of("+-("), before.size());
    const std::string_view clause = line.substr(begin + marks);
    const std::size_t colon = clause.find(':');
    if (before.empty() || begin >= at) return;
    if (before.find(':') != std::string_view::npos) {
      const schema::Field* field = schema::Schema::standard().find(clause.substr(0, colon));
      if (field == nullptr || field->kind != schema::FieldKind::Name || !field->facet) return;
      completion.begin = begin;
      add_values(completion, session, *field, before.substr(0, marks), clause.substr(colon + 1),
                 narrows);
      return;
    }
    at = begin;
  }
}

}  // namespace

Completion complete(const Session& session, std::string_view line, std::size_t cursor) {
  line = line.substr(0, cursor);
  Completion completion;
  const std::size_t first = std::min(line.find_first_not_of(" \t"), line.size());
  const std::size_t blank = line.find_first_of(" \t", first);
  const std::string word(
      line.substr(first, blank == std::string_view::npos ? blank : blank - first));
  const bool narrows =
      word.starts_with('+') || word.starts_with('-') || word == "and" || word == "not";
  if (blank == std::string_view::npos) {
    completion.begin = first;
    if (!word.empty() || line.empty()) add_commands(completion, word);
    if (completion.candidates.empty() || word.empty()) {
      Completion query;
      add_query(query, session, line, narrows || word.empty());
      if (word.empty()) return completion;
      return query;
    }
    Completion query;
    add_query(query, session, line, narrows);
    if (query.begin == completion.begin)
      completion.candidates.insert(completion.candidates.end(), query.candidates.begin(),
                                   query.candidates.end());
    return completion;
  }
  const std::size_t last = line.find_last_of(" \t") + 1;
  const std::string_view typed = line.substr(last);
  const bool second = line.find_first_not_of(" \t", blank) >= last;
  completion.begin = last;
  if (word == "set") {
    add_settings(completion, line.substr(0, last), typed, second);
  } else if (word == "facets") {
    for (const std::string& name : facet_names()) add_if(completion, typed, name + ' ', name);
  } else if (word == "help" && second) {
    for (const Command& one : commands())
      add_if(completion, typed, std::string(one.name) + ' ', one.name);
    for (const HelpTopic& one : help_topics())
      add_if(completion, typed, std::string(one.name) + ' ', one.name);
    for (const SessionCommand& one : session_commands()) {
      for (const std::string& name : split_list(one.name)) {
        if (name.size() > 2 && find_command(name) == nullptr)
          add_if(completion, typed, name + ' ', name);
      }
    }
  } else if (word == "info") {
    add_if(completion, typed, "fields", "fields");
  } else if (word == "export" || word == "report" || word == ":save-case") {
    completion.files = true;
    if (word == "export" && second) add_if(completion, typed, "marks ", "marks");
  } else if (const Command* command = program_named(word);
             command != nullptr &&
             add_arguments(completion, *command, line.substr(0, last), typed)) {
    // An option, its value, or a topic.
  } else {
    add_query(completion, session, line, narrows);
    if (completion.candidates.empty()) add_bare_name(completion, session, line, narrows);
  }
  if (completion.candidates.size() > max_candidates) {
    completion.candidates.resize(max_candidates);
    completion.more = true;
  }
  return completion;
}

std::string common_start(const std::vector<Candidate>& candidates) {
  if (candidates.empty()) return {};
  std::string start = candidates.front().text;
  for (const Candidate& one : candidates) {
    const auto end = std::mismatch(start.begin(), start.end(), one.text.begin(), one.text.end());
    start.erase(end.first, start.end());
  }
  // No character is cut in two.
  while (!start.empty() && start.size() < candidates.front().text.size() &&
         (static_cast<unsigned char>(candidates.front().text[start.size()]) & 0xC0) == 0x80)
    start.pop_back();
  return start;
}

}  // namespace dateline::cli
