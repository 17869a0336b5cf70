// dateline topics: the saved topics.
#include "cli/command.hh"
#include "cli/terminal.hh"
#include "eval/topic.hh"

#include <cstdio>

#include <fmt/format.h>

namespace dateline::cli {
namespace {

void options(po::options_description&) {}

int run(const Arguments& arguments) {
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
  std::fputs(out.c_str(), stdout);
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
