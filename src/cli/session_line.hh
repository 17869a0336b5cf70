// What a line of a session means: a command with what it takes, or words to search for.
#pragma once

#include "cli/command.hh"

#include <string>
#include <string_view>
#include <vector>

namespace dateline::cli {

/// `f3`, `-f3`, `+f3`.
bool is_facet_number(std::string_view word);

/// Whether a line that begins with the name of a command can be meant as that command: `export x.csv`,
/// but not `export controls`.
bool means_command(const std::string& name, const std::vector<std::string>& words);

/// Refuse what stands behind a command and is not meant as its argument (means_command) but is a slip rather
/// than words to search for: `timeline month`, `back 3`, `facets persn`, `why 1 2`.
/// errors: base::Error{Code::Usage} with how to search for the words
void refuse_slip(const std::string& name, const std::vector<std::string>& words);

/// Refuse what is a setting without `set`, as `sort newest`, or a command of other programs.
/// errors: base::Error{Code::Usage}
void refuse_setting(const std::string& name, const std::string& value);

/// A command that stands alone, as `Back`, in small letters; other words as they are.
std::string usual_case(const std::string& word);

/// What stands behind the name of a command of the program, as its words. Words that make up a query keep
/// their double quotes, which are phrases there, as the value of --against does; all others lose them.
/// errors: base::Error{Code::Usage} for a quote that is not closed, and for a value of several words without quotes,
///         of which the first alone would be taken: `--against oil embargo`
std::vector<std::string> command_words(const Command& command, std::string_view line);

}  // namespace dateline::cli
