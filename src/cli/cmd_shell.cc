// dateline shell: follow a subject through the news, query by query.
#include "base/error.hh"
#include "base/folders.hh"
#include "base/interrupt.hh"
#include "cli/command.hh"
#include "cli/line_editor.hh"
#include "cli/opened.hh"
#include "cli/options.hh"
#include "cli/output.hh"
#include "cli/session.hh"
#include "cli/terminal.hh"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/types.h>

namespace dateline::cli {
namespace {

void options(po::options_description& options) {
  add_database_option(options);
  options.add_options()("set", po::value<std::vector<std::string>>()->value_name("NAME=VALUE"),
                        "a setting to begin with; may be repeated");
}

void on_interrupt(int) {
  base::interrupt();
}

/// Commands of the program change them; without SA_RESTART, so that a read ends, too.
void catch_interrupts() {
  struct sigaction action {};
  action.sa_handler = on_interrupt;
  sigemptyset(&action.sa_mask);
  ::sigaction(SIGINT, &action, nullptr);
  base::clear_interrupt();
}

/// One line of standard input, without its end; nullopt at the end of the input.
std::optional<std::string> read_plain() {
  char* buffer = nullptr;
  std::size_t room = 0;
  const ssize_t length = ::getline(&buffer, &room, stdin);
  std::optional<std::string> line;
  if (length >= 0) line.emplace(buffer, static_cast<std::size_t>(length));
  std::free(buffer);
  while (line && (line->ends_with('\n') || line->ends_with('\r'))) line->pop_back();
  return line;
}

/// Do a line; an error ends it, not the session.
/// in: number, of a line from a pipe, which errors name; 0 at a prompt
/// out: false if it was interrupted
bool run_line(Session& session, const std::string& line, std::size_t number = 0) {
  catch_interrupts();
  const std::string place = number > 0 ? fmt::format("line {}: ", number) : "";
  set_error_place(place);
  bool interrupted = false;
  try {
    session.run(line);
  } catch (const base::Error& failure) {
    base::clear_interrupt();
    std::fflush(stdout);
    interrupted = failure.code() == base::Code::Interrupted;
    tell(place + (interrupted ? "interrupted\n" : failure.report()));
    // Nothing that is printed later can reach anyone.
    if (failure.code() == base::Code::Output && std::ferror(stdout) != 0) throw;
    session.fail(failure.exit_status());
  } catch (const std::bad_alloc&) {
    std::fputs((place + "error: out of memory\n").c_str(), stderr);
    session.fail(2);
  } catch (const std::exception& failure) {
    std::fputs(fmt::format("{}error: {}\n", place, failure.what()).c_str(), stderr);
    session.fail(2);
  }
  std::fflush(stdout);
  catch_interrupts();
  return !interrupted;
}

std::string welcome(const store::Database& database, const std::string& folder) {
  return fmt::format("{}: {} in {}. Type words to search, help for help.\n", folder,
                     counted(database.live_passages(), "passage"),
                     counted(database.live_articles(), "article"));
}

/// Marks are of this session only.
void tell_unexported(const Session& session) {
  const std::vector<std::string> ids = session.unexported();
  if (ids.empty()) return;
  tell(printable(fmt::format("note: marked, and not exported as they are now: {}",
                             fmt::join(ids, ", "))) +
       '\n');
}

void interact(Session& session) {
  std::filesystem::path history = base::state_folder();
  if (!history.empty()) {
    try {
      base::make_private(history);
      history /= "history";
    } catch (const base::Error& failure) {
      std::fputs(("warning: no history is kept: " + std::string(failure.what()) + '\n').c_str(),
                 stderr);
      history.clear();
    }
  }
  put(wrap(welcome(*open_database(session.database()), session.database().string()),
           terminal_columns(), ""));
  LineEditor editor(history, session);
  while (!session.done()) {
    catch_interrupts();
    const std::optional<std::string> line = editor.read("dateline> ");
    if (!line) {
      put("\n");
      return;
    }
    // Text that was pasted may be several lines.
    for (std::size_t at = 0; at <= line->size() && !session.done();) {
      const std::size_t end = std::min(line->find_first_of("\r\n", at), line->size());
      const std::string one = line->substr(at, end - at);
      editor.remember(one);
      if (!run_line(session, one)) break;
      at = end + 1;
    }
  }
}

int run(const Arguments& arguments) {
  if (!arguments.rest.empty()) {
    throw base::Error(base::Code::Usage, "shell takes no query; type it at the prompt",
                      "dateline shell -d DB");
  }
  const bool interactive = is_terminal(0) && is_terminal(1);
  if (!interactive) {
    // For the commands that it runs, too.
    ::setenv("NO_COLOR", "1", 1);
    ::setenv("DATELINE_PAGER", "", 1);
  }
  Session session(database_path(arguments), interactive);
  open_database(session.database());  // told before the first line if it is not there
  if (arguments.given("set")) {
    for (std::string pair : arguments.get<std::vector<std::string>>("set")) {
      if (const std::size_t equals = pair.find('='); equals != std::string::npos)
        pair[equals] = ' ';
      session.run("set " + pair);
    }
  }
  if (interactive) {
    interact(session);
    tell_unexported(session);
  } else {
    for (std::size_t number = 1; !session.done(); ++number) {
      const std::optional<std::string> line = read_plain();
      if (!line) break;
      run_line(session, *line, number);
    }
  }
  return session.status();
}

}  // namespace

const Command shell_command{
    "shell",
    "search step by step: narrow, go back, read, mark, export",
    "[-d DB]",
    "Type words to search for; then `+ place:Kyiv` narrows, `f2` takes a facet value, `back` "
    "undoes, "
    "`3` opens a result, `help` tells the rest. Tab completes. Text of several lines that is "
    "pasted "
    "is shown first; Enter does its lines one after the other.\n\n"
    "Lines from a pipe are done without prompts; errors name the line.\n\n"
    "Exit status: that of the last query: 0 found, 1 nothing found, 2 wrong; 3 the database can't "
    "be "
    "used.\n\n"
    "  dateline shell -d news.db\n"
    "  printf 'gas pipeline\\n+ place:Germany\\nexport gas.csv\\n' | dateline shell\n",
    options,
    run};

}  // namespace dateline::cli
