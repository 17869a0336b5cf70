// Writes a glass database of posting lists: no positions, no document data, no term lists.
//
// The library's own writer keeps a tree of trees of what is not written yet and splits lists
// wherever it flushes. With all documents at hand each list is written once, in key order, in
// chunks that fill their blocks.
#pragma once

#include "glass/inverter.hh"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace dateline::glass {

/// The version file of an empty database that the library made, taken apart. What is not ours to
/// make (identity, tables without content) is taken from it.
struct EmptyVersion {
  std::string front;   ///< magic, format, identity
  std::string tables;  ///< roots of the tables after that of postings
};

/// out: nullopt if the library writes another format than this one, or something unexpected
std::optional<EmptyVersion> read_empty_version(std::string_view bytes);

/// Write a database into a folder that is there. Files are synced.
/// errors: Error{Code::Database} with the system's reason, or if a term is too long
void write_database(const std::filesystem::path& folder, const Inverter& inverter,
                    const EmptyVersion& version);

}  // namespace dateline::glass
