#include "cli/topics_of_help.hh"

#include "base/data.hh"
#include "base/error.hh"
#include "base/nearest.hh"
#include "cli/command.hh"
#include "cli/config.hh"
#include "cli/output.hh"
#include "cli/pager.hh"
#include "cli/prose.hh"
#include "cli/terminal.hh"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

namespace dateline::cli {
namespace {

/// The part of a document below a heading `## TITLE`, up to the next of the same level.
std::string section(const std::string& document, const std::string& title) {
  const std::string heading = "\n## " + title + "\n";
  const std::size_t begin = document.find(heading);
  if (begin == std::string::npos)
    throw base::Error(base::Code::Data, fmt::format("no section '{}' is in the document", title));
  const std::size_t from = begin + heading.size();
  return document.substr(from, document.find("\n## ", from) - from);
}

/// A document below its heading `# TITLE`.
std::string without_title(const std::string& document) {
  return document.substr(std::min(document.find('\n'), document.size()));
}

}  // namespace

const std::vector<HelpTopic>& help_topics() {
  static const std::vector<HelpTopic> topics = {
      {"query", "the query language", 7},
      {"formats", "what results can be written as, for people and for programs", 5},
      {"json", "the keys of JSON output", 5},
      {"suites", "files of search regressions", 5},
      {"config", "the file of your own defaults", 5}};
  return topics;
}

std::string help_topic_text(const std::string& name) {
  if (name == "query") return section(base::read_data("queries/README.md"), "The query language");
  if (name == "formats") return section(base::read_data("queries/README.md"), "Formats");
  if (name == "json") return section(base::read_data("queries/README.md"), "JSON output");
  if (name == "suites") return without_title(base::read_data("queries/suites/README.md"));
  if (name == "config") return section(base::read_data("queries/README.md"), "Your own defaults");
  std::vector<std::string_view> names;
  for (const Command& command : commands()) names.emplace_back(command.name);
  for (const HelpTopic& topic : help_topics()) names.emplace_back(topic.name);
  const auto near = base::nearest(name, names);
  throw base::Error(base::Code::Usage,
                    fmt::format("there is no command or page '{}'{}", name,
                                near ? fmt::format("; did you mean '{}'?", *near) : ""),
                    "help  lists the commands and the pages");
}

void print_help_topic(const std::string& name) {
  std::string text = readable(help_topic_text(name), Style(use_color("auto")), reading_columns());
  if (name == "config") text += "\n" + config_in_force() + "\n";
  const Pager pager(is_terminal(1));
  put(text);
}

}  // namespace dateline::cli
