// Articles related to one, as the command prints them.
#pragma once

#include "cli/command.hh"

#include <string>
#include <string_view>
#include <vector>

namespace dateline::cli {

/// Do what `similar` says. As text, articles are numbered in the order in which they stand: `s1`, `s2`.
/// out:    the exit status; listed, the ids of the best passages of what was numbered; may be null
/// errors: base::Error
int show_similar(const Arguments& arguments, std::vector<std::string>* listed);

/// `s3`, an article as `similar` numbers it.
bool is_similar_name(std::string_view word);

}  // namespace dateline::cli
