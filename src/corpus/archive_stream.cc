#include "corpus/archive_stream.hh"

#include "base/error.hh"

#include <archive.h>
#include <archive_entry.h>

namespace dateline::corpus {
namespace {

constexpr std::size_t block_bytes = 256u << 10;
constexpr std::size_t tar_magic_offset = 257;  // POSIX ustar header

}  // namespace

/// What libarchive's callbacks need.
struct ArchiveStream::Feed {
  explicit Feed(ByteStream& from) : inner(from), block(std::make_unique<char[]>(block_bytes)) {}

  static la_ssize_t read(archive*, void* self, const void** data) {
    auto& feed = *static_cast<Feed*>(self);
    *data = feed.block.get();
    return static_cast<la_ssize_t>(feed.inner.read(feed.block.get(), block_bytes));
  }
  static la_int64_t seek(archive*, void* self, la_int64_t offset, int whence) {
    const std::int64_t at = static_cast<Feed*>(self)->inner.seek(offset, whence);
    return at < 0 ? static_cast<la_int64_t>(ARCHIVE_FATAL) : at;
  }

  ByteStream& inner;
  std::unique_ptr<char[]> block;
};

Wrapping wrapping_of(std::string_view head) {
  using namespace std::string_view_literals;
  if (head.starts_with("\x1F\x8B"sv)) return Wrapping::Gzip;
  for (const auto magic : {"\xFD"
                           "7zXZ\0"sv,
                           "BZh"sv, "\x28\xB5\x2F\xFD"sv, "\x04\x22\x4D\x18"sv, "\x1F\x9D"sv,
                           "PK\x03\x04"sv, "PK\x05\x06"sv}) {
    if (head.starts_with(magic)) return Wrapping::Archive;
  }
  return head.size() > tar_magic_offset && head.substr(tar_magic_offset).starts_with("ustar")
             ? Wrapping::Archive
             : Wrapping::None;
}

ArchiveStream::ArchiveStream(ByteStream& inner, ExpansionLimit limit)
    : feed_(std::make_unique<Feed>(inner)), archive_(archive_read_new()), limit_(limit) {
  if (archive_ == nullptr) throw base::Error(base::Code::Internal, "cannot start libarchive");
  archive_read_support_filter_bzip2(archive_);
  archive_read_support_filter_compress(archive_);
  archive_read_support_filter_lz4(archive_);
  archive_read_support_filter_xz(archive_);
  archive_read_support_filter_zstd(archive_);
  archive_read_support_format_empty(archive_);
  archive_read_support_format_raw(archive_);
  archive_read_support_format_tar(archive_);
  archive_read_support_format_zip(archive_);
  archive_read_set_callback_data(archive_, feed_.get());
  archive_read_set_read_callback(archive_, &Feed::read);
  // A zip file is read by its directory, at the end, if that can be reached.
  if (inner.seek(0, SEEK_CUR) >= 0) {
    inner.seek(0, SEEK_SET);
    archive_read_set_seek_callback(archive_, &Feed::seek);
  }
  if (archive_read_open1(archive_) != ARCHIVE_OK) fail("cannot open", ARCHIVE_FATAL);
}

ArchiveStream::~ArchiveStream() {
  archive_read_free(archive_);
}

void ArchiveStream::fail(const char* what, int status) {
  over_ = status != ARCHIVE_FAILED;
  const char* reason = archive_error_string(archive_);
  damage_ = feed_->inner.damage();
  if (damage_.empty()) {
    damage_ = reason != nullptr ? fmt::format("{}: {}", what, reason) : std::string(what);
  }
}

bool ArchiveStream::next(std::string& member) {
  if (!over_) damage_.clear();
  while (!over_) {
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(archive_, &entry);
    if (status == ARCHIVE_EOF) {
      over_ = true;
      damage_ = feed_->inner.damage();
      return false;
    }
    if (status == ARCHIVE_RETRY) continue;
    if (status < ARCHIVE_WARN) {
      fail("cannot read the archive", status);
      return false;
    }
    const int format = archive_format(archive_);
    if (format == ARCHIVE_FORMAT_RAW) {
      member.clear();
      return true;
    }
    if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr) {
      continue;
    }
    const char* path = archive_entry_pathname_utf8(entry);
    if (path == nullptr) path = archive_entry_pathname(entry);
    member = path != nullptr ? path : "?";
    return true;
  }
  return false;
}

std::size_t ArchiveStream::read(char* to, std::size_t size) {
  while (damage_.empty()) {
    const la_ssize_t got = archive_read_data(archive_, to, size);
    if (got >= 0) {
      damage_ = limit_.add(static_cast<std::uint64_t>(got));
      over_ = !damage_.empty();
      return static_cast<std::size_t>(got);
    }
    if (got != ARCHIVE_RETRY && got != ARCHIVE_WARN) {
      fail("cannot decompress", static_cast<int>(got));
    }
  }
  return 0;
}

}  // namespace dateline::corpus
