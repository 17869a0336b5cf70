// Files made to last: written aside, synced, renamed.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

namespace dateline::store {

/// Write a new file from parts and sync it.
/// errors: Error{Code::Database} with the system's reason
void write_synced(const std::filesystem::path& path, const std::vector<std::string_view>& parts);

/// Replace a file in one step: written as `<path>.new`, synced, renamed, folder synced.
/// errors: Error{Code::Database}; the old file is then untouched
void replace_file(const std::filesystem::path& path, std::string_view content);

/// Sync a folder or an existing file.
/// errors: Error{Code::Database}
void sync_path(const std::filesystem::path& path);

/// Make a folder last under its final name: its files synced, it renamed, the folder around it
/// synced. errors: Error{Code::Database}
void publish_folder(const std::filesystem::path& aside, const std::filesystem::path& target);

}  // namespace dateline::store
