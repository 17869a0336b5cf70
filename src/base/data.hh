// Where the data files of index/ and queries/ are.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace dateline::base {

/// The folder that holds `index/` and `queries/`: DATELINE_DATA if set, else `../share/dateline` of
/// the running program if it is there (installed), else the source tree the program was built from.
/// errors: Error{Code::Data} if none of them holds `index/schema.toml`
const std::filesystem::path& data_root();

/// Read a whole file of the data root, such as `index/stopwords/english.txt`.
/// errors: Error{Code::Data} with the path if it can't be read
std::string read_data(std::string_view relative_path);

/// Read a whole file.
/// errors: Error{Code::Input} with the path if it can't be read
std::string read_file(const std::filesystem::path& path);

}  // namespace dateline::base
