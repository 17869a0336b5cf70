// What a session says about itself: its commands, settings, the query language.
#include "base/error.hh"
#include "base/nearest.hh"
#include "cli/options.hh"
#include "cli/output.hh"
#include "cli/pager.hh"
#include "cli/prose.hh"
#include "cli/session.hh"
#include "cli/topics_of_help.hh"

#include <algorithm>

#include <fmt/format.h>

namespace dateline::cli {

const std::vector<SessionCommand>& session_commands() {
  static const std::vector<SessionCommand> table = {
      {"+", "CLAUSE",
       "narrow: `+ place:Kyiv`, `+ gazprom`, `+ published:2022-03..`; also `and CLAUSE`"},
      {"-", "CLAUSE", "leave out: `- place:Kyiv`; also `not CLAUSE`"},
      {"f2", "", "narrow by the facet value of that number; `-f2` leaves it out"},
      {"back,undo", "", "undo the last step: what was narrowed, left out or searched for"},
      {"next,n", "", "the next results"},
      {"previous,p", "", "the results before"},
      {"3", "", "read the article of result 3 from where it was found, also `open 3`"},
      {"open", "N", "read the article of a result, or what an id names"},
      {"context", "N", "a result with the passages around it"},
      {"facets", "[FIELD…]", "more values, of some fields: `facets person source`"},
      {"timeline", "[OPTION… [WORDS]]",
       "the results over time: `timeline --by month`; WORDS behind an option are asked about "
       "instead, for once"},
      {"significant", "[OPTION… [WORDS]]",
       "words and names that set the results apart, from all else or from others: "
       "`significant --against 2021`, `significant --against \"oil embargo\"`"},
      {"similar", "N",
       "articles like that of a result, numbered: `open s2` reads one, `mark s1 s3` keeps some"},
      {"why", "[N]",
       "what the score of a result is made of, or why an id is not found; alone, if nothing is "
       "found, what to leave out"},
      {"mark", "N… [NOTE]",
       "keep results of any query for later: `mark 1 3`, `mark 1-3`, `mark all`; words behind them "
       "are a note: `mark 3 "
       "ask the ministry`"},
      {"marks", "", "list what is marked: m1, m2 and so on; `open m2` reads one"},
      {"unmark", "N…", "let go of results, or of what marks lists: `unmark m2`; `unmark all`"},
      {"export", "[marks] FILE [N]",
       "write all results, the best N, or the marks: .json (not of marks) .jsonl .csv .tsv .run "
       ".ids "
       ".txt .html; `export! FILE` writes anew what is there"},
      {"report", "FILE.html", "the same as `export FILE.html`: a page to mail to a colleague"},
      {"info", "[fields]", "what the database holds; what can be searched"},
      {"set", "[NAME VALUE]",
       "list settings, or set one: `set sort newest`, `set limit 10`, `set facets none`; `set "
       "limit` shows it, `unset limit` resets it: as many passages as fit the window"},
      {"topics", "[add NAME [QUERY]]",
       "list saved topics, or save one, of the present query if none is given; `@NAME` searches "
       "for it; also `topics show NAME`, `topics remove NAME`"},
      {"again", "", "the same query once more"},
      {":cmd", "", "the command line that gives what was shown last"},
      {":save-case", "SUITE", "add the present result to a suite of `dateline check`"},
      {"help,?", "[TOPIC]", "this; of a command; or `help query`"},
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
  const std::size_t columns = reading_columns();
  const Style style(use_color(interactive_ ? "auto" : "never"));
  const auto entry = [&](const SessionCommand& one) {
    std::string names = one.name;
    if (const std::size_t comma = names.find(','); comma != std::string::npos)
      names.insert(comma + 1, " ");
    if (one.usage[0] != '\0') names.append(" ").append(one.usage);
    return hanging(names, readable_line(one.summary, style), 25, columns);
  };
  if (name.empty()) {
    std::string out =
        wrap("Type words to search for; what follows works on the answer.", columns, "") + '\n';
    for (const SessionCommand& one : session_commands()) out += entry(one);
    put_paged(out + '\n' + readable(session_hints, style, columns), interactive_);
    return;
  }
  std::string out;
  for (const SessionCommand& one : session_commands()) {
    const std::string names = fmt::format(",{},", one.name);
    if (names.find(fmt::format(",{},", name)) != std::string::npos ||
        names.find(fmt::format(",:{},", name)) != std::string::npos)
      out += entry(one);
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
  const auto& topics = help_topics();
  const bool page = std::any_of(topics.begin(), topics.end(),
                                [&](const HelpTopic& one) { return name == one.name; });
  if (page) return print_help_topic(name);
  std::vector<std::string> names;
  for (const SessionCommand& one : session_commands()) {
    for (const std::string& each : split_list(one.name)) names.push_back(each);
  }
  for (const Command& one : commands()) names.emplace_back(one.name);
  for (const HelpTopic& one : topics) names.emplace_back(one.name);
  const auto near = base::nearest(name, {names.begin(), names.end()});
  throw base::Error(base::Code::Usage,
                    fmt::format("there is no command or page '{}'{}", name,
                                near ? fmt::format("; did you mean '{}'?", *near) : ""),
                    "help  lists the commands");
}

}  // namespace dateline::cli
