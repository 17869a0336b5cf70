// Bytes of any character set into UTF-8.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace dateline::text {

/// Length of the longest prefix that is valid UTF-8 (shortest forms only, no surrogates).
std::size_t valid_utf8_prefix(std::string_view bytes);

/// Are all bytes valid UTF-8?
inline bool is_utf8(std::string_view bytes) {
  return valid_utf8_prefix(bytes) == bytes.size();
}

/// The result of decoding. `first_bad` is the offset, in the bytes given, of the first one that was
/// not what the character set allows; it means something only if `repaired`.
struct Decoded {
  std::string text;
  bool repaired = false;
  std::size_t first_bad = 0;
};

/// Decode to UTF-8. A byte-order mark decides (UTF-8, UTF-16, UTF-32; it is taken off); else the
/// named character set; else the bytes are UTF-8, and each byte that cannot be is read as
/// Windows-1252, so that a wholly Windows-1252 text and a UTF-8 text with a damaged byte both come
/// out right.
/// in:     charset, any name ICU knows; empty, `utf-8` for the default; `iso-8859-1`, `latin1` and
///         `us-ascii` mean windows-1252 (formats guide, section 29)
/// errors: Error{Code::Usage} for an unknown character set
Decoded to_utf8(std::string_view bytes, std::string_view charset = {});

/// Make line ends `\n` and drop what is no text: control characters but tab and line end, and
/// U+0080-U+009F, which are Windows-1252 bytes taken literally, become the characters meant. A form
/// feed is a line end.
/// in: text, UTF-8, changed in place
void clean_controls(std::string& text);

/// Append a code point as UTF-8; U+FFFD if it is none (a surrogate, past U+10FFFF).
void append_utf8(std::string& out, char32_t code_point);

/// What a C1 code point, or a byte 0x80-0x9F, stands for in Windows-1252; others are unchanged.
char32_t windows_1252(char32_t code_point);

/// The character set a byte-order mark tells (`UTF-16LE`, …, `UTF-8`); empty if there is none.
/// out: mark_bytes, the length of the mark
std::string_view charset_of_mark(std::string_view head, std::size_t& mark_bytes);

/// Decodes a stream piece by piece; sequences may be cut by the pieces. What is not valid becomes
/// U+FFFD.
class StreamDecoder {
 public:
  /// errors: Error{Code::Usage} for an unknown character set
  explicit StreamDecoder(std::string_view charset);
  ~StreamDecoder();
  StreamDecoder(const StreamDecoder&) = delete;
  StreamDecoder& operator=(const StreamDecoder&) = delete;

  /// Decode the next piece, appending to `out`; `last` flushes what is left.
  void decode(std::string_view piece, bool last, std::string& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dateline::text
