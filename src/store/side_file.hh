// The frame of our own files beside a segment: header, sections, checksum; written whole, read
// mapped. The one place that knows whether a segment has such files or keeps their sections within
// its tables.
#pragma once

#include "store/side_data.hh"

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::store {

/// Which side file; its bytes open the file.
enum class SideKind : std::uint32_t {
  Forward = 0x44574644,
  Text = 0x54584554,
  Facets = 0x54434146,
  Ids = 0x20534449
};

/// Write a side file: a header {magic, kind, version, number of sections, digest of all that
/// follows}, a table of {offset, size} in bytes, then the sections, each beginning at a multiple of
/// 8; 64 zero bytes end the file, so that vector code may read past a section. Numbers are
/// little-endian. The file is synced. errors: Error{Code::Database} with the reason if it can't be
/// written (disk full, …)
void write_side_file(const std::filesystem::path& path, SideKind kind, std::uint32_t version,
                     const std::vector<std::string_view>& sections);

/// Where the sections of a side file lie: in a file, or within the tables of a self-contained
/// segment under the name of the file.
struct SidePlace {
  SidePlace(std::filesystem::path path) : file(std::move(path)) {}  // NOLINT: a path is one
  SidePlace(const std::string& path) : file(path) {}                // NOLINT
  SidePlace(const char* path) : file(path) {}                       // NOLINT

  SidePlace(std::shared_ptr<const Tables> within, const char* name)
      : file(name), tables(std::move(within)) {}

  std::filesystem::path file;
  std::shared_ptr<const Tables> tables = nullptr;
};

/// Sections mapped into memory, read only; those within tables are read when they are needed.
class SideFile {
 public:
  /// errors: Error{Code::Database} if it is missing, truncated, of another kind or version;
  ///         ServerError, here and wherever sections are read
  SideFile(const SidePlace& place, SideKind kind, std::uint32_t version, std::size_t sections);
  ~SideFile();
  SideFile(SideFile&& other) noexcept;
  SideFile& operator=(SideFile&&) = delete;

  /// A section, all of it read.
  std::string_view bytes(std::size_t section) const {
    need(section, 0, SIZE_MAX);
    return view(section);
  }

  /// Where a section lies; for bytes that need() is asked for before they are read.
  std::string_view view(std::size_t section) const { return sections_[section]; }

  /// See that some bytes of a section have been read.
  void need(std::size_t section, std::size_t begin, std::size_t end) const {
    if (data_within_ != nullptr) data_within_->need(section, begin, end);
  }
  void need(std::size_t section) const { need(section, 0, SIZE_MAX); }

  /// A section as an array of plain values.
  template <typename T>
  std::span<const T> array(std::size_t section) const {
    return as_array<T>(bytes(section));
  }
  template <typename T>
  std::span<const T> array_view(std::size_t section) const {
    return as_array<T>(view(section));
  }

  /// Compare the stored digest with the content; reads the whole file.
  /// errors: Error{Code::Database} if they differ
  void verify() const;

  std::uint64_t size_bytes() const { return size_; }

 private:
  template <typename T>
  static std::span<const T> as_array(std::string_view raw) {
    return {reinterpret_cast<const T*>(raw.data()), raw.size() / sizeof(T)};
  }
  void map(SideKind kind, std::uint32_t version, std::size_t sections);
  [[noreturn]] void damaged(std::string_view why) const;

  std::string path_;
  std::unique_ptr<const SideData> data_within_;  ///< of a segment that has no such file
  const char* data_ = nullptr;
  std::uint64_t size_ = 0;
  std::vector<std::string_view> sections_;
};

/// The bytes of an array, for write_side_file().
template <typename T>
std::string_view as_bytes(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

/// Append a number, 7 bits a byte, low bits first; all bytes but the last have their top bit set.
inline void append_varint(std::uint64_t number, std::string& out) {
  while (number >= 0x80) {
    out.push_back(static_cast<char>(number | 0x80));
    number >>= 7;
  }
  out.push_back(static_cast<char>(number));
}

/// Read a number and move past it; stops at the end of the bytes.
inline std::uint64_t read_varint(std::string_view bytes, std::size_t& at) {
  std::uint64_t number = 0;
  for (unsigned shift = 0; at < bytes.size() && shift < 64; shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes[at++]);
    number |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) break;
  }
  return number;
}

}  // namespace dateline::store
