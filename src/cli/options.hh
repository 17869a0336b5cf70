// Options that several commands share.
#pragma once

#include "cli/command.hh"
#include "corpus/reader.hh"

#include <filesystem>
#include <string>
#include <vector>

namespace dateline::cli {

void add_database_option(po::options_description& options);

/// The database to use: --db, else DATELINE_DB, else that of config.toml, else
/// `dateline/default.db` in the XDG data folder.
std::filesystem::path database_path(const Arguments& arguments);

void add_read_options(po::options_description& options);

/// errors: base::Error{Code::Usage}
corpus::ReadOptions read_options(const Arguments& arguments);

/// --topic, of commands that take a query; --color, of those that print for people.
void add_topic_option(po::options_description& options);
void add_color_option(po::options_description& options);

/// The value of an option that counts something.
/// errors: base::Error{Code::Usage} if it is negative
std::size_t natural(const Arguments& arguments, const char* name);

/// Cut `a,b,c` at the commas; blanks around parts and empty parts are left
/// out, repeated ones kept once.
std::vector<std::string> split_list(const std::string& text);

/// Require one of the choices of an option.
/// errors: base::Error{Code::Usage} naming all of them, the first as the default
void require_choice(const char* option, const std::string& value,
                    const std::vector<std::string>& choices);

}  // namespace dateline::cli
