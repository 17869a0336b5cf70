// Completion scripts for bash, zsh and fish, made from the table of commands.
#pragma once

#include "cli/command.hh"

#include <string>
#include <vector>

namespace dateline::cli {

/// The choices that an option's description names: `text, json or jsonl`, `what facets count: passages
/// or articles`; none if it names no list of single words.
std::vector<std::string> choices(const std::string& description);

/// A script that completes commands, options, choices of options, topics and files.
/// in:     shell, `bash`, `zsh` or `fish`
/// errors: base::Error{Code::Usage} for another
std::string completion_script(const std::string& shell);

}  // namespace dateline::cli
