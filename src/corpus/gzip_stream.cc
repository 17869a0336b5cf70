#include "corpus/gzip_stream.hh"

#include "base/error.hh"

#include <algorithm>
#include <climits>

namespace dateline::corpus {
namespace {

constexpr std::size_t input_bytes = 256u << 10;
constexpr int gzip_window = 15 + 16;  // zlib's way to say "gzip, any window"

}  // namespace

GzipStream::GzipStream(ByteStream& inner, ExpansionLimit limit)
    : inner_(inner), limit_(limit), input_(std::make_unique<char[]>(input_bytes)) {
  if (inflateInit2(&zlib_, gzip_window) != Z_OK) {
    throw base::Error(base::Code::Internal, "cannot start zlib");
  }
}

GzipStream::~GzipStream() {
  inflateEnd(&zlib_);
}

/// Make input available; false at the end of the compressed stream.
bool GzipStream::refill() {
  if (zlib_.avail_in > 0) return true;
  const std::size_t got = inner_.read(input_.get(), input_bytes);
  zlib_.next_in = reinterpret_cast<Bytef*>(input_.get());
  zlib_.avail_in = static_cast<uInt>(got);
  return got > 0;
}

/// Begin the member that follows; false if there is none. Zero bytes pad tapes and are nothing.
bool GzipStream::next_member() {
  while (refill()) {
    while (zlib_.avail_in > 0 && *zlib_.next_in == 0) {
      ++zlib_.next_in;
      --zlib_.avail_in;
    }
    if (zlib_.avail_in == 0) continue;
    if (*zlib_.next_in != 0x1F) {
      damage_ = "bytes after the end of the gzip data are ignored";
      return false;
    }
    return inflateReset(&zlib_) == Z_OK;
  }
  return false;
}

std::size_t GzipStream::read(char* to, std::size_t size) {
  zlib_.next_out = reinterpret_cast<Bytef*>(to);
  zlib_.avail_out = static_cast<uInt>(std::min<std::size_t>(size, UINT_MAX));
  const std::size_t room = zlib_.avail_out;
  while (!ended_ && zlib_.avail_out > 0) {
    if (!refill()) {
      ended_ = true;
      damage_ = inner_.damage().empty() ? "truncated gzip input" : inner_.damage();
      break;
    }
    const int status = inflate(&zlib_, Z_NO_FLUSH);
    if (status == Z_STREAM_END) {
      ended_ = !next_member();
    } else if (status != Z_OK) {
      ended_ = true;
      damage_ = std::string("damaged gzip input: ") +
                (zlib_.msg != nullptr ? zlib_.msg : "decompression failed");
    }
  }
  const std::size_t made = room - zlib_.avail_out;
  if (damage_.empty()) {
    damage_ = limit_.add(made);
    if (!damage_.empty()) ended_ = true;
  }
  return made;
}

}  // namespace dateline::corpus
