#include "corpus/detect.hh"

#include "corpus/ascii.hh"
#include "corpus/json_stream.hh"
#include "corpus/names.hh"

#include <algorithm>

namespace dateline::corpus {
namespace {

constexpr std::size_t binary_head_bytes = 4096;

/// More than one in twenty bytes is a control character no text has, or there is a NUL.
bool looks_binary(std::string_view head) {
  head = head.substr(0, binary_head_bytes);
  const auto controls = std::count_if(head.begin(), head.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && !is_blank(c) && byte != '\f' && byte != 0x1B;
  });
  const auto nuls = std::count(head.begin(), head.end(), '\0');
  const auto size = static_cast<std::ptrdiff_t>(head.size());
  return nuls * 100 > size || (controls > 4 && controls * 20 > size);
}

/// Does a line of the head begin with this tag, given in lower case as `<name`?
bool has_tag(std::string_view head, std::string_view tag) {
  for (std::size_t at = find_ignoring_case(head, tag); at != std::string_view::npos;
       at = find_ignoring_case(head, tag, at + 1)) {
    const std::size_t end = at + tag.size();
    const bool ends = end < head.size() && (head[end] == '>' || is_blank(head[end]));
    if (ends && (at == 0 || is_blank(head[at - 1]))) return true;
  }
  return false;
}

/// Formats that are told, so that they are not taken for plain text.
std::string_view unread_format(std::string_view start, std::string_view leaf) {
  const std::string extension = extension_of(leaf);
  if (start.starts_with("WARC/1.")) return "WARC";
  if (start.starts_with("%PDF-")) return "PDF";
  if (start.starts_with("{\\rtf")) return "RTF";
  if (starts_ignoring_case(start, "<!doctype html") || starts_ignoring_case(start, "<html")) {
    return "HTML";
  }
  if (starts_ignoring_case(start, "<?xml")) return "XML";
  if (extension == "csv" || extension == "tsv") return "a table";
  if (plain_text_name(leaf)) return {};
  const bool tag = start.size() > 2 && start[0] == '<' && (is_letter(start[1]) || start[1] == '!');
  return tag ? "markup of another kind" : std::string_view{};
}

bool begins_json(std::string_view start, std::string_view leaf) {
  if (start.empty() || (start[0] != '{' && start[0] != '[')) return false;
  const std::string extension = extension_of(leaf);
  if (extension == "json" || extension == "jsonl" || extension == "ndjson") return true;
  const std::string_view inner = trim(start.substr(1, 64));
  // `[Correction]` and `{sic}` are text.
  return inner.empty() || (start[0] == '{' ? inner[0] == '"' || inner[0] == '}'
                                           : inner[0] == '{' || inner[0] == '[' || inner[0] == ']');
}

}  // namespace

Detection detect_format(std::string_view head, bool whole, std::string_view leaf) {
  if (head.empty()) return {{}, "empty file"};
  const std::string_view top = head.substr(0, binary_head_bytes);
  const std::string_view start = trim(top);
  const std::string extension = extension_of(leaf);
  if (starts_ignoring_case(start, "<!doctype lewis") || has_tag(top, "<reuters")) {
    return {"reuters", {}, true};
  }
  if (has_tag(top, "<doc")) return {"trec", {}, true};
  if (looks_binary(head)) return {{}, "looks like a binary file"};
  if (begins_json(start, leaf)) {
    return {is_json_document(head, whole) ? "json" : "jsonl", {}, true};
  }
  if (extension == "jsonl" || extension == "ndjson") return {"jsonl", {}, true};
  if (const auto other = unread_format(start, leaf); !other.empty()) {
    return {{}, "looks like " + std::string(other) + ", which is not read"};
  }
  if (start.empty()) return {{}, "no text in the file"};
  const bool markdown =
      extension == "md" || extension == "markdown" ||
      (extension != "txt" && (start.starts_with("# ") || start.starts_with("---\n")));
  return {markdown ? "markdown" : "text", {}, false};
}

}  // namespace dateline::corpus
