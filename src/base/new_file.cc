#include "base/new_file.hh"

#include "base/error.hh"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dateline::base {

namespace fs = std::filesystem;

NewFile::NewFile(fs::path path) : path_(std::move(path)), target_(path_) {
  std::error_code failed;
  const fs::file_status status = fs::status(path_, failed);
  if (fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status)) {
    file_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
    if (file_ < 0) fail();
    return;
  }
  if (fs::exists(status)) target_ = fs::canonical(path_, failed);
  if (failed) target_ = path_;
  aside_ = target_.string() + ".XXXXXX";
  file_ = ::mkostemp(aside_.data(), O_CLOEXEC);
  if (file_ < 0) {
    aside_.clear();
    fail();
  }
  // As the file was, or as any new one would be.
  struct stat before {};
  const mode_t mask = ::umask(0);
  ::umask(mask);
  ::fchmod(file_, ::stat(target_.c_str(), &before) == 0 ? before.st_mode & 07777 : 0666 & ~mask);
}

NewFile::~NewFile() {
  if (file_ >= 0) ::close(file_);
  if (!aside_.empty()) ::unlink(aside_.c_str());
}

void NewFile::write(std::string_view content) {
  while (!content.empty()) {
    const ssize_t done = ::write(file_, content.data(), content.size());
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) fail();
    content.remove_prefix(static_cast<std::size_t>(done));
  }
}

void NewFile::commit() {
  // Or a power cut could leave the new name with nothing behind it.
  if (!aside_.empty() && ::fsync(file_) != 0) fail();
  if (::close(std::exchange(file_, -1)) != 0) fail();
  if (aside_.empty()) return;
  if (std::rename(aside_.c_str(), target_.c_str()) != 0) fail();
  aside_.clear();
}

void NewFile::fail() const {
  throw Error(Code::Output, "cannot write '" + path_.string() + "': " + std::strerror(errno));
}

void write_file(const fs::path& path, std::string_view content) {
  NewFile file(path);
  file.write(content);
  file.commit();
}

}  // namespace dateline::base
