#include "cli/complete.hh"

#include "cli/complete_files.hh"
#include "cli/complete_query.hh"
#include "cli/completion.hh"
#include "cli/options.hh"
#include "cli/topics_of_help.hh"
#include "eval/topic.hh"
#include "schema/field.hh"
#include "text/span.hh"
#include "text/time_zone.hh"

#include <algorithm>

namespace dateline::cli {
namespace {

/// Files, a folder with a `/` behind it, so that the next Tab goes on in it.
void add_files(Completion& completion, std::string_view line) {
  completion.begin = word_begin(line);
  for (const FileName& file : files_like(line.substr(completion.begin)))
    completion.candidates.push_back({file.text + (file.folder ? "" : " "), file.shown});
}

/// Zones of the IANA database, a continent at a time.
void add_zones(Completion& completion, std::string_view typed) {
  for (const std::string& name : text::TimeZone::names()) {
    if (!name.starts_with(typed)) continue;
    const std::size_t slash = name.find('/', typed.size());
    const std::string part = name.substr(0, slash == std::string::npos ? slash : slash + 1);
    if (completion.candidates.empty() || completion.candidates.back().text != part)
      completion.candidates.push_back({part, part});
  }
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

/// Values of an option, of those that name fields the last one of a list.
/// out: false if nothing is known of them
bool add_option_values(Completion& completion, const OptionText& option, std::string_view line,
                       std::string_view typed) {
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
  if (option.name == "tz") {
    add_zones(completion, typed);
    return true;
  }
  if (option.value == "FILE" || option.value == "DIR") {
    add_files(completion, line);
    return true;
  }
  for (const std::string& value : choices(option.summary))
    add_if(completion, typed, value + ' ', value);
  return !completion.candidates.empty();
}

/// Behind `unset`: what is set otherwise than usual; of anything else only what is typed.
void add_set(Completion& completion, const Session& session, std::string_view typed) {
  for (const std::string& name : session_settings()) {
    const auto set = session.settings().find(name);
    const auto usual = usual_settings().find(name);
    if (name == "limit" && session.fits_limit()) continue;
    const bool changed = set == session.settings().end()
                             ? usual != usual_settings().end()
                             : usual == usual_settings().end() || usual->second != set->second;
    if (changed) add_if(completion, typed, name + ' ', name);
  }
  if (!completion.candidates.empty() || typed.empty()) return;
  for (const std::string& name : session_settings()) add_if(completion, typed, name + ' ', name);
}

/// Behind `set`: the name of a setting, then what it can be.
/// in: line, up to the cursor; typed, its last word; is_name, whether that is the name
void add_settings(Completion& completion, std::string_view line, std::string_view typed,
                  bool is_name) {
  const std::vector<std::string> names = session_settings();
  if (is_name) {
    for (const std::string& name : names) add_if(completion, typed, name + ' ', name);
    return;
  }
  const std::string_view before = line.substr(0, line.size() - typed.size());
  const std::string_view rest = before.substr(std::min(before.find_first_of(" \t"), before.size()));
  const std::string_view set =
      text::trim(rest, {0, static_cast<std::uint32_t>(rest.size())}).of(rest);
  const std::string name(set.substr(0, set.find_first_of(" \t")));
  for (const OptionText& option : option_texts(search_command)) {
    if (option.name != name || std::find(names.begin(), names.end(), name) == names.end()) continue;
    if (option.is_flag()) {
      for (const char* value : {"on", "off"}) add_if(completion, typed, value, value);
    } else {
      add_option_values(completion, option, line, typed);
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
bool add_arguments(Completion& completion, const Command& command, std::string_view line,
                   std::string_view typed) {
  const std::string_view before = line.substr(0, line.size() - typed.size());
  const std::string_view previous = last_word(before);
  for (const OptionText& option : option_texts(command)) {
    const bool is_it = previous == "--" + option.name ||
                       (!option.letter.empty() && previous == '-' + option.letter);
    if (is_it && !option.is_flag()) return add_option_values(completion, option, line, typed);
    if (typed.starts_with('-'))
      add_if(completion, typed, "--" + option.name + ' ', "--" + option.name);
  }
  if (typed.starts_with('-')) return !completion.candidates.empty();
  // What takes a query says so; of all else, what it takes are files.
  const std::string_view usage = command.usage;
  for (const char* files : {"PATH", "SUITE", "RUN", "PART", "TOPICS", "RECORD"}) {
    if (usage.find(files) == std::string_view::npos) continue;
    add_files(completion, line);
    return true;
  }
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

/// All that can stand at the end of a line, or of values max_candidates.
Completion candidates(const Session& session, std::string_view line) {
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
  const std::string name = word.substr(word.starts_with(':') ? 1 : 0);
  if (name == "set") {
    add_settings(completion, line, typed, second);
  } else if (name == "unset") {
    if (second) add_set(completion, session, typed);
  } else if (name == "facets") {
    for (const std::string& name : facet_names()) add_if(completion, typed, name + ' ', name);
  } else if (name == "help" && second) {
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
  } else if (name == "info") {
    add_if(completion, typed, "fields", "fields");
  } else if (name == "export" || name == "export!" || name == "save-case" ||
             (name == "report" && !typed.starts_with('-'))) {
    add_files(completion, line);
    // The marks alone would be put there at once, as if there were nothing else to write.
    if (name.starts_with("export") && second && !(typed.empty() && completion.candidates.empty()))
      add_if(completion, typed, "marks ", "marks");
  } else if (const Command* command = program_named(word);
             command != nullptr && add_arguments(completion, *command, line, typed)) {
    // An option, its value, a topic or a file.
  } else {
    add_query(completion, session, line, narrows);
    if (completion.candidates.empty()) add_bare_name(completion, session, line, narrows);
  }
  return completion;
}

}  // namespace

Completion complete(const Session& session, std::string_view line, std::size_t cursor) {
  Completion completion = candidates(session, line.substr(0, cursor));
  if (!completion.more) completion.start = common_start(completion.candidates);
  // Commands are listed whole: to see what there is.
  if (completion.candidates.size() > max_candidates && completion.begin > 0) {
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
