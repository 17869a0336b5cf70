// The folders that a person's own files lie in, by the XDG base directory specification.
#pragma once

#include <filesystem>

namespace dateline::base {

/// What is configured (`$XDG_CONFIG_HOME/dateline`, else `~/.config/dateline`), and what is kept from
/// one run to the next (`$XDG_STATE_HOME/dateline`, else `~/.local/state/dateline`).
/// out:    empty if neither the variable nor HOME is set; the folder need not be there
/// source: XDG Base Directory Specification 0.8; paths that are not absolute are passed over
std::filesystem::path config_folder();
std::filesystem::path state_folder();

/// Make a folder for a person's own use, with those above it.
/// errors: Error{Code::Output}
void make_private(const std::filesystem::path& folder);

}  // namespace dateline::base
