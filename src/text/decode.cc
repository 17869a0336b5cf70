#include "text/decode.hh"

#include "base/error.hh"

#include <array>
#include <cstdint>
#include <cstring>

#include <unicode/ucnv.h>

namespace dateline::text {
namespace {

constexpr char32_t replacement = 0xFFFD;

// source: https://encoding.spec.whatwg.org/index-windows-1252.txt; the five bytes that stand for
// nothing there become U+FFFD
constexpr std::array<char16_t, 32> windows_1252_high = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

bool continues(unsigned char byte) {
  return (byte & 0xC0) == 0x80;
}

/// Length of the UTF-8 sequence at `at`; 0 if it is not valid.
/// source: The Unicode Standard, table 3-7
std::size_t sequence_length(const unsigned char* at, std::size_t left) {
  const unsigned char lead = at[0];
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return left >= 2 && continues(at[1]) ? 2 : 0;
  if (lead < 0xF0) {
    if (left < 3 || !continues(at[1]) || !continues(at[2])) return 0;
    if (lead == 0xE0 && at[1] < 0xA0) return 0;
    if (lead == 0xED && at[1] > 0x9F) return 0;
    return 3;
  }
  if (lead > 0xF4 || left < 4) return 0;
  if (!continues(at[1]) || !continues(at[2]) || !continues(at[3])) return 0;
  if (lead == 0xF0 && at[1] < 0x90) return 0;
  if (lead == 0xF4 && at[1] > 0x8F) return 0;
  return 4;
}

/// Skip ASCII eight bytes at a time.
std::size_t skip_ascii(const unsigned char* data, std::size_t at, std::size_t size) {
  for (std::uint64_t word; at + sizeof word <= size; at += sizeof word) {
    std::memcpy(&word, data + at, sizeof word);
    if ((word & 0x8080808080808080u) != 0) break;
  }
  while (at < size && data[at] < 0x80) ++at;
  return at;
}

/// A charset name in lower case without `-` and `_`.
std::string plain_name(std::string_view charset) {
  std::string name;
  for (const char c : charset) {
    if (c == '-' || c == '_' || c == ' ') continue;
    name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return name;
}

bool means_utf8(std::string_view charset) {
  return charset.empty() || plain_name(charset) == "utf8";
}

bool means_windows_1252(std::string_view charset) {
  const std::string name = plain_name(charset);
  return name == "windows1252" || name == "cp1252" || name == "iso88591" || name == "latin1" ||
         name == "usascii" || name == "ascii";
}

UConverter* open_converter(std::string_view charset) {
  const std::string name(means_windows_1252(charset) ? "windows-1252" : charset);
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(name.c_str(), &status);
  if (U_FAILURE(status)) {
    throw base::Error(base::Code::Usage, "unknown character set '" + std::string(charset) + "'",
                      "use a name such as windows-1251, koi8-r or shift_jis");
  }
  return converter;
}

Decoded repaired_utf8(std::string_view bytes) {
  Decoded out;
  out.text.reserve(bytes.size() + bytes.size() / 8);
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t good = valid_utf8_prefix(bytes.substr(at));
    out.text.append(bytes, at, good);
    at += good;
    if (at == bytes.size()) break;
    if (!out.repaired) out.first_bad = at;
    out.repaired = true;
    append_utf8(out.text, windows_1252(static_cast<unsigned char>(bytes[at++])));
  }
  return out;
}

Decoded from_windows_1252(std::string_view bytes) {
  Decoded out;
  out.text.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) append_utf8(out.text, windows_1252(static_cast<unsigned char>(c)));
  return out;
}

}  // namespace

struct StreamDecoder::State {
  UConverter* from = nullptr;
  UConverter* to = nullptr;
  std::array<UChar, 4096> pivot{};
  UChar* pivot_source = nullptr;
  UChar* pivot_target = nullptr;
  bool fresh = true;

  ~State() {
    ucnv_close(from);
    ucnv_close(to);
  }
};

std::size_t valid_utf8_prefix(std::string_view bytes) {
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  std::size_t at = 0;
  while ((at = skip_ascii(data, at, bytes.size())) < bytes.size()) {
    // Text that is not ASCII seldom has one such character alone.
    while (at < bytes.size() && data[at] >= 0x80) {
      const std::size_t length = sequence_length(data + at, bytes.size() - at);
      if (length == 0) return at;
      at += length;
    }
  }
  return at;
}

char32_t windows_1252(char32_t code_point) {
  return code_point >= 0x80 && code_point < 0xA0 ? windows_1252_high[code_point - 0x80]
                                                 : code_point;
}

void append_utf8(std::string& out, char32_t code_point) {
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000)) {
    code_point = replacement;
  }
  const auto put = [&out](char32_t byte) { out += static_cast<char>(byte); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | code_point >> 6);
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | code_point >> 12);
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | code_point >> 18);
    put(0x80 | (code_point >> 12 & 0x3F));
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

std::string_view charset_of_mark(std::string_view head, std::size_t& mark_bytes) {
  using namespace std::string_view_literals;
  struct Mark {
    std::string_view bytes;
    std::string_view charset;
  };
  // UTF-32LE before UTF-16LE, whose mark it begins with.
  static constexpr Mark marks[] = {{"\xEF\xBB\xBF"sv, "UTF-8"},
                                   {"\xFF\xFE\0\0"sv, "UTF-32LE"},
                                   {"\0\0\xFE\xFF"sv, "UTF-32BE"},
                                   {"\xFF\xFE"sv, "UTF-16LE"},
                                   {"\xFE\xFF"sv, "UTF-16BE"}};
  for (const Mark& mark : marks) {
    if (head.starts_with(mark.bytes)) {
      mark_bytes = mark.bytes.size();
      return mark.charset;
    }
  }
  mark_bytes = 0;
  return {};
}

Decoded to_utf8(std::string_view bytes, std::string_view charset) {
  std::size_t mark_bytes = 0;
  if (const auto marked = charset_of_mark(bytes, mark_bytes); !marked.empty()) {
    charset = marked;
    bytes.remove_prefix(mark_bytes);
  }
  Decoded out;
  if (means_utf8(charset)) {
    out = repaired_utf8(bytes);
  } else if (means_windows_1252(charset)) {
    out = from_windows_1252(bytes);
  } else {
    StreamDecoder(charset).decode(bytes, true, out.text);
    out.repaired = out.text.find("\xEF\xBF\xBD") != std::string::npos;
  }
  if (out.repaired) out.first_bad += mark_bytes;
  return out;
}

void clean_controls(std::string& text) {
  std::size_t to = 0;
  bool remap = false;
  for (std::size_t from = 0; from < text.size(); ++from) {
    const auto byte = static_cast<unsigned char>(text[from]);
    if (byte >= 0x20 && byte != 0x7F) {
      if (byte == 0xC2 && from + 1 < text.size()) {
        remap = remap || static_cast<unsigned char>(text[from + 1]) < 0xA0;
      }
      text[to++] = text[from];
    } else if (byte == '\t' || byte == '\n' || byte == '\f') {
      text[to++] = byte == '\f' ? '\n' : text[from];
    } else if (byte == '\r' && (from + 1 == text.size() || text[from + 1] != '\n')) {
      text[to++] = '\n';
    }
  }
  text.resize(to);
  if (!remap) return;
  std::string mapped;
  mapped.reserve(text.size() + 16);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto next = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0u;
    if (text[at] == '\xC2' && next >= 0x80 && next < 0xA0) {
      append_utf8(mapped, windows_1252(next));
      ++at;
    } else {
      mapped += text[at];
    }
  }
  text = std::move(mapped);
}

StreamDecoder::StreamDecoder(std::string_view charset) : state_(std::make_unique<State>()) {
  state_->from = open_converter(charset);
  state_->to = open_converter("UTF-8");
  state_->pivot_source = state_->pivot_target = state_->pivot.data();
}

StreamDecoder::~StreamDecoder() = default;

void StreamDecoder::decode(std::string_view piece, bool last, std::string& out) {
  std::array<char, 8192> block;
  if (piece.empty()) piece = "";  // ICU takes no null pointer
  const char* source = piece.data();
  const char* source_end = piece.data() + piece.size();
  UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
  while (status == U_BUFFER_OVERFLOW_ERROR) {
    status = U_ZERO_ERROR;
    char* target = block.data();
    ucnv_convertEx(state_->to, state_->from, &target, block.data() + block.size(), &source,
                   source_end, state_->pivot.data(), &state_->pivot_source, &state_->pivot_target,
                   state_->pivot.data() + state_->pivot.size(), state_->fresh, last, &status);
    state_->fresh = false;
    out.append(block.data(), target);
  }
  // Malformed input is replaced by the converter; anything else is a fault of ours.
  if (U_FAILURE(status)) {
    throw base::Error(base::Code::Internal,
                      std::string("cannot convert to UTF-8: ") + u_errorName(status));
  }
}

}  // namespace dateline::text
