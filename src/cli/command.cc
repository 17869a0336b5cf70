#include "cli/command.hh"

#include "base/error.hh"
#include "base/nearest.hh"
#include "cli/completion.hh"
#include "cli/config.hh"
#include "cli/manual.hh"
#include "cli/output.hh"
#include "cli/prose.hh"
#include "cli/terminal.hh"
#include "cli/topics_of_help.hh"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

namespace dateline::cli {
namespace {

void help_options(po::options_description& options) {
  options.add_options()("completion", po::value<std::string>()->value_name("SHELL"),
                        "print a completion script: bash, zsh or fish")(
      "man", po::value<std::string>()->value_name("NAME"),
      "print the manual page of a command, of a page, or of dateline");
}

int run_help(const Arguments& arguments);

const Command help_command{
    "help",
    "show how a command is used, or a page: query, formats, json, suites, config",
    "[COMMAND | PAGE]",
    "  dateline help search\n  dateline help query\n  dateline help --completion bash > "
    "/etc/bash_completion.d/dateline\n",
    help_options,
    run_help};

[[noreturn]] void unknown_command(const std::string& name) {
  std::vector<std::string_view> names;
  for (const Command& command : commands()) names.emplace_back(command.name);
  const auto near = base::nearest(name, names);
  throw base::Error(base::Code::Usage,
                    fmt::format("there is no command '{}'{}", name,
                                near ? fmt::format("; did you mean '{}'?", *near) : ""),
                    "dateline help  lists the commands");
}

void print_overview() {
  const std::size_t columns = reading_columns();
  const Style style(use_color("auto"));
  std::string text =
      readable(
          "dateline ranks the passages of news corpora and narrows them by entity and date.\n\n"
          "usage: dateline COMMAND [OPTION…] [ARGUMENT…]\n",
          style, columns) +
      "\ncommands:\n";
  for (const Command& command : commands())
    text += hanging(command.name, command.summary, 15, columns);
  std::string pages;
  for (const HelpTopic& topic : help_topics())
    pages += fmt::format("- `dateline help {}`: {}\n", topic.name, topic.summary);
  text += '\n' + readable(pages +
                              "\n`dateline COMMAND --help` shows a command's options, `dateline "
                              "--version` the version.\n",
                          style, columns);
  put(text);
}

int run_help(const Arguments& arguments) {
  if (arguments.given("completion")) {
    put(completion_script(arguments.get<std::string>("completion")));
  } else if (arguments.given("man")) {
    put(manual_page(arguments.get<std::string>("man")));
  } else if (arguments.rest.empty()) {
    print_overview();
  } else if (const Command* command = find_command(arguments.rest.front())) {
    print_help(*command);
  } else {
    print_help_topic(arguments.rest.front());
  }
  return 0;
}

/// Boost's words for what is wrong, with the nearest option where one is near.
std::string usage_message(const po::error& failure, const po::options_description& options) {
  std::string message = failure.what();
  if (const auto* unknown = dynamic_cast<const po::unknown_option*>(&failure)) {
    std::string name = unknown->get_option_name();
    message = fmt::format("there is no option '{}'", name);
    name.erase(0, name.find_first_not_of('-'));
    std::vector<std::string_view> names;
    for (const auto& option : options.options()) names.emplace_back(option->long_name());
    if (const auto near = base::nearest(name, names))
      message += fmt::format("; did you mean '--{}'?", *near);
  }
  // `the argument ('x') for option '--limit' is invalid`
  if (dynamic_cast<const po::validation_error*>(&failure) != nullptr) {
    const std::size_t begin = message.find("('"), end = message.find("') for option '--");
    if (begin != std::string::npos && end != std::string::npos) {
      const std::string value = message.substr(begin + 2, end - begin - 2);
      std::string name = message.substr(end + 17);
      name.resize(std::min(name.find('\''), name.size()));
      message = fmt::format("'{}' is no value for --{}", value, name);
      if (const auto* option = options.find_nothrow(name, false);
          option != nullptr && option->format_parameter().starts_with("N"))
        message += ", which is a number";
    }
  }
  return message;
}

/// What to do about it: a word of a query that looks like an option has its own.
std::string usage_hint(const po::error& failure, const Command& command) {
  const auto* unknown = dynamic_cast<const po::unknown_option*>(&failure);
  const std::string name = unknown != nullptr ? unknown->get_option_name() : "--";
  if (!name.starts_with("--"))
    return fmt::format("behind --, words with a - are left out by the query: -- gas {}", name);
  return fmt::format("dateline {} --help  lists the options; -- ends them", command.name);
}

}  // namespace

po::options_description command_options(const Command& command) {
  po::options_description options("options", 100, 60);
  command.options(options);
  options.add_options()("json-errors", po::bool_switch(),
                        "tell errors as one JSON object on standard error")(
      "help,h", po::bool_switch(), "show this");
  return options;
}

std::vector<OptionText> option_texts(const Command& command) {
  std::vector<OptionText> all;
  const po::options_description options = command_options(command);
  for (const auto& option : options.options()) {
    OptionText one;
    one.name = option->long_name();
    // `-d [ --db ]`
    const std::string shown = option->format_name();
    if (shown.size() > 1 && shown[0] == '-' && shown[1] != '-') one.letter = shown.substr(1, 1);
    if (option->semantic()->max_tokens() > 0) {
      one.value = option->format_parameter();  // `DIR (=x)`
      if (const std::size_t at = one.value.find(" (="); at != std::string::npos) {
        one.usual = one.value.substr(at + 3, one.value.size() - at - 4);
        one.value.resize(at);
      }
    }
    one.summary = option->description();
    all.push_back(std::move(one));
  }
  return all;
}

std::string command_help(const Command& command, std::size_t columns) {
  const Style style(use_color("auto"));
  std::string text =
      wrap(fmt::format("usage: dateline {} {}", command.name, command.usage), columns, "") + '\n' +
      wrap(command.summary, columns, "") + '\n';
  if (command.details[0] != '\0') text += readable(command.details, style, columns) + '\n';
  text += "options:\n";
  constexpr std::size_t column = 33;
  for (const OptionText& one : option_texts(command)) {
    const std::string letter = one.letter.empty() ? "    " : fmt::format("-{}, ", one.letter);
    const std::string value = one.is_flag() ? "" : ' ' + one.value;
    const std::string usual = one.usual.empty() ? "" : fmt::format(" (={})", one.usual);
    text += hanging(fmt::format("{}--{}{}{}", letter, one.name, value, usual),
                    readable_line(one.summary, style), column, columns);
  }
  return text;
}

void print_help(const Command& command) {
  put(command_help(command, reading_columns()));
}

Arguments parse(const Command& command, const std::vector<std::string>& words) {
  const po::options_description visible = command_options(command);
  po::options_description all;
  all.add(visible).add_options()("rest", po::value<std::vector<std::string>>());
  po::positional_options_description positional;
  positional.add("rest", -1);
  Arguments arguments;
  try {
    po::store(
        po::command_line_parser(words)
            .options(all)
            .positional(positional)
            .style(po::command_line_style::unix_style & ~po::command_line_style::allow_guessing)
            .run(),
        arguments.values);
    po::store(configured(command, arguments.values, all), arguments.values);
    po::notify(arguments.values);
  } catch (const po::error& failure) {
    throw base::Error(base::Code::Usage, usage_message(failure, visible),
                      usage_hint(failure, command));
  }
  if (arguments.values.count("rest") > 0)
    arguments.rest = arguments.values["rest"].as<std::vector<std::string>>();
  return arguments;
}

const std::vector<Command>& commands() {
  static const std::vector<Command> table = {
      index_command,       read_command,     search_command,  show_command,    timeline_command,
      significant_command, facets_command,   similar_command, why_command,     shell_command,
      report_command,      run_command,      eval_command,    judge_command,   topics_command,
      check_command,       verify_command,   info_command,    compact_command, delete_command,
      join_command,        annotate_command, help_command};
  return table;
}

const Command* find_command(const std::string& name) {
  for (const Command& command : commands()) {
    if (name == command.name) return &command;
  }
  return nullptr;
}

int run(const std::vector<std::string>& line) {
  const Command* command = find_command(line.front());
  if (command == nullptr) unknown_command(line.front());
  const std::vector<std::string> words(line.begin() + 1, line.end());
  const auto end = std::find(words.begin(), words.end(), "--");
  const bool json_errors = std::find(words.begin(), end, "--json-errors") != end;
  try {
    const Arguments arguments = parse(*command, words);
    if (arguments.flag("help")) {
      print_help(*command);
      return 0;
    }
    return command->run(arguments);
  } catch (const base::Error& failure) {
    if (!json_errors) throw;
    std::fflush(stdout);
    print_error(failure, true);
    return failure.exit_status();
  }
}

int run(int argc, char** argv) {
  const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  if (words.empty()) {
    print_overview();
    return 2;
  }
  const std::string& name = words.front();
  if (name == "--help" || name == "-h") {
    print_overview();
    return 0;
  }
  if (name == "--version") {
    std::puts("dateline " DATELINE_VERSION);
    return 0;
  }
  return run(words);
}

}  // namespace dateline::cli
