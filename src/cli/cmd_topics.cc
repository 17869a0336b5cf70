// dateline topics: the saved topics.
#include "cli/command.hh"
#include "cli/json.hh"
#include "cli/options.hh"
#include "cli/output.hh"
#include "cli/terminal.hh"
#include "eval/topic.hh"

#include <cstdio>

#include <fmt/format.h>

namespace dateline::cli {
namespace {

void options(po::options_description& options) {
  options.add_options()("format",
                        po::value<std::string>()->default_value("text")->value_name("NAME"),
                        "text or json");
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

int run(const Arguments& arguments) {
  const auto& format = arguments.get<std::string>("format");
  require_choice("format", format, {"text", "json"});
  require_json_version(arguments);
  if (format == "json") {
    put(json(arguments.rest));
    return 0;
  }
  std::string out;
  if (arguments.rest.empty()) {
    for (const eval::Topic& topic : eval::standard_topics())
      out += fmt::format("{:<18} {}\n", topic.id, topic.title);
  }
  for (const std::string& id : arguments.rest) {
    const eval::Topic topic = eval::standard_topic(id);
    const std::size_t columns = std::min<std::size_t>(terminal_columns(), 100);
    out += fmt::format("{}: {}\n{}", topic.id, topic.title, wrap(topic.description, columns, "  "));
    if (!topic.narrative.empty()) out += wrap(topic.narrative, columns, "  ");
    out += fmt::format("  query: {}\n", topic.query);
  }
  put(out);
  return 0;
}

}  // namespace

const Command topics_command{
    "topics",
    "list the saved topics, or show some",
    "[NAME…]",
    "A topic is a file in queries/topics; search for one with  dateline search --topic NAME\n",
    options,
    run};

}  // namespace dateline::cli
