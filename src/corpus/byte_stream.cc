#include "corpus/byte_stream.hh"

#include "base/interrupt.hh"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace dateline::corpus {

FileStream::FileStream(const std::string& path, std::uint64_t& bytes_read)
    : descriptor_(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)),
      bytes_read_(bytes_read) {
  if (descriptor_ < 0) {
    damage_ = std::string("cannot open: ") + std::strerror(errno);
    return;
  }
  ::posix_fadvise(descriptor_, 0, 0, POSIX_FADV_SEQUENTIAL);
}

FileStream::~FileStream() {
  if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
}

std::size_t FileStream::read(char* to, std::size_t size) {
  if (!damage_.empty()) return 0;
  ssize_t got = 0;
  if (!interruptible_wait()) return 0;
  do {
    got = ::read(descriptor_, to, size);
  } while (got < 0 && errno == EINTR);
  if (got < 0) {
    damage_ = std::string("cannot read: ") + std::strerror(errno);
    return 0;
  }
  consumed_ += static_cast<std::uint64_t>(got);
  bytes_read_ += static_cast<std::uint64_t>(got);
  return static_cast<std::size_t>(got);
}

/// Standard input may be silent for long: whoever interrupts ends it.
/// out: whether to read
bool FileStream::interruptible_wait() const {
  if (descriptor_ != STDIN_FILENO) return true;
  constexpr int patience_ms = 100;
  pollfd waiting{descriptor_, POLLIN, 0};
  while (!base::is_interrupted()) {
    if (::poll(&waiting, 1, patience_ms) != 0 && waiting.revents != 0) return true;
  }
  return false;
}

std::int64_t FileStream::seek(std::int64_t offset, int whence) {
  const std::int64_t at = ::lseek(descriptor_, offset, whence);
  if (at >= 0) {
    // Bytes read twice count once.
    bytes_read_ += static_cast<std::uint64_t>(at) - consumed_;
    consumed_ = static_cast<std::uint64_t>(at);
  }
  return at;
}

std::string_view PeekStream::peek(std::size_t size) {
  while (head_.size() - taken_ < size) {
    const std::size_t had = head_.size();
    head_.resize(taken_ + size);
    const std::size_t got = inner_.read(head_.data() + had, head_.size() - had);
    head_.resize(had + got);
    if (got == 0) break;
  }
  return std::string_view(head_).substr(taken_, size);
}

std::size_t PeekStream::read(char* to, std::size_t size) {
  if (taken_ == head_.size()) return inner_.read(to, size);
  const std::size_t count = std::min(size, head_.size() - taken_);
  std::memcpy(to, head_.data() + taken_, count);
  taken_ += count;
  return count;
}

std::int64_t PeekStream::seek(std::int64_t offset, int whence) {
  // The inner stream is ahead by what was looked at and not read.
  if (whence == SEEK_CUR) offset -= static_cast<std::int64_t>(head_.size() - taken_);
  const std::int64_t at = inner_.seek(offset, whence);
  if (at >= 0) {
    head_.clear();
    taken_ = 0;
  }
  return at;
}

std::size_t DecodedStream::read(char* to, std::size_t size) {
  while (taken_ == ready_.size() && !ended_) {
    ready_.clear();
    taken_ = 0;
    char block[16384];
    const std::size_t got = inner_.read(block, sizeof block);
    ended_ = got == 0;
    decoder_.decode(std::string_view(block, got), ended_, ready_);
  }
  const std::size_t count = std::min(size, ready_.size() - taken_);
  std::memcpy(to, ready_.data() + taken_, count);
  taken_ += count;
  return count;
}

}  // namespace dateline::corpus
