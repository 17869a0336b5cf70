// What can stand at a place of a line of a session.
#pragma once

#include "cli/session.hh"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::cli {

/// text:  what replaces the bytes [begin, cursor) of the line
/// shown: what is listed for it: a name with its count
struct Candidate {
  std::string text, shown;
};

/// start: what all that can stand here begins with, listed or not; empty if that is not known
struct Completion {
  std::size_t begin = 0;
  std::vector<Candidate> candidates;  ///< at most max_candidates, but for commands
  std::string start = {};
  bool more = false;  ///< there are more than are listed
};

inline constexpr std::size_t max_candidates = 30;

/// Commands at the start of a line; fields, and topics behind `@`, in a query; behind `org:` the names
/// with a word that begins so, with how many passages have them: of the present result in a clause that
/// narrows it, else of the whole database, also within `org:(…)`. Behind `set` settings, behind `export` files,
/// as behind the commands of the program that take some.
/// errors: none that the line can cause; those of reading the database
Completion complete(const Session& session, std::string_view line, std::size_t cursor);

/// The longest text that all candidates begin with.
std::string common_start(const std::vector<Candidate>& candidates);

}  // namespace dateline::cli
