// What a session says about itself: its commands, settings, the query language.
#include "base/error.hh"
#include "cli/output.hh"
#include "cli/session.hh"
#include "cli/topics_of_help.hh"

#include <cstdio>

#include <fmt/format.h>

namespace dateline::cli {

const std::vector<SessionCommand>& session_commands() {
  static const std::vector<SessionCommand> table = {
      {"+", "CLAUSE", "narrow: + place:Kyiv, + gazprom, + published:2022-03..; also  and CLAUSE"},
      {"-", "CLAUSE", "leave out: - place:Kyiv; also  not CLAUSE"},
      {"f2", "", "narrow by the facet value of that number; -f2 leaves it out"},
      {"back,undo", "", "undo the last step"},
      {"next,n", "", "the next results"},
      {"3", "", "read the article of result 3, also  open 3"},
      {"open", "N", "read the article of a result, or what an id names"},
      {"context", "N", "a result with the passages around it"},
      {"facets", "[FIELD…]", "more values, of some fields: facets person source"},
      {"timeline", "[OPTION…]", "the results over time"},
      {"significant", "[OPTION…]", "words and names that set the results apart"},
      {"similar", "N", "articles like that of a result"},
      {"why", "N", "what the score of a result is made of, or why an id is not found"},
      {"mark,unmark", "N…", "keep results of any query for later"},
      {"marks", "", "list them"},
      {"export", "[marks] FILE [N]",
       "write all results, the best N, or the marks: .json .jsonl .csv .tsv .run .ids .txt .html"},
      {"report", "FILE.html", "the same as  export FILE.html: a page to mail to a colleague"},
      {"info", "", "what the database holds"},
      {"set", "[NAME VALUE]", "list settings, or set one: set sort newest, set limit 10"},
      {"topics", "[add NAME QUERY]", "list saved topics, or save one; @NAME searches for it"},
      {"again", "", "the same query once more"},
      {":cmd", "", "the command line that gives what was shown last"},
      {":save-case", "SUITE", "add the present result to a suite of  dateline check"},
      {"help,?", "[TOPIC]", "this; of a command; or  help query"},
      {"quit,exit", "", "leave; also Ctrl-D"}};
  return table;
}

const std::vector<std::string>& session_programs() {
  static const std::vector<std::string> names = {
      "search", "show", "timeline", "similar", "significant", "why", "topics", "info", "report"};
  return names;
}

const Settings& usual_settings() {
  static const Settings settings = {{"limit", "5"}, {"facets", "person:5,org:5,place:5,year:5"}};
  return settings;
}

void Session::help(const std::string& topic) const {
  std::string name = topic;
  if (name.starts_with(':')) name.erase(0, 1);
  if (name.empty()) {
    std::string out = "Type words to search for; what follows works on the answer.\n\n";
    for (const SessionCommand& one : session_commands())
      out += fmt::format("  {:<28} {}\n", fmt::format("{} {}", one.name, one.usage), one.summary);
    out +=
        "\nTab completes commands, fields, names and topics. A line is searched for if it begins "
        "with /\n(/export controls), and is a command of dateline if with : (:info, :index PATH).\n"
        "help query  is the query language, help search  the options that can be set.\n";
    put(out);
    return;
  }
  std::string out;
  for (const SessionCommand& one : session_commands()) {
    std::string names = fmt::format(",{},", one.name);
    if (names.find(fmt::format(",{},", name)) == std::string::npos &&
        names.find(fmt::format(",:{},", name)) == std::string::npos)
      continue;
    out += fmt::format("{} {}\n    {}\n", one.name, one.usage, one.summary);
  }
  const Command* command = find_command(name);
  if (!out.empty()) {
    put(out);
    if (command == nullptr) return;
    put("\n");
  }
  if (command != nullptr) {
    print_help(*command);
    return;
  }
  print_help_topic(name);
}

}  // namespace dateline::cli
