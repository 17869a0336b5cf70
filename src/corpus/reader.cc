#include "corpus/reader.hh"

#include "base/error.hh"
#include "corpus/ascii.hh"
#include "corpus/detect.hh"
#include "corpus/input.hh"
#include "corpus/json_reader.hh"
#include "corpus/names.hh"
#include "corpus/reuters_reader.hh"
#include "corpus/source.hh"
#include "corpus/text_reader.hh"
#include "corpus/trec_reader.hh"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace dateline::corpus {
namespace {

struct Format {
  std::string_view name;
  void (*read)(Input&, Output&);
};

constexpr Format formats[] = {{"reuters", read_reuters},  {"trec", read_trec},
                              {"jsonl", read_json_lines}, {"json", read_json},
                              {"text", read_text},        {"markdown", read_markdown}};

const Format* find_format(std::string_view name) {
  for (const Format& format : formats) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

/// Reads stream after stream.
class CorpusReader {
 public:
  explicit CorpusReader(Output& output) : output_(output) {}

  void read(SourceFile& file) {
    Output& output = output_;
    ++output.counts().files;
    std::size_t mark_bytes = 0;
    text::charset_of_mark(file.bytes.peek(4), mark_bytes);
    Input input(file.name, file.leaf, file.bytes);
    input.inside = std::string_view(file.name).substr(std::min(file.inside, file.name.size()));
    if (mark_bytes > 0) {
      input.buffer.fill_to(mark_bytes);
      input.buffer.consume(mark_bytes);
    }
    const std::string_view head = input.buffer.fill_to(sniff_bytes);
    const bool whole = head.size() < sniff_bytes;
    if (head.empty() && input.buffer.damaged()) return;  // told by who made the stream
    if (const Format* format = choose(file, head.substr(0, sniff_bytes), whole)) {
      format->read(input, output);
    }
  }

 private:
  const Format* choose(const SourceFile& file, std::string_view head, bool whole) {
    const std::string& wanted = output_.options().format;
    Detection found = detect_format(head, whole, file.leaf);
    if (!wanted.empty() && !head.empty()) return find_format(wanted);
    if (found.format.empty()) {
      output_.issue(file.name, 0, 0, std::move(found.problem));
      return nullptr;
    }
    if (!found.structured && file.found) {
      const std::string extension = extension_of(file.leaf);
      if (!extension.empty() && !plain_text_name(file.leaf)) {
        leave_out(file.name, "files of no known format are left out");
        return nullptr;
      }
    }
    return find_format(found.format);
  }

  /// Note it once for each folder or archive.
  void leave_out(std::string_view name, std::string_view why) {
    const std::size_t end = name.find_last_of("/:");
    const std::string where(name.substr(0, end == std::string_view::npos ? 0 : end));
    if (noted_.insert(where + '\n' + std::string(why)).second) {
      output_.note(fmt::format("{}: {} (such as {})", where, why, leaf_of(name)));
    }
  }

  Output& output_;
  std::set<std::string> noted_;
};

}  // namespace

std::vector<std::string_view> format_names() {
  std::vector<std::string_view> names;
  for (const Format& format : formats) names.push_back(format.name);
  return names;
}

void read_corpus(const std::vector<std::string>& paths, const ReadOptions& options,
                 ReadCounts& counts, const base::IssueSink& issues, const ArticleSink& sink) {
  if (!options.format.empty() && find_format(options.format) == nullptr) {
    throw base::Error(base::Code::Usage, fmt::format("unknown format '{}'", options.format),
                      "formats: " + joined(format_names()));
  }
  // An unknown character set is told before anything is read.
  if (!options.charset.empty()) text::to_utf8("a", options.charset);
  Output output(options, counts, issues, sink);
  CorpusReader reader(output);
  open_sources(paths, output, [&](SourceFile& file) { reader.read(file); });
}

}  // namespace dateline::corpus
