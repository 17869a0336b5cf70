// The table of commands: what drives dispatch, help and the checks of the documents.
#pragma once

#include <string>
#include <vector>

#include <boost/program_options.hpp>

namespace dateline::cli {

namespace po = boost::program_options;

/// The command line of one command, parsed.
struct Arguments {
  po::variables_map values;
  std::vector<std::string> rest;  ///< what is no option

  template <typename T>
  const T& get(const char* name) const {
    return values[name].as<T>();
  }
  bool flag(const char* name) const { return values[name].as<bool>(); }
  bool given(const char* name) const { return values.count(name) > 0 && !values[name].defaulted(); }
};

/// One command.
/// usage:   what follows the command's name
/// details: a few lines for its help, with examples; may be empty
/// options: adds its options
/// run:     does it; out: the exit status
struct Command {
  const char* name;
  const char* summary;
  const char* usage;
  const char* details;
  void (*options)(po::options_description&);
  int (*run)(const Arguments&);
};

/// All commands, in the order in which help lists them.
const std::vector<Command>& commands();

/// A command by its name; null if there is none.
const Command* find_command(const std::string& name);

/// Its options as help lists them, those of all commands among them.
po::options_description command_options(const Command& command);

/// An option as texts about it name it.
/// name:     without dashes;  letter: its short form, or empty
/// value:    what it takes, as `DIR`; empty for a flag;  usual: the value it has if not given, or empty
struct OptionText {
  std::string name, letter, value, usual, summary;

  bool is_flag() const { return value.empty(); }
};
std::vector<OptionText> option_texts(const Command& command);

/// How a command is used, for reading.
std::string command_help(const Command& command, std::size_t columns);

/// Parse what follows a command's name; options that are not given are as `config.toml` has them.
/// errors: base::Error{Code::Usage}; as config()
Arguments parse(const Command& command, const std::vector<std::string>& words);

/// Print how a command is used.
void print_help(const Command& command);

/// Run a command by its words, the name first.
/// out:    the exit status
/// errors: base::Error, unless --json-errors has it told as JSON
int run(const std::vector<std::string>& words);

/// Run a command line.
/// out:    the exit status
/// errors: base::Error
int run(int argc, char** argv);

// One a file, cmd_<name>.cc.
extern const Command index_command, read_command, search_command, show_command, run_command,
    topics_command, info_command, annotate_command, eval_command, judge_command, check_command,
    verify_command, timeline_command, significant_command, similar_command, facets_command,
    why_command, shell_command, report_command, compact_command, delete_command, join_command;

}  // namespace dateline::cli
