// A session: one query after the other over a database, each narrowing, widening or leaving the last.
#pragma once

#include "cli/command.hh"
#include "cli/printer.hh"
#include "store/database.hh"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::cli {

/// Settings by the name of the option of `search` that they are, without dashes. A flag's value is
/// `on`.
using Settings = std::map<std::string, std::string>;

/// What is shown: a query, where in its results, and how. `back` returns to a query and its place; settings stay
/// as they are.
struct Step {
  std::string query;
  std::uint64_t offset = 0;
  Settings settings;
};

/// A command of the session.
/// name:    with its short form behind a comma: `back,undo`
/// usage:   what follows it
/// summary: for help
struct SessionCommand {
  const char* name;
  const char* usage;
  const char* summary;
};

/// All of them, in the order in which help lists them.
const std::vector<SessionCommand>& session_commands();

/// What help says below them, in Markdown.
inline constexpr const char* session_hints =
    "Tab completes commands, fields, names and topics. A line is searched for if it begins with "
    "`/` "
    "(`/export controls`), and is a command of dateline if with `:` (`:info`, `:index PATH`), a "
    "comment if with `#`.\n\n"
    "`help query` is the query language, `help search` the options that can be set.\n";

/// Commands of the program that need no colon before them in a session.
const std::vector<std::string>& session_programs();

/// The options that `set` sets.
std::vector<std::string> session_settings();

/// What an export to a file is written as, by the file's ending: a format of `search`, or `html`.
/// out: nullopt for any other ending
std::optional<std::string> export_format(const std::string& file);

/// errors: base::Error{Code::Usage} unless the file is to be a page
void require_page(const std::string& file);

/// A number of at most nine digits; `m3`, a mark as `marks` lists it.
bool all_digits(std::string_view text);
bool is_mark_name(std::string_view word);

/// What `mark` takes for results; a note is what follows.
bool names_results(std::string_view word);

/// Those that a session begins with, unlike the option's own.
const Settings& usual_settings();

/// Runs lines. Everything shown has a command line that shows the same, made of the step alone.
class Session {
 public:
  /// in: interactive, false for lines from a file: no hints, no times
  Session(std::filesystem::path database, bool interactive);

  /// Do what a line says and print what comes of it. Blank lines and comments (`# …`) do nothing.
  /// errors: base::Error; the session then is where it was
  void run(std::string_view line);

  bool done() const { return done_; }

  /// Of the last query or command of the program; errors count as theirs.
  int status() const { return status_; }
  void fail(int status) { status_ = status; }

  const std::filesystem::path& database() const { return database_; }

  /// The query of the present step; empty before the first.
  const std::string& query() const { return step_.query; }

  const Settings& settings() const { return step_.settings; }

  /// Whether as many results are shown as fit the window.
  bool fits_limit() const { return interactive_ && !own_limit_; }

  /// The present answer and the database it was found in; null before the first.
  const Answer* answer() const { return answer_.get(); }
  const std::shared_ptr<const store::Database>& opened() const { return opened_; }

  /// Ids of what is marked and was in no export of marks.
  std::vector<std::string> unexported() const;

  /// The command line that gives what was shown last, as words after the program's name.
  const std::vector<std::string>& last() const { return last_; }

 private:
  using Words = std::vector<std::string>;

  /// like: the id of what it was found to be similar to, instead of by a query
  struct Marked {
    std::string id, title, query, like, note;
    double score = 0;

    std::string how() const { return like.empty() ? query : "similar to " + like; }
  };

  bool session_command(const std::string& name, std::string_view rest, bool forced);
  void search(Step step, bool keep);
  void show_answer();
  void back();
  void next();
  void previous();
  void facets(const Words& fields);
  void by_facets(const Words& numbers);
  void program(const Words& words, bool about_results);
  void run_program(const Words& line);
  void open(const Words& words, bool whole);
  void about(const std::string& name, Words words, bool needs_query);
  void mark(const Words& words);
  void unmark(const Words& words);
  void marks() const;
  void export_to(Words words, bool anew);
  void export_marks(const std::string& file, const std::string& format);
  Words numbers_of(const Words& words) const;
  std::string in_force(const Command* command = nullptr) const;
  void save_case(const Words& words);
  void set(std::string_view rest);
  void help(const std::string& topic) const;

  void fit_limit(Step& step) const;
  bool same_results(const Step& a, const Step& b) const;
  Words search_words(const Step& step) const;
  Words meaning(const Command& command) const;
  const std::string& id_of(const std::string& number) const;
  const Marked& mark_of(const std::string& name) const;
  const std::string& similar_of(const std::string& name) const;
  std::string id_or_result(const std::string& word) const;
  void require_answer() const;

  std::filesystem::path database_;
  bool interactive_, done_ = false;
  bool own_limit_ =
      false;  ///< `limit` was set, so that it does not follow the height of the terminal
  int status_ = 0;
  Step step_;
  std::vector<Step> steps_;                   ///< queries before the present one
  std::map<std::uint64_t, std::string> ids_;  ///< of passages shown of the present query, by rank
  std::map<std::uint64_t, double> scores_;    ///< of the same
  Words similar_;  ///< ids of passages that `similar` listed last, in the order of their numbers
  std::string similar_to_;  ///< the id it was asked about
  std::vector<Marked> marks_;
  bool unexported_ = false;  ///< something was marked since marks were exported
  Words last_;
  std::string no_line_ = "nothing was shown yet";  ///< why there is none
  std::shared_ptr<const store::Database> opened_;
  std::unique_ptr<Answer> answer_;
  double elapsed_ms_ = 0;
};

}  // namespace dateline::cli
