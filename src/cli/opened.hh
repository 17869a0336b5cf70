// Databases that stay open from one command of a session to the next.
#pragma once

#include "store/database.hh"

#include <filesystem>
#include <memory>

namespace dateline::cli {

/// Open a database, or give the one opened last if it is the same and its manifest was not replaced
/// since. Not for several threads.
/// errors: as store::Database
std::shared_ptr<const store::Database> open_database(const std::filesystem::path& folder,
                                                     const store::RemoteOptions& remote = {});

}  // namespace dateline::cli
