#include "cli/line_editor.hh"

#include "base/data.hh"
#include "base/error.hh"
#include "base/interrupt.hh"
#include "base/new_file.hh"
#include "cli/complete.hh"
#include "cli/terminal.hh"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <sstream>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <readline/readline.h>
// readline.h comes first: history.h needs FILE.
#include <poll.h>
#include <readline/history.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dateline::cli {
namespace {

constexpr std::size_t most_lines = 2000;
constexpr int abort_key = 'G' - '@';  // Ctrl-G, of readline's searches
const Session* completed = nullptr;
volatile std::sig_atomic_t continued = 0;  // after Ctrl-Z: the line is to be shown again

void on_continue(int) {
  continued = 1;
}

/// Below the line, then the line again.
void list(const Completion& completion) {
  const std::vector<Candidate>& candidates = completion.candidates;
  std::fputc('\n', rl_outstream);
  std::size_t width = 0;
  for (const Candidate& one : candidates) width = std::max(width, display_columns(one.shown) + 2);
  const std::size_t columns = std::max<std::size_t>(1, terminal_columns() / width);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const bool end = (i + 1) % columns == 0 || i + 1 == candidates.size();
    std::string cell = candidates[i].shown;
    if (!end) cell += std::string(width - display_columns(cell), ' ');
    std::fprintf(rl_outstream, "%s%s", cell.c_str(), end ? "\n" : "");
  }
  if (completion.more) std::fputs("… and more: type another letter\n", rl_outstream);
  rl_on_new_line();
}

int on_tab(int, int) {
  try {
    const std::string_view line(rl_line_buffer, static_cast<std::size_t>(rl_end));
    const Completion completion = complete(*completed, line, static_cast<std::size_t>(rl_point));
    if (completion.candidates.empty()) {
      rl_ding();
      return 0;
    }
    const std::string typed(
        line.substr(completion.begin, static_cast<std::size_t>(rl_point) - completion.begin));
    const std::string& start = completion.start;
    const bool only = completion.candidates.size() == 1;
    // `org:euro` and `org:="European Union"` begin differently: replaced only by the one there is.
    if (start.size() > typed.size() && (only || start.starts_with(typed))) {
      rl_begin_undo_group();
      rl_delete_text(static_cast<int>(completion.begin), rl_point);
      rl_point = static_cast<int>(completion.begin);
      rl_insert_text(start.c_str());
      rl_end_undo_group();
    } else if (only && !typed.starts_with(start)) {  // never takes away what was typed
      rl_delete_text(static_cast<int>(completion.begin), rl_point);
      rl_point = static_cast<int>(completion.begin);
      rl_insert_text(start.c_str());
    }
    if (!only) list(completion);
  } catch (const base::Error&) {
    rl_ding();  // what is wrong is told when the line is run
  }
  return 0;
}

/// The next key. readline's own goes on waiting after a Ctrl-C; here it ends the line, of which read() then
/// returns nothing: emptied here, the screen would keep pieces of its later rows. One that comes just before the wait would not end it: hence short waits.
int next_key(FILE* input) {
  constexpr int wait_ms = 50;
  static bool ended = false;  // whether a line was, by the interrupt that is under way
  pollfd ready{::fileno(input), POLLIN, 0};
  for (;;) {
    const int found = ::poll(&ready, 1, wait_ms);
    const bool failed = found < 0 && errno != EINTR;  // what readline does changes errno
    rl_check_signals();                               // lets it see Ctrl-C, Ctrl-Z and a new size
    if (base::is_interrupted()) {
      // Within a search of the history a line end would take what it found.
      if (RL_ISSTATE(RL_STATE_ISEARCH | RL_STATE_NSEARCH)) return abort_key;
      // What is being pasted ends with no line end, but with the input.
      return std::exchange(ended, true) ? EOF : '\r';
    }
    ended = false;
    if (failed) return EOF;
    if (continued != 0) {
      continued = 0;
      rl_on_new_line();
      rl_redisplay();
    }
    if (found <= 0) continue;
    unsigned char key = 0;
    const ssize_t length = ::read(ready.fd, &key, 1);
    if (length == 1) return key;
    if (length == 0 || errno != EINTR) return EOF;
  }
}

}  // namespace

LineEditor::LineEditor(std::filesystem::path history, const Session& session)
    : history_(std::move(history)) {
  completed = &session;
  rl_readline_name = const_cast<char*>("dateline");
  rl_catch_signals = 1;
  rl_catch_sigwinch = 1;
  rl_change_environment = 0;  // LINES and COLUMNS set by it would hide a later change of size
  rl_getc_function = next_key;
  // What is pasted is shown as a whole and done at Enter, not line by line while it comes.
  rl_variable_bind("enable-bracketed-paste", "on");
  rl_bind_key('\t', on_tab);
  struct sigaction action {};
  action.sa_handler = on_continue;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  ::sigaction(SIGCONT, &action, nullptr);
  using_history();
  stifle_history(static_cast<int>(most_lines));
  if (!history_.empty()) read_history(history_.c_str());
}

LineEditor::~LineEditor() {
  completed = nullptr;
}

/// Put a line at the end of the file: at once, since a terminal that is closed ends the program, and
/// behind what other sessions wrote meanwhile. readline's own list is no use for that: it has what
/// was edited and never entered.
void LineEditor::save(const std::string& line) {
  if (history_.empty() || failed_) return;
  const mode_t mask = ::umask(0077);
  try {
    std::vector<std::string> lines;
    std::istringstream there(std::filesystem::exists(history_) ? base::read_file(history_) : "");
    for (std::string one; std::getline(there, one);) {
      if (!one.empty() && one != line) lines.push_back(std::move(one));
    }
    lines.push_back(line);
    if (lines.size() > most_lines) lines.erase(lines.begin());
    base::write_file(history_, fmt::format("{}\n", fmt::join(lines, "\n")));
  } catch (const std::exception& failure) {
    failed_ = true;  // told once
    std::fprintf(stderr, "warning: the history is not kept: %s\n", failure.what());
  }
  ::umask(mask);
}

std::optional<std::string> LineEditor::read(const std::string& prompt) {
  continued = 0;
  char* line = ::readline(prompt.c_str());
  // A paste that Ctrl-C ended ends the input as well, as readline sees it.
  const bool interrupted = base::is_interrupted();
  if (line == nullptr && !interrupted) return std::nullopt;
  std::string text = interrupted ? "" : line;
  std::free(line);
  return text;
}

void LineEditor::remember(const std::string& line) {
  if (line.empty() || line.front() == ' ') return;
  // A line typed before moves to the end.
  for (int i = history_length - 1; i >= 0; --i) {
    const HIST_ENTRY* entry = history_get(history_base + i);
    if (entry != nullptr && line == entry->line) free_history_entry(remove_history(i));
  }
  add_history(line.c_str());
  save(line);
}

}  // namespace dateline::cli
