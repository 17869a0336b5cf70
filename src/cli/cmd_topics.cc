// dateline topics: the saved topics.
#include "base/error.hh"
#include "cli/command.hh"
#include "cli/json.hh"
#include "cli/options.hh"
#include "cli/output.hh"
#include "cli/query.hh"
#include "cli/terminal.hh"
#include "eval/topic.hh"
#include "store/database.hh"

#include <cstdio>

#include <fmt/format.h>

namespace dateline::cli {
namespace {

void options(po::options_description& options) {
  options.add_options()(
      "format", po::value<std::string>()->default_value("text")->value_name("NAME"),
      "text or json")("title", po::value<std::string>()->default_value("")->value_name("TEXT"),
                      "of a topic that is added; its query if not given")(
      "description", po::value<std::string>()->default_value("")->value_name("TEXT"),
      "of a topic that is added")("replace", po::bool_switch(), "add it even if it is there");
  add_json_options(options);
}

/// One document with the topics named, or all.
std::string json(const std::vector<std::string>& ids) {
  std::vector<eval::Topic> topics;
  for (const std::string& id : ids) topics.push_back(eval::standard_topic(id));
  if (ids.empty()) topics = eval::standard_topics();
  Json out;
  out["format"] = json_format;
  out["type"] = "topics";
  out["topics"] = Json::array();
  for (const eval::Topic& topic : topics) {
    Json one;
    one["id"] = topic.id;
    one["title"] = topic.title;
    if (!topic.description.empty()) one["description"] = topic.description;
    if (!topic.narrative.empty()) one["narrative"] = topic.narrative;
    if (!topic.query.empty()) one["query"] = topic.query;
    out["topics"].push_back(std::move(one));
  }
  return line(out);
}

/// Save what stands behind `add NAME`.
int add(const Arguments& arguments, const std::vector<std::string>& words) {
  if (words.size() < 2)
    throw base::Error(base::Code::Usage, "a topic needs a name and a query",
                      "dateline topics add NAME QUERY…");
  eval::Topic topic;
  topic.id = words.front();
  for (std::size_t i = 1; i < words.size(); ++i) topic.query += (i > 1 ? " " : "") + words[i];
  // What a search would refuse is told now, though names and words are those of no database.
  understand(topic.query, store::Database(), QueryOptions());
  topic.title = arguments.get<std::string>("title");
  topic.description = arguments.get<std::string>("description");
  if (topic.title.empty()) topic.title = topic.query;
  const auto file = eval::add_topic(topic, arguments.flag("replace"));
  std::fputs(fmt::format("saved in {}\n", file.string()).c_str(), stderr);
  return 0;
}

int run(const Arguments& arguments) {
  const auto& format = arguments.get<std::string>("format");
  require_choice("format", format, {"text", "json"});
  require_json_version(arguments);
  std::vector<std::string> names = arguments.rest;
  const std::string verb = names.empty() ? "" : names.front();
  if (verb == "add" || verb == "list" || verb == "show" || verb == "remove")
    names.erase(names.begin());
  if (verb == "add") return add(arguments, names);
  if (verb == "list" && !names.empty())
    throw base::Error(base::Code::Usage, "list takes no name", "dateline topics show NAME");
  if ((verb == "remove" || verb == "show") && names.empty())
    throw base::Error(base::Code::Usage, "no topic is named",
                      fmt::format("dateline topics {} NAME", verb));
  if (verb == "remove") {
    for (const std::string& id : names) {
      eval::remove_topic(id);
      std::fputs(fmt::format("removed {}\n", id).c_str(), stderr);
    }
    return 0;
  }
  if (format == "json") {
    put(json(names));
    return 0;
  }
  std::string out;
  if (names.empty()) {
    for (const eval::Topic& topic : eval::standard_topics())
      out += fmt::format("{:<18} {}\n", topic.id, printable(topic.title));
  }
  for (const std::string& id : names) {
    const eval::Topic topic = eval::standard_topic(id);
    const std::size_t columns = std::min<std::size_t>(terminal_columns(), 100);
    out += fmt::format("{}: {}\n{}", topic.id, printable(topic.title),
                       wrap(printable(topic.description), columns, "  "));
    if (!topic.narrative.empty()) out += wrap(printable(topic.narrative), columns, "  ");
    out += fmt::format("  query: {}\n", printable(topic.query));
  }
  put(out);
  return 0;
}

}  // namespace

const Command topics_command{
    "topics",
    "list, show and save topics",
    "[list | show NAME… | add NAME QUERY… | remove NAME…]",
    "A topic is a file in queries/topics, or one of your own in dateline/topics of the folder for\n"
    "configuration (XDG_CONFIG_HOME, else ~/.config). Search for one with `dateline search --topic "
    "NAME`,\nor as a part of a query with @NAME.\n\n"
    "  dateline topics add lng 'LNG \"liquefied natural gas\"' --title 'Gas'\n",
    options,
    run};

}  // namespace dateline::cli
