#include "cli/session_line.hh"

#include "cli/session.hh"
#include "cli/words.hh"
#include "schema/field.hh"

#include <algorithm>
#include <optional>

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

}  // namespace

bool is_facet_number(std::string_view word) {
  if (word.starts_with('-') || word.starts_with('+')) word.remove_prefix(1);
  return (word.starts_with('f') || word.starts_with('F')) && all_digits(word.substr(1));
}

bool means_command(const std::string& name, const Words& words) {
  const auto option_first = [&] { return words.empty() || words.front().starts_with('-'); };
  const auto is_id = [](const std::string& word) {
    return all_digits(word) || is_mark_name(word) ||
           word.find_first_of("#/_") != std::string::npos ||
           word.find_first_of("0123456789") != std::string::npos;
  };
  if (name == "back" || name == "undo" || name == "next" || name == "n" || name == "previous" ||
      name == "p" || name == "again" || name == "marks" || name == "quit" || name == "exit" ||
      name == "history")
    return words.empty();
  // `mark 1-2` is a slip, not a search.
  if (name == "mark" || name == "unmark")
    return std::all_of(words.begin(), words.end(), [](const std::string& word) {
      return !word.empty() &&
             ((word.front() >= '0' && word.front() <= '9') || is_mark_name(word) || word == "all");
    });
  if (name == "open" || name == "context" || name == "show" || name == "similar" || name == "why")
    return words.empty() || words.front().starts_with('-') ||
           (is_id(words.front()) && (words.size() == 1 || words[1].starts_with('-')));
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
  if (name == "report") return option_first() || words.front().find(".htm") != std::string::npos;
  return option_first();
}

Words command_words(const Command& command, std::string_view line) {
  const std::vector<OptionText> options = option_texts(command);
  Words words, others;  // all; those that are no options
  const OptionText* open = nullptr;
  bool ended = false;
  for (const Word& word : split_written(line)) {
    if (open != nullptr) {
      words.push_back(open->name == "against" ? word.written : word.text);
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
