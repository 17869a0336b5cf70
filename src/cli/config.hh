// A person's own defaults: what `config.toml` says of options.
#pragma once

#include "cli/command.hh"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dateline::cli {

inline constexpr int config_version = 1;

/// What a file of defaults says.
/// options: by name, the values that each option has where it is not given: one, of `aliases` and
///          `stop-names` any number; paths are whole
/// pager:   the command that long text goes through
struct Config {
  std::map<std::string, std::vector<std::string>, std::less<>> options;
  std::optional<std::string> pager;
};

/// Read the text of a file. `~/` is the person's home, other relative paths are seen from `path`.
/// in:     path, of the file
/// errors: base::Error{Code::Data} with file and line for a key there is not, naming the nearest, a
///         value that its option does not take, a file of spellings that is not there
Config read_config(const std::filesystem::path& path, const std::string& content);

/// Where the file is looked for: `config.toml` in the folder of XDG; empty if there is no home.
std::filesystem::path config_path();

/// The file in force, read once; an empty one if there is none.
/// errors: as read_config(); base::Error{Code::Input} if it can't be read
const Config& config();

/// `In force: PATH.`, or that there is none and where one would be.
std::string config_in_force();

/// What the file gives the options of a command that the command line does not give, the database
/// left out. What the environment says is left alone, and so are formats that the command does not
/// write.
/// in: values, of the command line
/// out: as Boost takes it for a second source
po::parsed_options configured(const Command& command, const po::variables_map& values,
                              const po::options_description& options);

}  // namespace dateline::cli
