// Streams of bytes that are read once, from front to end.
#pragma once

#include "text/decode.hh"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dateline::corpus {

/// A stream of bytes.
class ByteStream {
 public:
  virtual ~ByteStream() = default;

  /// Read up to `size` bytes; 0 at the end, or where damage makes going on impossible.
  virtual std::size_t read(char* to, std::size_t size) = 0;

  /// Why the stream ended before its end; empty if it did not.
  virtual std::string damage() const { return {}; }

  /// Go to an offset as lseek does; the new offset, or -1 if this stream can't.
  virtual std::int64_t seek(std::int64_t, int) { return -1; }
};

/// An open file, pipe or standard input. Counts what it reads.
class FileStream : public ByteStream {
 public:
  /// Open a path; `-` is standard input, which base::interrupt() ends where it stands. If it can't be opened, damage() says why.
  /// in: bytes_read, increased while reading
  FileStream(const std::string& path, std::uint64_t& bytes_read);
  ~FileStream() override;
  FileStream(const FileStream&) = delete;
  FileStream& operator=(const FileStream&) = delete;

  std::size_t read(char* to, std::size_t size) override;
  std::string damage() const override { return damage_; }
  std::int64_t seek(std::int64_t offset, int whence) override;

  std::uint64_t consumed() const { return consumed_; }  ///< how far it has been read

 private:
  bool interruptible_wait() const;

  int descriptor_;
  std::uint64_t& bytes_read_;
  std::uint64_t consumed_ = 0;
  std::string damage_;
};

/// A stream whose first bytes can be looked at before they are read.
class PeekStream : public ByteStream {
 public:
  explicit PeekStream(ByteStream& inner) : inner_(inner) {}

  /// The next bytes, up to `size`, fewer only at the end of the stream.
  std::string_view peek(std::size_t size);

  std::size_t read(char* to, std::size_t size) override;
  std::string damage() const override { return inner_.damage(); }
  std::int64_t seek(std::int64_t offset, int whence) override;

 private:
  ByteStream& inner_;
  std::string head_;
  std::size_t taken_ = 0;  ///< bytes of head_ already read
};

/// A stream of another character set, read as UTF-8.
class DecodedStream : public ByteStream {
 public:
  DecodedStream(ByteStream& inner, std::string_view charset) : inner_(inner), decoder_(charset) {}

  std::size_t read(char* to, std::size_t size) override;
  std::string damage() const override { return inner_.damage(); }

 private:
  ByteStream& inner_;
  text::StreamDecoder decoder_;
  std::string ready_;
  std::size_t taken_ = 0;
  bool ended_ = false;
};

}  // namespace dateline::corpus
