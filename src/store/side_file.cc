#include "store/side_file.hh"

#include "base/digest.hh"
#include "base/error.hh"
#include "store/files.hh"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dateline::store {
namespace {

constexpr std::uint64_t magic = 0x0A656E696C746164;  // "datline\n"
constexpr std::size_t padding_bytes = 64;

struct Header {
  std::uint64_t magic;
  std::uint32_t kind;
  std::uint32_t version;
  std::uint64_t sections;
  std::uint64_t digest;  // of the section table and the sections, each by itself
};

struct Entry {
  std::uint64_t offset;
  std::uint64_t size;
};

std::uint64_t aligned(std::uint64_t size) {
  return (size + 7) & ~std::uint64_t{7};
}

std::uint64_t digest_of(const std::vector<Entry>& table,
                        const std::vector<std::string_view>& sections) {
  base::Digest digest;
  digest.add(as_bytes(table));
  for (const std::string_view section : sections) digest.add(section);
  return digest.value();
}

}  // namespace

void write_side_file(const std::filesystem::path& path, SideKind kind, std::uint32_t version,
                     const std::vector<std::string_view>& sections) {
  std::vector<Entry> table;
  std::uint64_t offset = aligned(sizeof(Header) + sections.size() * sizeof(Entry));
  for (const std::string_view section : sections) {
    table.push_back({offset, section.size()});
    offset += aligned(section.size());
  }
  const Header header{magic, static_cast<std::uint32_t>(kind), version, sections.size(),
                      digest_of(table, sections)};
  std::string front(reinterpret_cast<const char*>(&header), sizeof header);
  front.append(as_bytes(table));
  // Sections may be large: they go out as they are, with their padding between.
  std::vector<std::string_view> parts{front};
  static constexpr char zeros[padding_bytes] = {};
  for (const std::string_view section : sections) {
    parts.push_back(section);
    parts.emplace_back(zeros, aligned(section.size()) - section.size());
  }
  parts.emplace_back(zeros, padding_bytes);
  write_synced(path, parts);
}

SideFile::SideFile(const SidePlace& place, SideKind kind, std::uint32_t version,
                   std::size_t sections)
    : path_(place.file.string()) {
  if (place.tables == nullptr) {
    map(kind, version, sections);
    return;
  }
  data_within_ = std::make_unique<const SideData>(place.tables, path_, version, sections);
  size_ = data_within_->size_bytes();
  for (std::size_t i = 0; i < sections; ++i) sections_.push_back(data_within_->view(i));
}

void SideFile::map(SideKind kind, std::uint32_t version, std::size_t sections) {
  const int file = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) damaged(std::strerror(errno));
  struct stat status {};
  const bool known = ::fstat(file, &status) == 0;
  size_ = known ? static_cast<std::uint64_t>(status.st_size) : 0;
  void* mapped = size_ == 0 ? MAP_FAILED : ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, file, 0);
  const int reason = errno;
  ::close(file);
  if (size_ == 0) damaged("it is empty");
  if (mapped == MAP_FAILED) damaged(std::strerror(reason));
  data_ = static_cast<const char*>(mapped);
  try {
    Header header{};
    if (size_ < sizeof header) damaged("it is truncated");
    std::memcpy(&header, data_, sizeof header);
    if (header.magic != magic || header.kind != static_cast<std::uint32_t>(kind)) {
      damaged("it is not the file it should be");
    }
    if (header.version != version) {
      damaged(fmt::format("it has version {}, this program reads {}", header.version, version));
    }
    if (header.sections != sections ||
        size_ < sizeof header + sections * sizeof(Entry) + padding_bytes) {
      damaged("it is truncated");
    }
    const std::uint64_t end = size_ - padding_bytes;
    for (std::size_t i = 0; i < sections; ++i) {
      Entry entry{};
      std::memcpy(&entry, data_ + sizeof header + i * sizeof entry, sizeof entry);
      if (entry.offset % 8 != 0) damaged("its tables do not fit");
      if (entry.offset > end || aligned(entry.size) < entry.size ||
          aligned(entry.size) > end - entry.offset) {
        damaged("it is truncated");
      }
      sections_.emplace_back(data_ + entry.offset, entry.size);
    }
  } catch (...) {
    ::munmap(const_cast<char*>(data_), size_);
    throw;
  }
}

SideFile::~SideFile() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

SideFile::SideFile(SideFile&& other) noexcept
    : path_(std::move(other.path_)),
      data_within_(std::move(other.data_within_)),
      data_(std::exchange(other.data_, nullptr)),
      size_(other.size_),
      sections_(std::move(other.sections_)) {}

void SideFile::verify() const {
  if (data_within_ != nullptr) return data_within_->verify();
  Header header{};
  std::memcpy(&header, data_, sizeof header);
  std::vector<Entry> table(sections_.size());
  std::memcpy(table.data(), data_ + sizeof header, table.size() * sizeof(Entry));
  if (digest_of(table, sections_) != header.digest) damaged("its checksum does not match");
}

void SideFile::damaged(std::string_view why) const {
  throw base::Error(base::Code::Database, fmt::format("cannot use '{}': {}", path_, why),
                    "index the corpus again into a new database");
}

}  // namespace dateline::store
