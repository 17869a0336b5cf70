#include "corpus/source.hh"

#include "corpus/archive_stream.hh"
#include "corpus/gzip_stream.hh"
#include "corpus/names.hh"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>

#include <fmt/format.h>

namespace dateline::corpus {
namespace {

namespace fs = std::filesystem;

constexpr int max_layers = 4;            // `.tar.gz` in a zip, its members compressed
constexpr std::size_t head_bytes = 512;  // as much as wrapping_of() wants

/// Undoes the wrappings of one file on disk.
class Unwrapper {
 public:
  Unwrapper(FileStream& file, std::size_t inside, Output& output, const FileSink& sink)
      : file_(file), inside_(inside), output_(output), sink_(sink) {}

  void open(const std::string& name, const std::string& leaf, bool found, ByteStream& bytes,
            int layer = 0) {
    PeekStream peeked(bytes);
    const Wrapping wrapping = wrapping_of(peeked.peek(head_bytes));
    if (wrapping == Wrapping::None) {
      deliver(name, leaf, found, peeked);
    } else if (layer == max_layers) {
      output_.issue(name, 0, 0, fmt::format("compressed more than {} times over", max_layers));
    } else if (wrapping == Wrapping::Gzip) {
      GzipStream unzipped(peeked, limit());
      open_counted(name, without_compression(leaf), found, unzipped, layer + 1);
    } else {
      open_archive(name, leaf, found, peeked, layer);
    }
  }

  /// Has damage to the file itself been reported with that of a layer?
  bool reported() const { return reported_; }

 private:
  ExpansionLimit limit() const { return {file_, output_.options().max_expansion}; }

  void deliver(const std::string& name, const std::string& leaf, bool found, PeekStream& bytes) {
    std::size_t mark_bytes = 0;
    const auto charset = text::charset_of_mark(bytes.peek(4), mark_bytes);
    if (charset.empty() || charset == "UTF-8") {
      SourceFile file{name, leaf, found, inside_, bytes};
      sink_(file);
      return;
    }
    char mark[4];
    bytes.read(mark, mark_bytes);
    DecodedStream decoded(bytes, charset);
    PeekStream peeked(decoded);
    SourceFile file{name, leaf, found, inside_, peeked};
    sink_(file);
  }

  /// Open what a layer of compression yields, then report its damage where it was met.
  void open_counted(const std::string& name, const std::string& leaf, bool found, ByteStream& bytes,
                    int layer) {
    CountedStream counted(bytes);
    open(name, leaf, found, counted, layer);
    // The damage of an inner layer is reported by the outermost one that sees it.
    if (!bytes.damage().empty() && !output_.stopped() && !reported_) {
      reported_ = true;
      output_.issue(name, counted.count(), 0, bytes.damage());
    }
  }

  void open_archive(const std::string& name, const std::string& leaf, bool found, PeekStream& bytes,
                    int layer) {
    ArchiveStream archive(bytes, limit());
    std::string member;
    while (!output_.stopped() && archive.next(member)) {
      if (member.empty()) {
        open_counted(name, without_compression(leaf), found, archive, layer + 1);
      } else if (!left_out_of_archive(member)) {
        reported_ = false;
        open_counted(name + ':' + member, without_compression(leaf_of(member)), true, archive,
                     layer + 1);
      }
    }
    if (!archive.damage().empty() && !output_.stopped() && !reported_) {
      reported_ = true;
      output_.issue(name, 0, 0, archive.damage());
    }
  }

  /// Counts the bytes that go through.
  class CountedStream : public ByteStream {
   public:
    explicit CountedStream(ByteStream& inner) : inner_(inner) {}
    std::size_t read(char* to, std::size_t size) override {
      const std::size_t got = inner_.read(to, size);
      count_ += got;
      return got;
    }
    std::string damage() const override { return inner_.damage(); }
    std::uint64_t count() const { return count_; }

   private:
    ByteStream& inner_;
    std::uint64_t count_ = 0;
  };

  FileStream& file_;
  std::size_t inside_;
  Output& output_;
  const FileSink& sink_;
  bool reported_ = false;
};

/// Walks paths.
class Walker {
 public:
  Walker(Output& output, const FileSink& sink) : output_(output), sink_(sink) {}

  void open(const std::string& path) {
    std::error_code failed;
    const fs::file_status status = path == "-" ? fs::file_status() : fs::status(path, failed);
    if (failed) {
      output_.issue(path, 0, 0, "cannot open: " + failed.message());
    } else if (fs::is_directory(status)) {
      inside_ = path.ends_with('/') ? path.size() : path.size() + 1;
      walk(path);
    } else {
      inside_ = path.size() - leaf_of(path).size();
      read(path, false);
    }
  }

 private:
  /// Sorted names of a folder; what is left out by its name is not among them.
  std::optional<std::vector<fs::path>> list(const fs::path& folder) {
    std::error_code failed;
    std::vector<fs::path> entries;
    fs::directory_iterator entry(folder, failed);
    for (; !failed && entry != fs::directory_iterator(); entry.increment(failed)) {
      std::error_code ignored;
      const bool inner_folder = entry->is_directory(ignored) && !entry->is_symlink(ignored);
      if (!left_out(entry->path().filename().string(), inner_folder)) {
        entries.push_back(entry->path());
      }
    }
    if (failed) {
      output_.issue(folder.string(), 0, 0, "cannot list the folder: " + failed.message());
      return std::nullopt;
    }
    std::sort(entries.begin(), entries.end());
    return entries;
  }

  void walk(const fs::path& folder) {
    const auto entries = list(folder);
    if (!entries) return;
    for (const fs::path& path : *entries) {
      if (output_.stopped()) return;
      std::error_code failed;
      const bool link = fs::is_symlink(path, failed);
      const fs::file_status status = fs::status(path, failed);
      if (status.type() == fs::file_type::not_found || status.type() == fs::file_type::none) {
        output_.issue(path.string(), 0, 0, "cannot open: " + failed_text(failed));
      } else if (fs::is_directory(status)) {
        if (!link) walk(path);
      } else if (!fs::is_regular_file(status)) {
        output_.issue(path.string(), 0, 0, "not a regular file");
      } else {
        read(path.string(), true);
      }
    }
  }

  static std::string failed_text(const std::error_code& failed) {
    return failed ? failed.message() : "No such file or directory";
  }

  void read(const std::string& path, bool found) {
    FileFilter* const filter = output_.options().filter;
    std::error_code failed;
    if (filter == nullptr || path == "-" || !fs::is_regular_file(path, failed))
      return read_stream(path, found);
    ReadCounts& counts = output_.counts();
    if (!filter->wants(path, path.substr(inside_))) {
      const auto size = fs::file_size(path, failed);
      if (!failed) counts.bytes_read += size;  // done, as far as progress goes
      return;
    }
    const std::uint64_t articles = counts.articles, issues = counts.issues;
    read_stream(path, found);
    filter->finished(counts.articles - articles, !output_.stopped() && counts.issues == issues);
  }

  void read_stream(const std::string& path, bool found) {
    FileStream file(path, output_.counts().bytes_read);
    if (file.damage().empty()) {
      Unwrapper unwrapper(file, inside_, output_, sink_);
      unwrapper.open(path, leaf_of(path), found, file);
      if (unwrapper.reported()) return;
    }
    if (!file.damage().empty() && !output_.stopped()) {
      output_.issue(path, file.consumed(), 0, file.damage());
    }
  }

  Output& output_;
  const FileSink& sink_;
  std::size_t inside_ = 0;  ///< as in SourceFile, for the path being opened
};

/// Size of all files under a path that will be read.
std::uint64_t bytes_under(const std::string& path) {
  std::error_code failed;
  if (path == "-") return 0;
  if (!fs::is_directory(path, failed)) {
    const auto size = fs::file_size(path, failed);
    return failed ? 0 : size;
  }
  std::uint64_t bytes = 0;
  fs::recursive_directory_iterator entry(path, failed);
  for (; !failed && entry != fs::recursive_directory_iterator(); entry.increment(failed)) {
    std::error_code ignored;
    if (left_out(entry->path().filename().string(), entry->is_directory(ignored))) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file(ignored)) {
      const auto size = entry->file_size(ignored);
      if (!ignored) bytes += size;
    }
  }
  return bytes;
}

}  // namespace

void open_sources(const std::vector<std::string>& paths, Output& output, const FileSink& sink) {
  for (const std::string& path : paths) output.counts().bytes_total += bytes_under(path);
  Walker walker(output, sink);
  for (const std::string& path : paths) {
    if (output.stopped()) return;
    walker.open(path);
  }
}

}  // namespace dateline::corpus
