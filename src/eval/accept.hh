// Accepting results: the numbers of a suite rewritten where they stand.
#pragma once

#include "eval/check_case.hh"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::eval {

/// A TOML text with numbers replaced; comments, order and all else stay as they are.
/// in:     edits, with places in this text; of several at one place the last counts
/// errors: Error{Code::Internal} if there is no number at a place
std::string rewritten(std::string_view content, const std::vector<Edit>& edits);

/// The same for a file, written aside and renamed.
/// out:    what was rewritten, `file:line:column: old -> new` each, in order
/// errors: Error{Code::Output} if it can't be written
std::vector<std::string> rewrite(const std::filesystem::path& path, const std::vector<Edit>& edits);

}  // namespace dateline::eval
