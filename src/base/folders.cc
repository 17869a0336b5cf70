#include "base/folders.hh"

#include "base/error.hh"

#include <cstdlib>
#include <string>
#include <system_error>

namespace dateline::base {
namespace {

std::filesystem::path folder(const char* variable, const char* below_home) {
  if (const char* set = std::getenv(variable); set != nullptr && *set == '/')
    return std::filesystem::path(set) / "dateline";
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0')
    return std::filesystem::path(home) / below_home / "dateline";
  return {};
}

}  // namespace

std::filesystem::path config_folder() {
  return folder("XDG_CONFIG_HOME", ".config");
}

std::filesystem::path state_folder() {
  return folder("XDG_STATE_HOME", ".local/state");
}

void make_private(const std::filesystem::path& folder) {
  std::error_code failure;
  const bool made = std::filesystem::create_directories(folder, failure);
  if (failure) {
    throw Error(Code::Output,
                "cannot make the folder '" + folder.string() + "': " + failure.message());
  }
  if (made) std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failure);
}

}  // namespace dateline::base
