#include "cli/session_line.hh"

#include "base/ascii.hh"
#include "base/error.hh"
#include "base/nearest.hh"
#include "cli/session.hh"
#include "cli/similar.hh"
#include "cli/words.hh"
#include "schema/field.hh"

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::cli {
namespace {

using Words = std::vector<std::string>;

/// How many words of a command come before its query; nullopt if it takes none.
std::optional<std::size_t> words_before_query(std::string_view command, const Words& words) {
  if (command == "topics")
    return !words.empty() && words.front() == "add" ? std::optional<std::size_t>(2) : std::nullopt;
  if (command == "show" || command == "why") return 1;
  if (command == "search" || command == "timeline" || command == "significant" ||
      command == "facets" || command == "report")
    return 0;
  return std::nullopt;
}

/// Refuse the value of an option that would be but the first of the words meant, as those behind it would be asked
/// about. A time is no such beginning.
void refuse_cut(const OptionText& option, const Word& value, const Word& next) {
  if (option.name != "against" && option.name != "title") return;
  const bool quoted = value.written != value.text || value.text.find(' ') != std::string::npos;
  const bool time = option.name == "against" && value.text.find_first_of("0123456789") == 0;
  const bool file = option.name == "title" && next.text.ends_with(".html");
  if (quoted || time || file || next.written.starts_with('-')) return;
  throw base::Error(
      base::Code::Usage,
      fmt::format("--{} takes one word without quotes: '{}'", option.name, value.text),
      fmt::format("--{0} \"{1} {2}\"  takes both, --{0} {1} -- {2}  asks about '{2}'", option.name,
                  value.text, next.text));
}

/// Commands that work on results by their numbers.
bool takes_results(std::string_view command) {
  return command == "open" || command == "context" || command == "show" || command == "similar" ||
         command == "why" || command == "unmark";
}

/// `2`, `m2`, `s2`, also with a sign behind, as in `why 2: what of`.
bool names_result(std::string_view word) {
  word = word.substr(0, word.find_last_not_of(":;,.)") + 1);
  return all_digits(word) || is_mark_name(word) || is_similar_name(word);
}

}  // namespace

bool is_facet_number(std::string_view word) {
  if (word.starts_with('-') || word.starts_with('+')) word.remove_prefix(1);
  return (word.starts_with('f') || word.starts_with('F')) && all_digits(word.substr(1));
}

bool means_command(const std::string& name, const Words& words) {
  const auto option_first = [&] { return words.empty() || words.front().starts_with('-'); };
  const auto is_id = [](const std::string& word) {
    return word.find_first_of("#/_-") != std::string::npos ||
           word.find_first_of("0123456789") != std::string::npos;
  };
  if (name == "back" || name == "undo" || name == "next" || name == "n" || name == "previous" ||
      name == "p" || name == "again" || name == "marks" || name == "quit" || name == "exit" ||
      name == "history")
    return words.empty();
  // Behind the results is a note. `mark 1-2x` is a slip, not a search.
  if (name == "mark" && words.size() > 1) return names_results(words.front());
  if (name == "mark" || name == "unmark")
    return std::all_of(words.begin(), words.end(), [](const std::string& word) {
      return !word.empty() && ((word.front() >= '0' && word.front() <= '9') || is_mark_name(word) ||
                               is_similar_name(word) || word == "all");
    });
  if (name == "open" || name == "context" || name == "show" || name == "similar" || name == "why")
    return words.empty() || words.front().starts_with('-') ||
           (is_id(words.front()) && (words.size() == 1 || words[1].starts_with('-')));
  if (name == "unset") return words.size() <= 1;
  if (name == "export!") return true;
  if (name == "export") {
    return words.empty() || words.front() == "marks" ||
           (words.size() <= 2 && words.back().find('.') != std::string::npos) ||
           words.front().find('/') != std::string::npos || export_format(words.front());
  }
  if (name == "facets")
    return std::all_of(words.begin(), words.end(), [](const std::string& word) {
      const auto* field = schema::Schema::standard().find(word.substr(0, word.find(':')));
      return field != nullptr && field->facet;
    });
  if (name == "set" || name == "help") return words.size() <= 2 || name == "set";
  if (name == "topics")
    return option_first() || words.front() == "add" || words.front() == "list" ||
           words.front() == "show" || words.front() == "remove";
  if (name == "info") return option_first() || words.front() == "fields";
  if (name == "report")
    return option_first() || words.front().find(".htm") != std::string::npos ||
           (words.size() == 1 && words.front().find('.') != std::string::npos);
  return option_first();
}

void refuse_slip(const std::string& name, const Words& words) {
  if (words.empty()) return;
  const auto refuse = [&](const std::string& message) {
    throw base::Error(base::Code::Usage, message,
                      fmt::format("/{} {}  searches for the words", name, fmt::join(words, " ")));
  };
  if (takes_results(name) && names_result(words.front())) {
    refuse(name == "unmark" ? "unmark takes numbers alone: unmark 1 3"
                            : fmt::format("{0} takes one result: {0} 3", name));
  }
  const auto units = {"day", "week", "month", "quarter", "year"};
  if (name == "timeline" && words.size() == 2 && words.front() == "by") {
    if (const auto unit = base::nearest(words.back(), {units.begin(), units.end()}))
      refuse(fmt::format("a unit is given as an option: timeline --by {}", *unit));
  }
  if (words.size() != 1) return;
  const std::string& word = words.front();
  const bool number = all_digits(word);
  for (const char* alone :
       {"back", "undo", "next", "n", "previous", "p", "again", "marks", "quit", "exit"}) {
    if (name == alone && number) refuse(fmt::format("{} takes no number", name));
  }
  if (name == "timeline") {
    const auto unit = base::nearest(word, {units.begin(), units.end()});
    if (unit) refuse(fmt::format("a unit is given as an option: timeline --by {}", *unit));
    if (number) refuse(fmt::format("a time is given as an option: timeline --range {}", word));
  }
  if (name == "significant" && number)
    refuse(fmt::format("a number is given as an option: significant -n {}", word));
  if (name == "facets") {
    std::vector<std::string_view> facets;
    for (const schema::Field& field : schema::Schema::standard().fields()) {
      if (field.facet) facets.push_back(field.name);
    }
    if (const auto near = base::nearest(word, facets))
      refuse(fmt::format("there is no facet '{}'; did you mean '{}'?", word, *near));
  }
  if (name == "topics") {
    if (const auto near = base::nearest(word, {"add", "list", "show", "remove"}))
      refuse(fmt::format("topics does not '{}'; did you mean 'topics {}'?", word, *near));
  }
  if (name == "info") refuse(fmt::format("info knows nothing of '{}'", word));
  if (name == "export" && word.size() < 3)
    refuse(fmt::format("'{}' is no kind of file that can be exported", word));
}

void refuse_setting(const std::string& name, const std::string& value) {
  const auto refuse = [&](const std::string& message, const std::string& hint) {
    throw base::Error(base::Code::Usage, message, hint);
  };
  if (name == "clear" && value.empty())
    refuse("there is no command 'clear'",
           "Ctrl-L clears the screen, /clear  searches for the word");
  const bool is_value =
      ((name == "limit" || name == "facet-limit") && all_digits(value)) ||
      (name == "sort" && (value == "newest" || value == "oldest" || value == "score")) ||
      (name == "count" && (value == "passages" || value == "articles")) ||
      (name == "fold" && (value == "on" || value == "off")) ||
      ((name == "as-of" || name == "half-life") && !value.empty() &&
       value.find(' ') == std::string::npos);
  if (is_value)
    refuse(fmt::format("'{}' is a setting", name),
           fmt::format("set {0} {1}  sets it, /{0} {1}  searches for the words", name, value));
}

std::string usual_case(const std::string& word) {
  const std::string low = base::lower_ascii(word);
  for (const char* alone :
       {"back", "undo", "next", "previous", "again", "marks", "help", "quit", "exit"}) {
    if (low == alone) return low;
  }
  return word;
}

Words command_words(const Command& command, std::string_view line) {
  const std::vector<OptionText> options = option_texts(command);
  Words words, others;  // all; those that are no options
  const OptionText* open = nullptr;
  bool ended = false;
  const std::vector<Word> written = split_written(line);
  for (std::size_t i = 0; i < written.size(); ++i) {
    const Word& word = written[i];
    if (open != nullptr) {
      words.push_back(open->name == "against" ? word.written : word.text);
      if (i + 1 < written.size()) refuse_cut(*open, word, written[i + 1]);
      open = nullptr;
      continue;
    }
    if (ended || word.text.size() < 2 || word.text.front() != '-' || word.written.front() != '-') {
      others.push_back(word.text);
      const auto before = words_before_query(command.name, others);
      words.push_back(before && others.size() > *before ? word.written : word.text);
      continue;
    }
    words.push_back(word.text);
    ended = word.text == "--";
    if (word.text.starts_with("--against=")) words.back() = word.written;
    const auto named = std::find_if(options.begin(), options.end(), [&](const OptionText& one) {
      return word.text == "--" + one.name || (!one.letter.empty() && word.text == '-' + one.letter);
    });
    if (named != options.end() && !named->is_flag()) open = &*named;
  }
  return words;
}

}  // namespace dateline::cli
