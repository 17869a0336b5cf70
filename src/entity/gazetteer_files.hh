// Loading the gazetteer from the tables of index/gazetteer.
#pragma once

#include "entity/gazetteer.hh"

#include <filesystem>

namespace dateline::entity {

/// Version of the tables' format, and the kind in their first line (`# dateline-gazetteer 1`).
inline constexpr int gazetteer_version = 1;

/// Load all tables.
/// in:     folder, such as data_root() / "index/gazetteer"
/// errors: Error{Code::Input} for a missing file, Error{Code::Data} with file and line for a wrong
/// one
Gazetteer load_gazetteer(const std::filesystem::path& folder);

/// Load the tables of the data root.
Gazetteer load_gazetteer();

/// The same, loaded at first use and shared.
const Gazetteer& standard_gazetteer();

}  // namespace dateline::entity
