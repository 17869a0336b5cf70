// The index that a suite is for, built where it must be and kept for the next time.
#pragma once

#include "eval/suite.hh"

#include <filesystem>
#include <string>

namespace dateline::eval {

/// The database of a suite. Built of its sources into the cache folder (`dateline/suites` in
/// XDG_CACHE_HOME, else `~/.cache`) unless it is there: under a name made of what the sources hold,
/// the analysis, and the program and its data, so that nothing old is ever found. Others that were
/// not used for 30 days are removed.
/// in:     jobs, threads that index; 0: one a core
/// out:    notes, what is to be told: bad records of the sources
/// errors: Error{Code::Input} for sources that are not there or hold no article; Error{Code::Database}
std::filesystem::path ready_index(const IndexNeed& need, unsigned jobs, std::string& notes);

/// A digest of what files and folders hold, names included, where they lie left out.
std::uint64_t source_digest(const std::vector<std::filesystem::path>& sources);

}  // namespace dateline::eval
