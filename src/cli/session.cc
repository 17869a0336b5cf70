#include "cli/session.hh"

#include "base/error.hh"
#include "base/nearest.hh"
#include "cli/facet_options.hh"
#include "cli/opened.hh"
#include "cli/options.hh"
#include "cli/output.hh"
#include "cli/refine.hh"
#include "cli/session_line.hh"
#include "cli/session_view.hh"
#include "cli/words.hh"
#include "store/passage.hh"
#include "text/line.hh"
#include "text/span.hh"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dateline::cli {
namespace {

using Words = std::vector<std::string>;

[[noreturn]] void usage(const std::string& message, const std::string& hint = {}) {
  throw base::Error(base::Code::Usage, message, hint);
}

std::string_view trimmed(std::string_view text) {
  return text::trim(text, {0, static_cast<std::uint32_t>(text.size())}).of(text);
}

/// Names of the session's commands, of each the first.
std::vector<std::string_view> command_names() {
  std::vector<std::string_view> names;
  for (const SessionCommand& one : session_commands())
    names.push_back(std::string_view(one.name).substr(0, std::string_view(one.name).find(',')));
  return names;
}

}  // namespace

Session::Session(std::filesystem::path database, bool interactive)
    : database_(std::move(database)), interactive_(interactive) {
  step_.settings = usual_settings();
}

void Session::run(std::string_view line) {
  line = trimmed(line);
  if (line.empty() || line.front() == '#') return;
  Step step = step_;
  step.offset = 0;
  const std::size_t blank = std::min(line.find_first_of(" \t"), line.size());
  const std::string first(line.substr(0, blank));
  const std::string_view rest = trimmed(line.substr(blank));
  if (line.front() == '/') {
    step.query = trimmed(line.substr(1));
    if (step.query.empty()) usage("nothing to search for is given behind the /");
    return search(std::move(step), true);
  }
  if (first == "?") return help(std::string(rest));
  if (line.front() == ':') {
    const std::string name = first.substr(1);
    if (session_command(name, rest, true)) return;
    if (name != "shell" && find_command(name) != nullptr) {
      Words words{name};
      for (std::string& word : command_words(*find_command(name), rest))
        words.push_back(std::move(word));
      return program(words, false);
    }
    if (name == "shell")
      usage("this is a session already", "quit  leaves it; dateline shell -d DB  begins another");
    std::vector<std::string_view> names = command_names();
    for (const Command& one : commands()) names.emplace_back(one.name);
    const auto near = base::nearest(name, names);
    usage(fmt::format("there is no command '{}'{}", name,
                      near ? fmt::format("; did you mean ':{}'?", *near) : ""),
          "help  lists the commands");
  }
  if (all_digits(first) && rest.empty()) return open({first}, true);
  if (is_facet_number(first)) {
    Words numbers;
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t end = std::min(line.find_first_of(" \t,", at), line.size());
      if (end > at) numbers.emplace_back(line.substr(at, end - at));
      at = end + 1;
    }
    if (std::all_of(numbers.begin(), numbers.end(), is_facet_number)) return by_facets(numbers);
  }
  const bool more = first == "and" || line.front() == '+';
  if (more || first == "not" || line.front() == '-') {
    const bool sign = line.front() == '+' || line.front() == '-';
    // With nothing to narrow, `+gas +oil` is what it is in any query.
    if (step_.query.empty() && sign && line.size() > 1 && !text::is_blank(line[1]) &&
        !is_facet_number(line)) {
      step.query = line;
      return search(std::move(step), true);
    }
    const std::string clause(sign ? trimmed(line.substr(1)) : rest);
    if (clause.empty()) usage(fmt::format("no clause is given behind '{}'", first));
    if (is_facet_number(clause) && !clause.starts_with('-'))
      return by_facets({more ? clause : '-' + clause});
    step.query = more ? narrowed(step_.query, clause) : without(step_.query, clause);
    return search(std::move(step), true);
  }
  if (session_command(rest.empty() ? usual_case(first) : first, rest, false)) return;
  refuse_setting(first, std::string(rest));
  step.query = line;
  search(std::move(step), true);
}

/// Do what a command of the session says.
/// in:  forced, whether it was written with a colon, so that it can be nothing else
/// out: false if there is no such command, or the line can't be meant as one
bool Session::session_command(const std::string& name, std::string_view rest, bool forced) {
  const auto& programs = session_programs();
  const bool is_program = std::find(programs.begin(), programs.end(), name) != programs.end() &&
                          find_command(name) != nullptr;
  const auto& table = session_commands();
  const bool known = std::any_of(table.begin(), table.end(), [&](const SessionCommand& one) {
    const std::string_view all = one.name;
    const auto names = split_list(std::string(all.substr(all.starts_with(':') ? 1 : 0)));
    return std::find(names.begin(), names.end(), name) != names.end();
  });
  const bool variant = name == "export!" || name == "unset";
  if (!known && !variant && !(is_program && !forced) && name != "similar" && name != "why")
    return false;
  if (name == "search" && !forced && !rest.empty() && rest.front() != '-') {
    Step step = step_;
    step.offset = 0;
    step.query = rest;
    search(std::move(step), true);
    return true;
  }
  // A query may have quotes that words have not: it is looked at as words only if it can be some.
  Words words;
  try {
    words = split_words(rest);
  } catch (const base::Error&) {
    if (!forced) return false;
    throw;
  }
  if (!forced && name != "search" && !means_command(name, words)) {
    refuse_slip(name, words);
    tell(fmt::format("note: searched for; the command is  :{}\n", name));
    return false;
  }
  if (name == "back" || name == "undo") {
    back();
  } else if (name == "next" || name == "n") {
    next();
  } else if (name == "previous" || name == "p") {
    previous();
  } else if (name == "facets") {
    facets(words);
  } else if (name == "again") {
    require_answer();
    search(step_, false);
  } else if (name == "open" || name == "show") {
    open(words, true);
  } else if (name == "context") {
    open(words, false);
  } else if (name == "similar" || name == "why") {
    about(name, words, name == "why");
  } else if (name == "mark") {
    mark(words);
  } else if (name == "unmark") {
    unmark(words);
  } else if (name == "marks") {
    marks();
  } else if (name == "export" || name == "export!") {
    export_to(words, name == "export!");
  } else if (name == "cmd") {
    if (last_.empty()) usage(no_line_);
    Words line{"dateline"};
    line.insert(line.end(), last_.begin(), last_.end());
    put(command_line(line) + '\n');
  } else if (name == "save-case") {
    save_case(words);
  } else if (name == "set") {
    set(rest);
  } else if (name == "unset") {
    if (words.size() != 1) usage("unset takes one setting", "unset limit");
    set(words.front() + " default");
  } else if (name == "help") {
    help(std::string(trimmed(rest)));
  } else if (name == "quit" || name == "exit") {
    done_ = true;
  } else if (name == "report" && words.size() == 1 &&
             words.front().find('.') != std::string::npos) {
    require_page(words.front());
    export_to(words, false);
  } else if (is_program) {
    words = command_words(*find_command(name), rest);
    // A topic that is given no query is what is being asked.
    if (name == "topics" && words.size() == 2 && words.front() == "add") {
      require_answer();
      if (step_.query.starts_with('-')) words.emplace_back("--");
      words.push_back(step_.query);
    }
    words.insert(words.begin(), name);
    program(words, name != "topics" && name != "info" && name != "search");
  } else {
    return false;
  }
  return true;
}

Words Session::search_words(const Step& step) const {
  Words words{"search", "-d", database_.string()};
  const po::options_description all = command_options(search_command);
  for (const auto& [name, value] : step.settings) {
    const po::option_description* option = all.find_nothrow(name, false);
    if (option != nullptr && option->semantic()->max_tokens() == 0) {
      words.push_back("--" + name);
    } else if (value != "none" || name != "facets") {
      words.push_back("--" + name);
      words.push_back(value);
    }
  }
  if (step.offset > 0) words.insert(words.end(), {"--offset", std::to_string(step.offset)});
  if (step.query.starts_with('-')) words.emplace_back("--");
  words.push_back(step.query);
  return words;
}

/// Let a step show as many results as the terminal has room for, unless a number was set.
void Session::fit_limit(Step& step) const {
  if (!fits_limit()) return;
  const bool facets = step.settings.at("facets") != "none";
  step.settings["limit"] =
      std::to_string(fitting_results(terminal_columns(), terminal_rows(), facets));
}

/// Whether the ranks of two steps are those of the same results.
bool Session::same_results(const Step& a, const Step& b) const {
  Settings of_a = a.settings, of_b = b.settings;
  of_a.erase("limit");
  of_b.erase("limit");
  return a.query == b.query && of_a == of_b;
}

void Session::search(Step step, bool keep) {
  const auto start = std::chrono::steady_clock::now();
  fit_limit(step);
  Words words = search_words(step);
  const Arguments arguments = parse(search_command, {words.begin() + 1, words.end()});
  const search::CountBy by = count_unit(arguments);
  const std::vector<search::FacetRequest> facets = facet_requests(arguments);
  search::RankOptions rank = rank_options(arguments, arguments.flag("fold"));
  rank.offset = natural(arguments, "offset");
  rank.limit = natural(arguments, "limit");
  auto database = open_database(database_);
  QueryOptions meaning = query_options(arguments);
  if (answer_ != nullptr) meaning.names = answer_->query.names;
  Understood understood = understand(step.query, *database, meaning);
  auto found = std::make_unique<Answer>(cli::answer(understood, *database, rank, facets, by));
  // A place gone back to may lie behind the end by now: there are fewer articles than passages.
  const std::uint64_t all = rank.fold ? found->articles : found->passages;
  if (rank.offset > 0 && rank.offset >= all && rank.limit > 0) {
    rank.offset = step.offset = all == 0 ? 0 : (all - 1) / rank.limit * rank.limit;
    words = search_words(step);
    *found = cli::answer(std::move(understood), *database, rank, facets, by);
  }
  // From here on nothing fails but printing: the session takes the step.
  if (keep && !step_.query.empty()) steps_.push_back(step_);
  if (!same_results(step, step_)) {
    ids_.clear();
    scores_.clear();
  }
  step_ = std::move(step);
  answer_ = std::move(found);
  opened_ = std::move(database);
  last_ = std::move(words);
  for (std::size_t i = 0; i < answer_->ranking.hits.size(); ++i) {
    const search::Hit& hit = answer_->ranking.hits[i];
    ids_[rank.offset + i + 1] = store::passage_id(hit.article_id, hit.number);
    scores_[rank.offset + i + 1] = hit.score;
  }
  elapsed_ms_ =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  status_ = answer_->passages > 0 ? 0 : 1;
  show_answer();
}

void Session::show_answer() {
  const auto& plan = answer_->query.plan;
  const bool fold = step_.settings.contains("fold");
  const Style style(use_color(interactive_ ? "auto" : "never"));
  const std::size_t columns = terminal_columns();
  std::string head = fitted(
      fmt::format("{}{}{}{}", style.bold, printable(step_.query), style.off, in_force()), columns);
  const std::string told = query_notes(answer_->query, *opened_);
  std::string notes;
  for (std::string_view rest = told; !rest.empty();)
    notes += wrap(text::take_line(rest), columns, "");
  const auto by = step_.settings.contains("count") && step_.settings.at("count") == "articles"
                      ? search::CountBy::Articles
                      : search::CountBy::Passages;
  const bool facets = answer_->passages > 0 && !answer_->facets.empty();
  const bool wide = columns >= wide_columns && facets;
  const std::size_t left = std::min<std::size_t>(wide ? columns - facet_columns - 3 : columns, 100);
  search::Highlighter highlighter(plan, *opened_);
  search::EntityReader entities(*opened_, answer_->query.names.get());
  std::string results;
  for (std::size_t i = 0; i < answer_->ranking.hits.size(); ++i) {
    results += result_text(load_result(*opened_, answer_->ranking.hits[i], step_.offset + i + 1,
                                       highlighter, entities),
                           style, left) +
               '\n';
  }
  const std::uint64_t all = fold ? answer_->articles : answer_->passages;
  const std::uint64_t last = step_.offset + answer_->ranking.hits.size();
  std::string counts = fold ? fmt::format("{} with {}", counted(answer_->articles, "article"),
                                          counted(answer_->passages, "passage"))
                            : fmt::format("{} in {}", counted(answer_->passages, "passage"),
                                          counted(answer_->articles, "article"));
  if (last > step_.offset && (step_.offset > 0 || last < all))
    counts = fmt::format("{} to {} of {}", step_.offset + 1, last, counts);
  if (interactive_) {
    counts += fmt::format("{} · {:.0f}{}ms · {}{}{}help", style.dim, elapsed_ms_, whole_blank,
                          last < all ? "next · " : "", step_.offset > 0 ? "previous · " : "",
                          steps_.empty() ? "" : "back · ");
    counts += style.off;
  }
  counts = fitted(std::move(counts), columns);
  std::string out = head + '\n' + notes + '\n';
  if (wide) {
    out += beside(results, facet_list(answer_->facets, by, style, columns - left - 3), left + 3,
                  style);
    while (out.ends_with("\n\n")) out.pop_back();  // the last passage has one behind it
    out += '\n';
  } else {
    out += results;
    if (facets) out += facet_lines(answer_->facets, by, style, left) + '\n';
  }
  if (answer_->passages == 0) {
    if (const auto near = base::nearest(step_.query, command_names()))
      counts += fmt::format("\nthere is a command '{}'", *near);
    const Arguments arguments = parse(search_command, {last_.begin() + 1, last_.end()});
    const std::string advice =
        what_to_leave_out(answer_->query, *opened_, query_options(arguments));
    if (!advice.empty()) counts += '\n' + fitted(advice.substr(1), columns);
  }
  put(out + counts + '\n');
}

void Session::back() {
  if (steps_.empty()) usage("there is no step to go back to");
  Step step = steps_.back();
  step.settings = step_.settings;  // how results are shown is no step
  search(std::move(step), false);
  steps_.pop_back();
}

void Session::next() {
  require_answer();
  Step step = step_;
  step.offset += answer_->ranking.hits.size();
  const std::uint64_t all = step_.settings.contains("fold") ? answer_->articles : answer_->passages;
  if (answer_->ranking.hits.empty() || step.offset >= all) usage("there are no more results");
  search(std::move(step), false);
}

void Session::previous() {
  require_answer();
  if (step_.offset == 0) usage("these are the first results");
  Step step = step_;
  fit_limit(step);  // the window may be another by now
  const std::uint64_t page = std::stoull(step.settings.at("limit"));
  step.offset -= std::min(step.offset, std::max<std::uint64_t>(page, 1));
  search(std::move(step), false);
}

}  // namespace dateline::cli
