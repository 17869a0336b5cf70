// Archives and compressed files, read through libarchive member by member.
#pragma once

#include "corpus/byte_stream.hh"
#include "corpus/expansion.hh"

#include <memory>
#include <string>

struct archive;

namespace dateline::corpus {

/// What the first bytes of a stream say it is wrapped in.
enum class Wrapping { None, Gzip, Archive };

/// Look at the first bytes, at least 512 if there are as many. `Archive` is what libarchive
/// unwraps: zip and tar, but also files compressed by xz, bzip2, zstd, lz4 or compress.
Wrapping wrapping_of(std::string_view head);

/// An archive or a compressed file; the stream reads the current member.
/// Only formats known to wrapping_of() are enabled: libarchive would take some texts for archives,
/// and runs programs for some compressions.
class ArchiveStream : public ByteStream {
 public:
  ArchiveStream(ByteStream& inner, ExpansionLimit limit);
  ~ArchiveStream() override;
  ArchiveStream(const ArchiveStream&) = delete;
  ArchiveStream& operator=(const ArchiveStream&) = delete;

  /// Go to the next regular file, past one that is damaged if the archive allows that; false at the
  /// end, or where damage() ends it.
  /// out: member, its path; empty if the stream is one compressed file
  bool next(std::string& member);

  std::size_t read(char* to, std::size_t size) override;
  std::string damage() const override { return damage_; }

 private:
  struct Feed;
  void fail(const char* what, int status);

  std::unique_ptr<Feed> feed_;
  archive* archive_;
  ExpansionLimit limit_;
  std::string damage_;
  bool over_ = false;  ///< nothing can be read any more
};

}  // namespace dateline::corpus
