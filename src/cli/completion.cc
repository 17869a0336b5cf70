#include "cli/completion.hh"

#include "cli/options.hh"
#include "cli/session.hh"
#include "cli/topics_of_help.hh"
#include "schema/field.hh"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::cli {
namespace {

/// An option as scripts need it.
struct Choice {
  std::string name;     ///< without dashes
  std::string letter;   ///< its short form, or empty
  std::string summary;  ///< up to the first semicolon, on one line
  bool flag = false;
  std::vector<std::string> values;
};

std::vector<Choice> options_of(const Command& command) {
  std::vector<Choice> all;
  for (OptionText& one : option_texts(command)) {
    all.push_back({one.name,
                   one.letter,
                   one.summary.substr(0, one.summary.find_first_of(";:")),
                   one.is_flag(),
                   {}});
    if (!one.is_flag()) all.back().values = choices(one.summary);
  }
  return all;
}

/// Whether it takes a list of facets.
bool takes_facets(const Choice& option) {
  return option.name == "facets" || option.name == "field";
}

std::string facet_words() {
  std::string words;
  for (const schema::Field& field : schema::Schema::standard().fields()) {
    if (field.facet) words += (words.empty() ? "" : " ") + field.name;
  }
  return words;
}

/// What a session can be begun with, as `limit=`.
std::string setting_words() {
  std::string words;
  for (const std::string& name : session_settings())
    words += (words.empty() ? "" : " ") + name + '=';
  return words;
}

bool takes_folder(const Choice& option) {
  return option.name == "db";
}

/// What is in single quotes for bash and zsh.
std::string single(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return "'" + out + "'";
}

std::vector<std::string> names_of_commands() {
  std::vector<std::string> names;
  for (const Command& command : commands()) names.emplace_back(command.name);
  return names;
}

std::vector<std::string> help_words() {
  std::vector<std::string> names = names_of_commands();
  for (const HelpTopic& topic : help_topics()) names.emplace_back(topic.name);
  return names;
}

std::string bash() {
  std::string cases, values;
  for (const Command& command : commands()) {
    std::string names, valued;
    for (const Choice& option : options_of(command)) {
      names += (names.empty() ? "--" : " --") + option.name;
      const std::string pattern =
          "--" + option.name + (option.letter.empty() ? "" : "|-" + option.letter);
      if (option.flag) continue;
      std::string reply = "COMPREPLY=($(compgen -f -- \"$cur\"))";
      if (takes_folder(option)) reply = "COMPREPLY=($(compgen -d -- \"$cur\"))";
      if (option.name == "topic")
        reply = "COMPREPLY=($(compgen -W \"$(_dateline_topics)\" -- \"$cur\"))";
      if (option.name == "set") reply = fmt::format("_dateline_set '{}'", setting_words());
      if (takes_facets(option)) reply = fmt::format("_dateline_list '{}'", facet_words());
      if (!option.values.empty())
        reply = fmt::format("COMPREPLY=($(compgen -W '{}' -- \"$cur\"))",
                            fmt::join(option.values, " "));
      valued += fmt::format("        {}) {}; return ;;\n", pattern, reply);
    }
    cases += fmt::format("    {})\n      case $prev in\n{}      esac\n      options='{}' ;;\n",
                         command.name, valued, names);
  }
  return fmt::format(R"END(# bash completion of dateline; made by: dateline help --completion bash
_dateline_topics() {{
  dateline topics 2>/dev/null | cut -d' ' -f1
}}

# The last one of a list with commas.
_dateline_list() {{
  local before=
  [[ $cur == *,* ]] && before=${{cur%,*}},
  COMPREPLY=($(compgen -P "$before" -W "$1" -- "${{cur##*,}}"))
  compopt -o nospace 2>/dev/null
}}

# The name of a setting; its value is typed.
_dateline_set() {{
  COMPREPLY=($(compgen -W "$1" -- "$cur"))
  compopt -o nospace 2>/dev/null
}}

_dateline() {{
  local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}} options=
  COMPREPLY=()
  # bash takes the = of --sort=new for a word of its own.
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = ]]; then
    prev=${{COMP_WORDS[COMP_CWORD-2]}}
  fi
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W '{} --help --version' -- "$cur"))
    return
  fi
  case ${{COMP_WORDS[1]}} in
{}  esac
  if [[ $cur == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$cur"))
    return
  fi
  # A topic as a clause; bash takes the @ for a word of its own and replaces it, too.
  if [[ $prev == @ || $cur == @* ]]; then
    compopt +o filenames 2>/dev/null
    COMPREPLY=($(compgen -P @ -W "$(_dateline_topics)" -- "${{cur#@}}"))
    return
  fi
  case ${{COMP_WORDS[1]}} in
    help) COMPREPLY=($(compgen -W '{}' -- "$cur")) ;;
    topics)
      if ((COMP_CWORD == 2)); then
        COMPREPLY=($(compgen -W "list show add remove $(_dateline_topics)" -- "$cur"))
      elif [[ ${{COMP_WORDS[2]}} != add && ${{COMP_WORDS[2]}} != list ]]; then
        COMPREPLY=($(compgen -W "$(_dateline_topics)" -- "$cur"))
      fi ;;
    info) COMPREPLY=($(compgen -W fields -- "$cur")) ;;
    shell) ;;
    *) COMPREPLY=($(compgen -f -- "$cur")) ;;
  esac
}}
complete -o filenames -F _dateline dateline
)END",
                     fmt::join(names_of_commands(), " "), cases, fmt::join(help_words(), " "));
}

/// Colons and brackets mean something to zsh's _arguments.
std::string zsh_text(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == ':' || c == '[' || c == ']' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string zsh() {
  std::string listed, cases;
  for (const Command& command : commands()) {
    listed += "    " + single(zsh_text(command.name) + ":" + zsh_text(command.summary)) + "\n";
    std::string arguments;
    for (const Choice& option : options_of(command)) {
      std::string action;
      if (!option.flag) {
        action = takes_folder(option)     ? ":folder:_files -/"
                 : option.name == "topic" ? ":topic:_dateline_topics"
                 : takes_facets(option) ? fmt::format(":facet:_values -s , facet {}", facet_words())
                 : !option.values.empty()
                     ? fmt::format(":value:({})", fmt::join(option.values, " "))
                     : ":value:_files";
      }
      const std::string about = "[" + zsh_text(option.summary) + "]" + action;
      arguments += " \\\n        " + single("--" + option.name + about);
      if (!option.letter.empty())
        arguments += " \\\n        " + single("-" + option.letter + about);
    }
    const std::string rest =
        std::string(command.name) == "help"
            ? fmt::format("*:page:({})", fmt::join(help_words(), " "))
            : (std::string(command.name) == "topics" ? "*:topic:_dateline_saved"
                                                     : "*:file:_dateline_words");
    cases += fmt::format("    {})\n      _arguments{} \\\n        {} ;;\n", command.name, arguments,
                         single(rest));
  }
  return fmt::format(R"END(#compdef dateline
# zsh completion of dateline; made by: dateline help --completion zsh
_dateline_topics() {{
  local -a names
  names=(${{(f)"$(dateline topics 2>/dev/null | cut -d' ' -f1)"}})
  compadd "$@" -a names
}}

_dateline_saved() {{
  compadd "$@" list show add remove
  _dateline_topics "$@"
}}

# A topic as a clause, or a file.
_dateline_words() {{
  if compset -P @; then
    _dateline_topics "$@"
  else
    _files "$@"
  fi
}}

_dateline() {{
  local -a names
  names=(
{}  )
  if ((CURRENT == 2)); then
    _describe command names
    compadd -- --help --version
    return
  fi
  local name=${{words[2]}}
  shift words
  ((CURRENT--))
  case $name in
{}  esac
}}
# It is loaded at the first Tab, which it has to answer, or read as a script.
if [[ $funcstack[1] == _dateline ]]; then
  _dateline "$@"
else
  compdef _dateline dateline
fi
)END",
                     listed, cases);
}

std::string fish() {
  std::string out =
      "# fish completion of dateline; made by: dateline help --completion fish\n"
      "function __dateline_topics\n  dateline topics 2>/dev/null | cut -d' ' -f1\nend\n"
      "function __dateline_list\n  set -l before (commandline -ct | string replace -r '[^,]*$' "
      "'')\n"
      "  printf \"$before%s\\n\" $argv\nend\n"
      "# Whether one of some commands is used: words behind it may be called as they are.\n"
      "function __dateline_uses\n  set -l words (commandline -opc)\n"
      "  test (count $words) -ge 2; and contains -- $words[2] $argv\nend\n"
      "complete -c dateline -n 'string match -q \"@*\" -- (commandline -ct)' -f -a "
      "'@(__dateline_topics)'\n"
      "complete -c dateline -n __fish_use_subcommand -f -l help -d 'show help'\n"
      "complete -c dateline -n __fish_use_subcommand -f -l version -d 'show the version'\n";
  // In fish's single quotes a backslash takes a quote or a backslash.
  const auto fish_text = [](const std::string& text) {
    std::string quoted;
    for (const char c : text) {
      if (c == '\'' || c == '\\') quoted += '\\';
      quoted += c;
    }
    return "'" + quoted + "'";
  };
  for (const Command& command : commands()) {
    out += fmt::format("complete -c dateline -n __fish_use_subcommand -f -a {} -d {}\n",
                       command.name, fish_text(command.summary));
    const std::string when = fmt::format("'__dateline_uses {}'", command.name);
    for (const Choice& option : options_of(command)) {
      std::string line = fmt::format("complete -c dateline -n {} -l {}", when, option.name);
      if (!option.letter.empty()) line += " -s " + option.letter;
      if (!option.flag) {
        line += takes_folder(option)     ? " -x -a '(__fish_complete_directories)'"
                : option.name == "topic" ? " -x -a '(__dateline_topics)'"
                : takes_facets(option) ? fmt::format(" -x -a '(__dateline_list {})'", facet_words())
                : !option.values.empty() ? fmt::format(" -x -a '{}'", fmt::join(option.values, " "))
                                         : " -r";
      }
      out += line + " -d " + fish_text(option.summary) + "\n";
    }
  }
  out +=
      "complete -c dateline -n '__dateline_uses topics' -f -a 'list show add remove "
      "(__dateline_topics)'\n";
  out += fmt::format("complete -c dateline -n '__dateline_uses help' -f -a '{}'\n",
                     fmt::join(help_words(), " "));
  return out;
}

}  // namespace

std::vector<std::string> choices(const std::string& description) {
  std::string text = description.substr(0, description.find(';'));
  if (const std::size_t colon = text.find(": "); colon != std::string::npos)
    text.erase(0, colon + 2);
  if (const std::size_t last = text.rfind(" or "); last != std::string::npos) {
    text.replace(last, 4, ", ");
  } else {
    return {};
  }
  std::vector<std::string> words = split_list(text);
  const bool plain = std::all_of(words.begin(), words.end(), [](const std::string& word) {
    return word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789+") == std::string::npos;
  });
  if (words.size() < 2 || !plain) return {};
  return words;
}

std::string completion_script(const std::string& shell) {
  require_choice("completion", shell, {"bash", "zsh", "fish"});
  return shell == "bash" ? bash() : shell == "zsh" ? zsh() : fish();
}

}  // namespace dateline::cli
