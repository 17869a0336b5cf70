// The part of a stream that is being looked at.
#pragma once

#include "corpus/byte_stream.hh"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace dateline::corpus {

/// A window on a stream: bytes come in at its end when asked for and leave at its front. It grows
/// to what is kept in it, so whoever fills it sets the bound.
class InputBuffer {
 public:
  explicit InputBuffer(ByteStream& stream) : stream_(stream) {}

  /// Bytes not yet consumed; valid until the next fill() or consume().
  std::string_view unread() const { return {memory_.get() + begin_, end_ - begin_}; }

  /// Read at least one byte more; false at the end of the stream.
  bool fill();

  /// Have at least `size` bytes unread, fewer at the end of the stream.
  std::string_view fill_to(std::size_t size);

  /// Give up the first bytes of unread().
  void consume(std::size_t size);

  /// Allocated bytes from the start of unread() on; always more than its size by the padding that
  /// simdjson needs.
  std::size_t capacity() const { return allocated_ - begin_; }

  std::uint64_t offset() const { return offset_; }  ///< of the first unread byte
  std::uint64_t line() const { return line_; }      ///< of the first unread byte, from 1
  bool damaged() const { return !stream_.damage().empty(); }

 private:
  ByteStream& stream_;
  std::unique_ptr<char[]> memory_;
  std::size_t allocated_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t offset_ = 0;
  std::uint64_t line_ = 1;
};

}  // namespace dateline::corpus
