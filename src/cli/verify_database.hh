// What `dateline verify` tells of a database.
#pragma once

#include <filesystem>

namespace dateline::cli {

/// Check a database and print what is found, as text or as one line of JSON.
/// out:    the exit status: 0 sound, 1 damaged
/// errors: as store::verify_database()
int verify_database(const std::filesystem::path& folder, bool json);

}  // namespace dateline::cli
