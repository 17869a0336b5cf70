// What a side file holds, kept within the tables of a self-contained segment: as metadata.
//
// The key `dateline:NAME` has a TOML document: `version` of the file's format, `digest` of all
// sections, the `sizes` of the sections in bytes and those of their `pieces`. A piece of a section is the
// value of `dateline:NAME:SECTION:NUMBER`, both counted from 0; all but the last have the stated
// size.
#pragma once

#include "store/tables.hh"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::store {

/// Sizes of pieces: of what is read whole, and of what is read here and there.
inline constexpr std::size_t large_piece_bytes = 256 << 10, small_piece_bytes = 16 << 10;

/// A section to be kept.
struct SideSection {
  std::string_view bytes;
  bool here_and_there = false;  ///< read in small pieces
};

/// Put sections into the metadata of a database under construction.
/// errors: what Xapian throws
void put_side_data(Xapian::WritableDatabase& database, const std::string& name,
                   std::uint32_t version, const std::vector<SideSection>& sections);

/// Gives back memory that was mapped.
struct UnmapBytes {
  std::size_t size = 0;
  void operator()(char* memory) const;
};

/// Sections read from metadata, each piece when it is first asked for; from any thread. They lie in
/// memory as they would in a mapped file: at multiples of 8, with 64 zero bytes behind the last.
class SideData {
 public:
  /// errors: Error{Code::Database} if it is missing, damaged or of another version; ServerError
  SideData(std::shared_ptr<const Tables> tables, std::string name, std::uint32_t version,
           std::size_t sections);
  /// Where a section lies, read or not.
  std::string_view view(std::size_t section) const { return sections_[section].bytes; }

  /// Read what has not been read of some bytes of a section.
  void need(std::size_t section, std::size_t begin, std::size_t end) const {
    const Section& all = sections_[section];
    end = end < all.bytes.size() ? end : all.bytes.size();
    if (begin >= end || whole_[section].load(std::memory_order_acquire)) return;
    for (std::size_t i = begin / all.piece; i <= (end - 1) / all.piece; ++i) {
      if (!read_[all.first_piece + i].load(std::memory_order_acquire)) read(section, i);
    }
    if (begin == 0 && end == all.bytes.size())
      whole_[section].store(true, std::memory_order_release);
  }

  /// Read everything and compare it with the digest.
  /// errors: Error{Code::Database} if it differs
  void verify() const;

  std::uint64_t size_bytes() const { return size_; }

 private:
  struct Section {
    std::string_view bytes;
    std::size_t piece = 0, first_piece = 0;
  };

  void read(std::size_t section, std::size_t piece) const;
  [[noreturn]] void damaged(std::string_view why) const;

  std::shared_ptr<const Tables> tables_;
  std::string name_;
  std::uint64_t digest_ = 0;
  std::vector<Section> sections_;
  std::unique_ptr<char, UnmapBytes> memory_;
  std::uint64_t size_ = 0;
  std::unique_ptr<std::atomic<bool>[]> read_, whole_;  ///< by piece; by section
  mutable std::mutex mutex_;
};

}  // namespace dateline::store
