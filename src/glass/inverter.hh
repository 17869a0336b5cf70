// Collects documents' terms and keeps them by term: posting lists in memory, encoded.
#pragma once

#include "base/interner.hh"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::glass {

/// A term's documents.
struct PostingList {
  std::uint32_t first = 0, last = 0;        ///< documents; 0: none yet
  std::uint32_t first_wdf = 0;              ///< frequency within the first
  std::uint32_t count = 0;                  ///< of documents
  std::uint64_t total = 0;                  ///< of frequencies
  std::uint32_t head = 0, at = 0, end = 0;  ///< places in the pool: first slice, next byte, its end
  std::uint32_t slices = 0;
};

/// What the version file says of all documents.
struct Statistics {
  std::uint32_t documents = 0, shortest = 0, longest = 0, most_frequent = 0;
  std::uint64_t total_length = 0;
};

/// Takes documents in order of their numbers, from 1. A list's bytes after its first document lie
/// in slices of a pool, each twice as long as the one before: nothing moves while lists grow.
class Inverter {
 public:
  /// The number of a term, from 0.
  std::uint32_t term(std::string_view bytes) { return terms_.intern(bytes); }

  /// Give the open document a term; a second time is ignored.
  /// in: wdf, how often it occurs; 0 if it only filters
  void add(std::uint32_t term, std::uint32_t wdf) {
    if (term >= lists_.size()) lists_.resize(terms_.size());
    PostingList& list = lists_[term];
    const std::uint32_t document = statistics_.documents + 1;
    if (list.last == document) return;
    if (list.count == 0) {
      list.first = document;
      list.first_wdf = wdf;
    } else {
      put(list, document - list.last - 1);
      put(list, wdf);
    }
    list.last = document;
    ++list.count;
    list.total += wdf;
    length_ += wdf;
    if (wdf > statistics_.most_frequent) statistics_.most_frequent = wdf;
  }

  /// Close the open document and open the next.
  void end_document();

  std::uint64_t size_bytes() const { return pool_.size() * pool_block + lists_.size() * 64; }
  const Statistics& statistics() const { return statistics_; }
  const std::vector<std::uint32_t>& lengths() const { return lengths_; }

  const base::Interner& terms() const { return terms_; }
  const PostingList& list(std::uint32_t term) const { return lists_[term]; }
  std::size_t lists() const { return lists_.size(); }

  /// A list's documents after the first: for each, what it is above the one before, less one, and
  /// its frequency, as put_number() writes them. out: bytes, replaced
  void tail(const PostingList& list, std::string& bytes) const;

 private:
  static constexpr std::uint32_t pool_block = 1u << 18, first_slice = 8, longest_slice = 1u << 10;
  static constexpr std::uint32_t link_bytes = 4;

  static std::uint32_t slice_bytes(std::uint32_t number) {
    return number >= 7 ? longest_slice : first_slice << number;
  }
  char* place(std::uint32_t at) const { return pool_[at / pool_block].get() + at % pool_block; }

  void put(PostingList& list, std::uint32_t number) {
    while (number >= 0x80) {
      put_byte(list, static_cast<char>(number | 0x80));
      number >>= 7;
    }
    put_byte(list, static_cast<char>(number));
  }
  void put_byte(PostingList& list, char byte) {
    if (list.at == list.end) grow(list);
    *place(list.at++) = byte;
  }
  void grow(PostingList& list);

  base::Interner terms_;
  std::vector<PostingList> lists_;
  std::vector<std::unique_ptr<char[]>> pool_;
  std::uint32_t pool_used_ = pool_block;  ///< of the last block
  std::vector<std::uint32_t> lengths_;
  std::uint64_t length_ = 0;  ///< of the open document
  Statistics statistics_;
};

}  // namespace dateline::glass
