// Writing to standard output and telling errors.
#pragma once

#include "base/error.hh"
#include "cli/command.hh"

#include <string>
#include <string_view>

namespace dateline::cli {

/// Write to standard output.
/// errors: base::Error{Code::Output}
void put(std::string_view text);

/// Write to standard error. On a terminal, lines too long for it are broken at blanks, save those that a query and the
/// sign below it take, which begin with a blank.
void tell(const std::string& text);

/// What errors that are told as text are to begin with from now on, as `line 3: ` of a script; may be empty.
void set_error_place(std::string place);

/// Tell an error on standard error: as text, or as one JSON object a line.
void print_error(const base::Error& failure, bool json);

/// The option --format-version of commands that write JSON.
void add_json_options(po::options_description& options);

/// errors: base::Error{Code::Usage} if a version is asked for that this program does not write
void require_json_version(const Arguments& arguments);

}  // namespace dateline::cli
