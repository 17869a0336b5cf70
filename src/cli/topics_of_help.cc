#include "cli/topics_of_help.hh"

#include "base/data.hh"
#include "base/error.hh"
#include "base/nearest.hh"
#include "cli/command.hh"
#include "cli/config.hh"
#include "cli/output.hh"
#include "cli/pager.hh"
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

}  // namespace

const std::vector<HelpTopic>& help_topics() {
  static const std::vector<HelpTopic> topics = {
      {"query", "the query language", 7},
      {"formats", "JSON and other formats that are written, topics, suites", 5},
      {"config", "the file of your own defaults", 5}};
  return topics;
}

std::string help_topic_text(const std::string& name) {
  if (name == "query") return section(base::read_data("queries/README.md"), "The query language");
  if (name == "formats") {
    return section(base::read_data("queries/README.md"), "Output") + "\n" +
           base::read_data("queries/suites/README.md");
  }
  if (name == "config") return section(base::read_data("queries/README.md"), "Your own defaults");
  std::vector<std::string_view> names;
  for (const Command& command : commands()) names.emplace_back(command.name);
  for (const HelpTopic& topic : help_topics()) names.emplace_back(topic.name);
  const auto near = base::nearest(name, names);
  throw base::Error(base::Code::Usage,
                    fmt::format("there is no command or page '{}'{}", name,
                                near ? fmt::format("; did you mean '{}'?", *near) : ""),
                    "help  lists the commands, and the pages query, formats and config");
}

void print_help_topic(const std::string& name) {
  std::string text = help_topic_text(name);
  if (name == "config") text += "\n" + config_in_force() + "\n";
  const Pager pager(is_terminal(1));
  put(text);
}

}  // namespace dateline::cli
