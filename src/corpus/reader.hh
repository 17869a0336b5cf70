// Reading a corpus: paths in, articles out, one at a time, in a fixed order.
#pragma once

#include "base/issue.hh"
#include "corpus/article.hh"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::corpus {

/// Decides which files on disk are read, and learns how it went. Standard input and what is no
/// regular file are read unasked.
class FileFilter {
 public:
  virtual ~FileFilter() = default;

  /// Whether to read a file now.
  /// in: path, as it was named or found; inside, its path in the folder that was named, or its name
  virtual bool wants(const std::string& path, const std::string& inside) = 0;

  /// A file that was wanted has been read.
  /// in: articles, how many it yielded; clean, it was read to its end and nothing in it was an
  ///     issue
  virtual void finished(std::uint64_t articles, bool clean) = 0;
};

/// How to read. Defaults suit real corpora.
struct ReadOptions {
  std::string format;  ///< empty: sniff; else one of format_names()
  /// Key in the record -> field of Article (`{"head": "title"}`), beside the usual names.
  std::map<std::string, std::string> mapping;
  std::string id_prefix;  ///< put before every id
  std::string charset;    ///< of inputs that do not say; empty: UTF-8, else Windows-1252
  std::uint64_t max_record_bytes = 32u << 20;  ///< a longer record is skipped with an issue
  /// Decompressed bytes allowed per compressed byte, once past 64 MiB of output; more is a bomb.
  std::uint64_t max_expansion = 200;
  FileFilter* filter = nullptr;  ///< asked before a file is opened, if there is one
};

/// What has been read so far; for the progress bar and the summary.
struct ReadCounts {
  std::uint64_t files = 0;        ///< opened, archive members included
  std::uint64_t bytes_read = 0;   ///< of the files on disk, compressed as they are
  std::uint64_t bytes_total = 0;  ///< size of all files found on disk; 0 while unknown (stdin)
  std::uint64_t text_bytes = 0;   ///< title and body of the articles yielded
  std::uint64_t articles = 0;
  std::uint64_t issues = 0;    ///< bad items, skipped
  std::uint64_t repaired = 0;  ///< files whose bytes were not what they should be, mended
  /// What was left out on purpose, and why, one line a folder or archive, at most 100; no issues.
  std::vector<std::string> notes;
};

/// Names accepted by `--format`, in the order they are shown.
std::vector<std::string_view> format_names();

/// Takes an article; returns false to stop reading. The article may be moved from.
using ArticleSink = std::function<bool(Article&)>;

/// Read everything under the given paths: files, folders (walked in sorted order, hidden entries
/// left out), archives, compressed files; `-` is standard input. Articles come in path order, then
/// in file order. Memory is bounded by max_record_bytes, whatever the input.
/// in:     counts, updated while reading (may be polled by the sink)
/// Issues marked as repaired are told but skip nothing.
/// errors: Error{Code::Usage} for an unknown format or field of the mapping. Everything that is
///         wrong with the input, a path that does not exist included, goes to `issues`, and the
///         rest is read; what `issues` or `sink` throw passes through.
void read_corpus(const std::vector<std::string>& paths, const ReadOptions& options,
                 ReadCounts& counts, const base::IssueSink& issues, const ArticleSink& sink);

}  // namespace dateline::corpus
