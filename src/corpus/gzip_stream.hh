// A gzip file as a stream of the bytes it holds.
//
// libarchive reads gzip too, but drops what it has decoded of the last 64 KiB when the file is cut
// off, which in a small file is everything; zlib lets the whole records before the cut be kept.
#pragma once

#include "corpus/byte_stream.hh"
#include "corpus/expansion.hh"

#include <memory>
#include <string>

#include <zlib.h>

namespace dateline::corpus {

/// Decompresses all members of a gzip file, one after another.
class GzipStream : public ByteStream {
 public:
  GzipStream(ByteStream& inner, ExpansionLimit limit);
  ~GzipStream() override;
  GzipStream(const GzipStream&) = delete;
  GzipStream& operator=(const GzipStream&) = delete;

  std::size_t read(char* to, std::size_t size) override;
  std::string damage() const override { return damage_; }

 private:
  bool refill();
  bool next_member();

  ByteStream& inner_;
  ExpansionLimit limit_;
  z_stream zlib_{};
  std::unique_ptr<char[]> input_;
  bool ended_ = false;
  std::string damage_;
};

}  // namespace dateline::corpus
