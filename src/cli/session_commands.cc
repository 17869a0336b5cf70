// What the commands of a session do, beside searching for what is typed.
#include "base/error.hh"
#include "base/nearest.hh"
#include "cli/facet_options.hh"
#include "cli/opened.hh"
#include "cli/options.hh"
#include "cli/output.hh"
#include "cli/pager.hh"
#include "cli/prose.hh"
#include "cli/refine.hh"
#include "cli/session.hh"
#include "cli/session_view.hh"
#include "cli/similar.hh"
#include "cli/words.hh"
#include "eval/save_case.hh"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::cli {
namespace {

using Words = std::vector<std::string>;

[[noreturn]] void usage(const std::string& message, const std::string& hint = {}) {
  throw base::Error(base::Code::Usage, message, hint);
}

/// Options of `search` that a session does not set: what it sets itself, what is no setting.
constexpr const char* unsettable[] = {
    "db",      "topic",    "offset",        "all",  "format", "null",           "fields",
    "explain", "no-pager", "json-errors",   "help", "color",  "format-version", "new-since",
    "quiet",   "partial",  "remote-timeout"};

/// What a result means, not how it is shown: passed on to every command that knows it.
constexpr const char* meanings[] = {"as-of",   "now",        "tz",        "weighting",
                                    "fold",    "feedback",   "sort",      "half-life",
                                    "aliases", "stop-names", "no-aliases"};

bool is_flag(const po::option_description& option) {
  return option.semantic()->max_tokens() == 0;
}

bool knows(const Command& command, const char* option) {
  return command_options(command).find_nothrow(option, false) != nullptr;
}

/// What an answer is about, above it: the query, and the settings that change what it means.
void put_heading(const std::string& query, const std::string& settings, bool interactive) {
  const Style style(use_color(interactive ? "auto" : "never"));
  std::string head =
      query.empty() ? "" : fmt::format("{}{}{}", style.bold, printable(query), style.off);
  head += settings;
  head.erase(0, std::min(head.find_first_not_of(' '), head.size()));
  if (!head.empty()) put(fitted(head, reading_columns()) + "\n\n");
}

}  // namespace

std::vector<std::string> session_settings() {
  std::vector<std::string> names;
  const po::options_description all = command_options(search_command);
  for (const auto& option : all.options()) {
    const std::string& name = option->long_name();
    if (std::find(std::begin(unsettable), std::end(unsettable), name) == std::end(unsettable))
      names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// Run a command of the program on the session's database.
/// in: words, its name and what was typed behind it; about_results, whether it takes the query if none
///     is typed
void Session::program(const Words& words, bool about_results) {
  const Command& command = *find_command(words.front());
  Words line = {words.front()};
  Words typed(words.begin() + 1, words.end());
  const char* const home = std::getenv("HOME");
  for (std::string& word : typed) {
    if (home != nullptr && word.starts_with("~/")) word.replace(0, 1, home);
  }
  const Arguments arguments = parse(command, typed);
  if (words.front() == "report" && !arguments.given("output") && !arguments.flag("help"))
    usage("no file is named", "report FILE.html");
  if (knows(command, "db") && !arguments.given("db"))
    line.insert(line.end(), {"-d", database_.string()});
  const bool add_query = about_results && arguments.rest.empty() && !arguments.flag("help");
  if (add_query) require_answer();
  if (about_results && !arguments.flag("help")) {
    // Settings hold for other words, too; what is typed goes before them.
    bool typed_too = false;
    for (const std::string& word : meaning(command)) {
      if (word.starts_with("--")) typed_too = arguments.given(word.c_str() + 2);
      if (!typed_too) line.push_back(word);
    }
  }
  line.insert(line.end(), typed.begin(), typed.end());
  if (add_query) {
    if (step_.query.starts_with('-')) line.emplace_back("--");
    line.push_back(step_.query);
  }
  const bool text = !knows(command, "format") || arguments.get<std::string>("format") == "text";
  if (about_results && text && !arguments.flag("help") && words.front() != "report") {
    const std::string query =
        add_query ? step_.query : fmt::format("{}", fmt::join(arguments.rest, " "));
    const std::string topic = knows(command, "topic") && arguments.given("topic")
                                  ? '@' + arguments.get<std::string>("topic") + ' '
                                  : "";
    put_heading(topic + query, in_force(), interactive_);
  }
  run_program(line);
}

/// Run a command line and remember it as the one that gave what was shown: not if it was ended by an error or
/// by Ctrl-C.
void Session::run_program(const Words& line) {
  status_ = cli::run(line);
  last_ = line;
}

/// Settings that a command knows, too, as words.
Words Session::meaning(const Command& command) const {
  Words words;
  for (const char* name : meanings) {
    const auto set = step_.settings.find(name);
    if (set == step_.settings.end() || !knows(command, name)) continue;
    words.push_back(fmt::format("--{}", name));
    if (set->second != "on") words.push_back(set->second);
  }
  return words;
}

/// What changes the meaning of a result, as a heading tells it.
/// in: command, if not null, that the result is of: of settings only those that it knows
std::string Session::in_force(const Command* command) const {
  std::string list;
  for (const auto& [name, value] : step_.settings) {
    if (std::find(std::begin(meanings), std::end(meanings), name) == std::end(meanings)) continue;
    if (command != nullptr && !knows(*command, name.c_str())) continue;
    list += (list.empty() ? "" : ", ") + name + (value == "on" ? "" : ' ' + value);
  }
  return list.empty() ? "" : fmt::format("  [{}]", printable(list));
}

/// More values of some facets, numbered, so that they can be drilled into.
void Session::facets(const Words& fields) {
  require_answer();
  Step step = step_;
  step.offset = 0;
  step.settings["limit"] = "0";
  if (!fields.empty()) step.settings["facets"] = fmt::format("{}", fmt::join(fields, ","));
  std::string list;
  for (std::string field : split_list(step.settings["facets"])) {
    if (fields.empty()) field.resize(std::min(field.find(':'), field.size()));
    if (field.find(':') == std::string::npos) field += fields.size() == 1 ? ":40" : ":15";
    list += (list.empty() ? "" : ",") + field;
  }
  step.settings["facets"] = list;
  const Words line = search_words(step);
  const Arguments arguments = parse(search_command, {line.begin() + 1, line.end()});
  const search::CountBy by = count_unit(arguments);
  answer_->facets =
      search::count_facets(*answer_->ranking.matches, *opened_, schema::Schema::standard(),
                           facet_requests(arguments), by, answer_->query.names.get());
  last_ = line;
  const Style style(use_color(interactive_ ? "auto" : "never"));
  put_paged(
      fitted(fmt::format("{}{}{}{}", style.bold, printable(step_.query), style.off, in_force()),
             reading_columns()) +
          "\n\n" + facet_list(answer_->facets, by, style, reading_columns()),
      interactive_);
}

void Session::open(const Words& words, bool whole) {
  if (words.empty())
    usage("no result is named",
          whole ? "open 3  opens the third" : "context 3  shows the third and what is around it");
  std::string id = id_or_result(words.front()), at;
  // A result or a mark is read in its article, where it was found.
  if (whole && id != words.front()) {
    at = id.substr(id.rfind('#') + 1);
    id.resize(id.rfind('#'));
  }
  Words line = {"show", "-d", database_.string()};
  for (const std::string& word : meaning(show_command)) line.push_back(word);
  if (!at.empty()) line.insert(line.end(), {"--at", at});
  line.insert(line.end(), words.begin() + 1, words.end());
  line.insert(line.end(), {"--", id});
  if (!step_.query.empty()) line.push_back(step_.query);
  run_program(line);
}

void Session::about(const std::string& name, Words words, bool needs_query) {
  const Command* command = find_command(name);
  if (command == nullptr) usage(fmt::format("this program has no command '{}'", name));
  if (words.empty() && name == "why" && answer_ != nullptr && answer_->passages == 0) {
    const Words line = search_words(step_);
    const QueryOptions meaning =
        query_options(parse(search_command, {line.begin() + 1, line.end()}));
    const Understood& query = answer_->query;
    put(removals_text(
        explore::removals({query.plan, query.text, meaning.clock, meaning.as_of}, *opened_),
        reading_columns()));
    return;
  }
  if (words.empty()) usage("no result is named", fmt::format("{} 3  takes the third", name));
  // The result is the first word, or the last behind options.
  std::string& named = words.front().starts_with('-') ? words.back() : words.front();
  const std::string id = id_or_result(named);
  words.erase(words.begin() + (&named - words.data()));
  Words line = {name, "-d", database_.string()};
  for (const std::string& word : meaning(*command)) line.push_back(word);
  line.insert(line.end(), words.begin(), words.end());
  line.insert(line.end(), {"--", id});
  if (needs_query) {
    require_answer();
    line.push_back(step_.query);
  }
  const Arguments arguments = parse(*command, {line.begin() + 1, line.end()});
  if (arguments.get<std::string>("format") == "text" && !arguments.flag("help")) {
    put_heading(needs_query ? step_.query : "", in_force(command), interactive_);
  }
  if (name != "similar" || arguments.flag("help")) return run_program(line);
  Words listed;
  status_ = show_similar(arguments, &listed);
  last_ = line;
  similar_ = std::move(listed);
  similar_to_ = id;
}

void Session::save_case(const Words& words) {
  require_answer();
  if (words.size() != 1)
    usage("save-case takes one suite, a TOML file", ":save-case my-suite.toml");
  const Words line = search_words(step_);
  const Arguments arguments = parse(search_command, {line.begin() + 1, line.end()});
  eval::Observed observed;
  const Understood& understood = answer_->query;
  observed.typed = step_.query;
  observed.query = understood.expanded != understood.printed ? understood.expanded : step_.query;
  observed.settings = rank_settings(arguments, arguments.flag("fold"));
  // Tomorrow `yesterday` is another day.
  if (has_relative_date(observed.query) && observed.settings.now.empty())
    observed.settings.now = query_options(arguments).clock.today().iso();
  search::RankOptions rank = rank_options(arguments, arguments.flag("fold"));
  rank.limit = 3;
  observed.passages = answer_->passages;
  observed.articles = answer_->articles;
  observed.hits = search::rank(answer_->query.plan, *opened_, rank).hits;
  const eval::SavedCase saved = eval::save_case(words.front(), observed, database_);
  put(fmt::format("{} case '{}' of {}\n", saved.added ? "saved as" : "it is there already, as",
                  saved.id, printable(words.front())));
}

void Session::by_facets(const Words& numbers) {
  require_answer();
  const auto values = numbered(answer_->facets);
  Step step = step_;
  step.offset = 0;
  for (const std::string& word : numbers) {
    const bool out = word.starts_with('-');
    const std::size_t number = std::stoul(word.substr(word.find_first_of("fF") + 1));
    if (number == 0 || number > values.size()) {
      usage(values.empty() ? "no facets are shown"
                           : fmt::format("there is no facet value f{}; there are f1 to f{}", number,
                                         values.size()));
    }
    const std::string& clause = values[number - 1]->query;
    if (!out && has_clause(step.query, clause))
      usage(fmt::format("the query has {} already", printable(clause)));
    step.query = out ? without(step.query, clause) : narrowed(step.query, clause);
  }
  search(std::move(step), true);
}

void Session::set(std::string_view rest) {
  const Words words = split_words(rest);
  fit_limit(step_);
  const po::options_description all = command_options(search_command);
  const Words names = session_settings();
  if (words.empty()) {
    std::string out;
    for (const std::string& name : names) {
      const auto found = step_.settings.find(name);
      const std::string value = found == step_.settings.end() ? "" : found->second;
      std::string about = all.find(name, false).description();
      const std::string shown = fmt::format("{} = {}", name, value.empty() ? "-" : value);
      if (name == "limit" && fits_limit()) about = "passages to show: as many as fit the window";
      out += hanging(shown, about.substr(0, about.find(';')), 26, reading_columns());
    }
    put_paged(
        out + wrap("set NAME VALUE sets one, set NAME default resets it", reading_columns(), ""),
        interactive_);
    return;
  }
  std::string name = words.front();
  name.erase(0, name.find_first_not_of('-'));
  if (std::find(names.begin(), names.end(), name) == names.end()) {
    const auto near = base::nearest(name, {names.begin(), names.end()});
    usage(fmt::format("'{}' can't be set{}", name,
                      near ? fmt::format("; did you mean '{}'?", *near) : ""),
          "set  lists what can");
  }
  Step step = step_;
  const po::option_description& option = all.find(name, false);
  std::string value;
  // Parts of a list may have blanks between them; any other value of several words is one text.
  const bool list = name == "facets" || name == "weighting" || name == "feedback";
  const char* const between = list ? "," : " ";
  for (std::size_t i = 1; i < words.size(); ++i) value += (i > 1 ? between : "") + words[i];
  if (words.size() == 1 && !is_flag(option)) {
    const auto found = step_.settings.find(name);
    return put(fmt::format("{} = {}\n", name, found == step_.settings.end() ? "-" : found->second));
  }
  if (value == "default" || (is_flag(option) && value == "off")) {
    step.settings.erase(name);
    if (usual_settings().contains(name)) step.settings[name] = usual_settings().at(name);
  } else if (is_flag(option) && value != "on" && !value.empty()) {
    usage(fmt::format("'{}' is on or off", name));
  } else {
    step.settings[name] = is_flag(option) ? "on" : value;
  }
  step.offset = 0;
  const bool own_limit = name == "limit" ? value != "default" : own_limit_;
  try {
    // A wrong value is told before anything is done, as one of a setting.
    const Words line = search_words(step);
    const Arguments arguments = parse(search_command, {line.begin() + 1, line.end()});
    rank_options(arguments, arguments.flag("fold"));
    natural(arguments, "limit");
    natural(arguments, "facet-limit");
    facet_requests(arguments);
    count_unit(arguments);
    query_options(arguments);
  } catch (const base::Error& failure) {
    if (failure.code() != base::Code::Usage) throw;
    std::string message = failure.what();
    if (const std::size_t at = message.find("--" + name); at != std::string::npos)
      message.erase(at, 2);
    const bool of_search = failure.hint().starts_with("dateline search");
    usage(message, of_search ? "set  lists what can be set" : failure.hint());
  }
  own_limit_ = own_limit;
  if (step_.query.empty()) {
    step_ = std::move(step);
    return;
  }
  search(std::move(step), false);  // `back` undoes queries, not options
}

}  // namespace dateline::cli
