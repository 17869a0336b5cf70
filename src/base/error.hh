// The one exception type of the program.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>

namespace dateline::base {

/// What went wrong, by kind; each kind has one exit status (README, "Exit statuses").
enum class Code {
  Usage,        ///< the command line is wrong
  Input,        ///< a file or stream could not be read or is not what it should be
  Query,        ///< the query does not parse or names something unknown
  Data,         ///< a file of index/ or queries/ is wrong
  Output,       ///< results could not be written
  Database,     ///< the database is missing, damaged, locked or of another version
  Interrupted,  ///< stopped by the user
  Internal,     ///< a fault of ours
};

/// A failure that ends an operation.
/// message: what was tried, on what, why it failed; no full stop, no prefix
/// hint:    what to do about it, often a command to run
/// place:   `file:line:column`, as far as known
class Error : public std::runtime_error {
 public:
  Error(Code code, const std::string& message, std::string hint = {}, std::string place = {})
      : std::runtime_error(message),
        code_(code),
        hint_(std::move(hint)),
        place_(std::move(place)) {}

  Code code() const { return code_; }
  const std::string& hint() const { return hint_; }
  const std::string& place() const { return place_; }

  /// 2 for usage, input, query and internal errors, 3 for the database, 130 for an interruption.
  int exit_status() const;

  /// The lines shown to a person: `error: [place: ]message` and, if there is one, `hint: …`.
  std::string report() const;

 private:
  Code code_;
  std::string hint_;
  std::string place_;
};

}  // namespace dateline::base
