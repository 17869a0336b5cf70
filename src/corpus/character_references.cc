#include "corpus/character_references.hh"

#include "corpus/ascii.hh"
#include "text/decode.hh"

#include <charconv>

#include <libxml/HTMLparser.h>

namespace dateline::corpus {
namespace {

constexpr std::size_t max_name = 10;

struct Extra {
  std::string_view name;
  std::string_view text;
};

// Names of the TREC disks that HTML 4 lacks; `MD` is the dash of the New York Times wire.
constexpr Extra extras[] = {{"blank", " "},
                            {"hyph", "-"},
                            {"cir", "\xE2\x97\x8B"},
                            {"racute", "\xC5\x95"},
                            {"MD", "\xE2\x80\x94"}};

/// Append what a name stands for; nothing if it is not known.
void append_named(std::string& out, std::string_view name) {
  for (const Extra& extra : extras) {
    if (extra.name == name) {
      out += extra.text;
      return;
    }
  }
  for (const std::string& spelling : {std::string(name), to_lower(name)}) {
    if (const auto* entity = htmlEntityLookup(reinterpret_cast<const xmlChar*>(spelling.c_str()))) {
      text::append_utf8(out, entity->value);
      return;
    }
  }
}

void append_numbered(std::string& out, std::string_view digits, int base) {
  std::uint32_t number = 0;
  const auto [end, failed] =
      std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
  if (failed != std::errc() || end != digits.data() + digits.size()) number = 0xFFFD;
  const bool text = (number >= 0x20 && number != 0x7F) || number == '\t' || number == '\n';
  if (text) text::append_utf8(out, text::windows_1252(number));
}

/// Replace the reference at the start of `text`, which begins with `&`; its length, 0 if it is
/// none.
std::size_t replace(std::string& out, std::string_view text) {
  const std::size_t end = text.substr(0, max_name + 2).find(';');
  if (end == std::string_view::npos || end < 2) return 0;
  std::string_view name = text.substr(1, end - 1);
  if (name[0] == '#') {
    name.remove_prefix(1);
    const bool hexadecimal = !name.empty() && to_lower(name[0]) == 'x';
    if (hexadecimal) name.remove_prefix(1);
    if (name.empty()) return 0;
    append_numbered(out, name, hexadecimal ? 16 : 10);
    return end + 1;
  }
  if (!is_letter(name[0])) return 0;
  for (const char c : name) {
    if (!is_letter(c) && !is_digit(c)) return 0;
  }
  append_named(out, name);
  return end + 1;
}

}  // namespace

void append_decoded(std::string& out, std::string_view text) {
  std::size_t from = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte != '&' && byte != 0xC2 && (byte >= 0x20 || byte == '\n' || byte == '\t') &&
        byte != 0x7F) {
      ++at;
      continue;
    }
    out.append(text, from, at - from);
    if (byte == '&') {
      const std::size_t length = replace(out, text.substr(at));
      if (length == 0) out += '&';
      at += length == 0 ? 1 : length;
    } else if (byte == 0xC2) {
      // U+0080-U+009F are Windows-1252 bytes that were taken literally.
      const auto next = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0u;
      text::append_utf8(out, text::windows_1252(next));
      at += 2;
    } else {
      const bool line_end =
          byte == '\f' || (byte == '\r' && !text.substr(at + 1).starts_with('\n'));
      if (line_end) out += '\n';
      ++at;
    }
    from = at;
  }
  if (from < text.size()) out.append(text, from);
}

}  // namespace dateline::corpus
