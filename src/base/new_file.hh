// Files written whole or not at all.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace dateline::base {

/// A file on its way: written aside, then renamed, so that who reads it sees the old one or the new
/// one. A link keeps pointing where it does; what is no plain file (a terminal, a pipe, /dev/null) is
/// written to as it is.
///
/// errors: Error{Code::Output} with the path and the system's reason, from all that can fail
class NewFile {
 public:
  explicit NewFile(std::filesystem::path path);
  ~NewFile();  ///< what was not committed is removed
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  int descriptor() const { return file_; }
  void write(std::string_view content);
  void commit();

 private:
  [[noreturn]] void fail() const;

  std::filesystem::path path_, target_;
  std::string aside_;  ///< empty if written to as it is
  int file_ = -1;
};

/// Make a file of so much content. errors: as NewFile
void write_file(const std::filesystem::path& path, std::string_view content);

}  // namespace dateline::base
