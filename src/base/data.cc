#include "base/data.hh"

#include "base/error.hh"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <system_error>

namespace dateline::base {
namespace {

namespace fs = std::filesystem;

bool holds_data(const fs::path& root) {
  std::error_code ignored;
  return fs::exists(root / "index/schema.toml", ignored);
}

fs::path find_root() {
  if (const char* set = std::getenv("DATELINE_DATA"); set != nullptr && *set != '\0') {
    if (holds_data(set)) return set;
    throw Error(Code::Data,
                std::string("DATELINE_DATA names '") + set + "', which holds no index/schema.toml");
  }
  std::error_code failed;
  const fs::path self = fs::read_symlink("/proc/self/exe", failed);
  if (!failed) {
    const fs::path installed = self.parent_path().parent_path() / "share/dateline";
    if (holds_data(installed)) return installed;
  }
  if (holds_data(DATELINE_SOURCE_ROOT)) return DATELINE_SOURCE_ROOT;
  throw Error(Code::Data, "cannot find the data files index/ and queries/",
              "set DATELINE_DATA to the folder that holds them");
}

}  // namespace

const std::filesystem::path& data_root() {
  static const fs::path root = find_root();
  return root;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  // Reading a folder "opens" on Linux and only fails here.
  if (stream) text << stream.rdbuf();
  std::error_code ignored;
  if (!stream || fs::is_directory(path, ignored)) {
    const int reason = fs::is_directory(path, ignored) ? EISDIR : errno;
    if (stream.is_open() && fs::file_size(path, ignored) == 0 && reason != EISDIR) return {};
    throw Error(Code::Input, "cannot read '" + path.string() + "': " + std::strerror(reason));
  }
  return std::move(text).str();
}

std::string read_data(std::string_view relative_path) {
  try {
    return read_file(data_root() / relative_path);
  } catch (const Error& failure) {
    throw Error(Code::Data, failure.what());
  }
}

}  // namespace dateline::base
