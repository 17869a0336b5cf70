#include "store/side_data.hh"

#include "base/digest.hh"
#include "base/error.hh"
#include "base/toml.hh"

#include <cerrno>
#include <cstring>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/mman.h>

namespace dateline::store {
namespace {

constexpr std::size_t padding_bytes = 64;
constexpr std::int64_t most_bytes = std::int64_t{1} << 40;
constexpr std::int64_t least_piece =
    4096;  ///< so that a hostile one needs no memory for what it lacks

std::string about_key(const std::string& name) {
  return "dateline:" + name;
}

std::string piece_key(const std::string& name, std::size_t section, std::size_t piece) {
  return fmt::format("dateline:{}:{}:{}", name, section, piece);
}

std::size_t aligned(std::size_t size) {
  return (size + 7) & ~std::size_t{7};
}

}  // namespace

void put_side_data(Xapian::WritableDatabase& database, const std::string& name,
                   std::uint32_t version, const std::vector<SideSection>& sections) {
  base::Digest digest;
  std::vector<std::size_t> sizes, pieces;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const std::string_view bytes = sections[i].bytes;
    const std::size_t piece = sections[i].here_and_there ? small_piece_bytes : large_piece_bytes;
    digest.add(bytes);
    sizes.push_back(bytes.size());
    pieces.push_back(piece);
    for (std::size_t at = 0; at < bytes.size(); at += piece)
      database.set_metadata(piece_key(name, i, at / piece), std::string(bytes.substr(at, piece)));
  }
  database.set_metadata(
      about_key(name),
      fmt::format("version = {}\ndigest = \"{}\"\nsizes = [{}]\npieces = [{}]\n", version,
                  base::hex(digest.value()), fmt::join(sizes, ", "), fmt::join(pieces, ", ")));
}

SideData::SideData(std::shared_ptr<const Tables> tables, std::string name, std::uint32_t version,
                   std::size_t sections)
    : tables_(std::move(tables)), name_(std::move(name)) {
  const std::string about = tables_->metadata(about_key(name_));
  if (about.empty()) damaged("it is not there");
  std::size_t pieces = 0;
  std::vector<std::size_t> offsets;
  try {
    const base::Toml document = base::parse_toml(name_, about);
    if (document.at("version").integer() != version) {
      damaged(fmt::format("it has version {}, this program reads {}",
                          document.at("version").integer(), version));
    }
    digest_ = std::stoull(document.at("digest").string(), nullptr, 16);
    const auto& sizes = document.at("sizes").array();
    const auto& parts = document.at("pieces").array();
    if (sizes.size() != sections || parts.size() != sections) damaged("it has other sections");
    for (std::size_t i = 0; i < sections; ++i) {
      const std::int64_t size = sizes[i].integer(), piece = parts[i].integer();
      if (size < 0 || size > most_bytes || piece < least_piece || piece > most_bytes)
        damaged("its sizes are out of range");
      offsets.push_back(size_);
      sections_.push_back({std::string_view(nullptr, 0), static_cast<std::size_t>(piece), pieces});
      size_ += aligned(static_cast<std::size_t>(size));
      pieces += static_cast<std::size_t>((size + piece - 1) / piece);
    }
    size_ += padding_bytes;
    void* const memory = ::mmap(nullptr, size_, PROT_READ | PROT_WRITE,
                                MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) damaged(std::strerror(errno));
    memory_ = {static_cast<char*>(memory), UnmapBytes{size_}};
    for (std::size_t i = 0; i < sections; ++i)
      sections_[i].bytes = {memory_.get() + offsets[i],
                            static_cast<std::size_t>(sizes[i].integer())};
  } catch (const std::logic_error&) {  // of stoull
    damaged("its digest is no number");
  } catch (const base::Error& failure) {
    if (failure.code() == base::Code::Database) throw;
    damaged(failure.what());
  }
  read_ = std::make_unique<std::atomic<bool>[]>(pieces);
  whole_ = std::make_unique<std::atomic<bool>[]>(sections);
}

void UnmapBytes::operator()(char* memory) const {
  ::munmap(memory, size);
}

void SideData::read(std::size_t section, std::size_t piece) const {
  const std::lock_guard lock(mutex_);
  const Section& all = sections_[section];
  std::atomic<bool>& done = read_[all.first_piece + piece];
  if (done.load(std::memory_order_relaxed)) return;
  const std::string bytes = tables_->metadata(piece_key(name_, section, piece));
  const std::size_t at = piece * all.piece;
  if (bytes.size() != std::min(all.piece, all.bytes.size() - at))
    damaged(fmt::format("piece {} of section {} is missing or cut", piece, section));
  std::memcpy(memory_.get() + (all.bytes.data() - memory_.get()) + at, bytes.data(), bytes.size());
  done.store(true, std::memory_order_release);
}

void SideData::verify() const {
  base::Digest digest;
  for (std::size_t i = 0; i < sections_.size(); ++i) {
    need(i, 0, sections_[i].bytes.size());
    digest.add(sections_[i].bytes);
  }
  if (digest.value() != digest_) damaged("its checksum does not match");
}

void SideData::damaged(std::string_view why) const {
  throw base::Error(base::Code::Database,
                    fmt::format("cannot use '{}' in '{}': {}", name_, tables_->place(), why),
                    "index the corpus again into a new database");
}

}  // namespace dateline::store
