#include "glass/database_writer.hh"

#include "glass/table_writer.hh"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace dateline::glass {
namespace {

constexpr std::string_view magic{"\x0f\x0dXapian Glass\x04\x6e", 16};
constexpr std::size_t identity_bytes = 16;
constexpr unsigned other_tables = 5, statistics_numbers = 8;
/// A list is cut to fill the open block only if it is longer than this, and only if the block has
/// more room than that: each chunk costs its key and a step of reading.
constexpr std::size_t least_cut_list = 512, least_chunk = 256;

bool skip_number(std::string_view bytes, std::size_t& at, std::uint64_t* number = nullptr) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; at < bytes.size() && shift < 64; shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes[at++]);
    value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte >= 0x80) continue;
    if (number != nullptr) *number = value;
    return true;
  }
  return false;
}

/// A root: block, level and flags, items, block size, least size compressed, free list.
bool skip_root(std::string_view bytes, std::size_t& at) {
  std::uint64_t level = 0, items = 0, block = 0, free_bytes = 0;
  const bool read = skip_number(bytes, at) && skip_number(bytes, at, &level) &&
                    skip_number(bytes, at, &items) && skip_number(bytes, at, &block) &&
                    skip_number(bytes, at) && skip_number(bytes, at, &free_bytes);
  if (!read || level != 3 || items != 0 || block != block_bytes >> 11 ||
      free_bytes > bytes.size() - at) {
    return false;
  }
  at += free_bytes;
  return true;
}

/// Cuts lists into chunks and adds them to the table.
class ChunkWriter {
 public:
  explicit ChunkWriter(TableWriter& table) : table_(table) {}

  /// in:  key, of the first chunk
  ///      next_key, what keys of further chunks begin with, their first document following
  ///      count, total: as in the first chunk's head
  ///      body, the first document's frequency, then PostingList's tail
  void write(const std::string& key, const std::string& next_key, std::uint32_t count,
             std::uint64_t total, std::uint32_t first, std::uint32_t last, std::string_view body) {
    head_.clear();
    put_number(count, head_);
    put_number(total, head_);
    put_number(first - 1, head_);
    key_ = key;
    while (true) {
      constexpr std::size_t flag_and_span = 1 + 5;
      const std::size_t overhead = head_.size() + flag_and_span;
      const std::size_t most = TableWriter::max_tag(key_.size()), room = table_.room(key_.size());
      const bool cut = body.size() > least_cut_list && room > overhead + least_chunk;
      const std::size_t limit = std::min(most, cut ? room : most) - overhead;
      std::size_t size = body.size();
      std::uint32_t end = last, next = 0, next_at = 0;
      if (size > limit) {
        end = walk(body, limit, first, size, next, next_at);
      }
      head_.push_back(size == body.size() ? '1' : '0');
      put_number(end - first, head_);
      head_.append(body.substr(0, size));
      table_.add(key_, head_);
      if (size == body.size()) return;
      body.remove_prefix(next_at);
      first = next;
      key_ = next_key;
      put_sortable(first, key_);
      head_.clear();
    }
  }

 private:
  /// Find the last document that lies within a limit of bytes.
  /// in:  first, document the body begins with
  /// out: size, bytes up to the end of that document; the document after it and where its
  ///      frequency is
  static std::uint32_t walk(std::string_view body, std::size_t limit, std::uint32_t first,
                            std::size_t& size, std::uint32_t& next, std::uint32_t& next_at) {
    std::size_t at = 0;
    std::uint32_t document = first;
    skip_number(body, at);
    while (at < body.size()) {
      std::uint64_t above = 0;
      size = at;
      skip_number(body, at, &above);
      next = document + static_cast<std::uint32_t>(above) + 1;
      next_at = static_cast<std::uint32_t>(at);
      skip_number(body, at);
      if (at > limit) return document;
      document = next;
    }
    size = body.size();
    return document;
  }

  TableWriter& table_;
  std::string key_, head_;
};

/// Numbers of all terms that have documents, in order of their bytes.
std::vector<std::uint32_t> in_order(const Inverter& inverter) {
  // Most are told apart by eight bytes, which are compared as a number.
  std::vector<std::pair<std::uint64_t, std::uint32_t>> sorted;
  for (std::uint32_t i = 0; i < inverter.lists(); ++i) {
    if (inverter.list(i).count == 0) continue;
    const std::string_view term = inverter.terms().at(i);
    std::uint64_t front = 0;
    for (std::size_t k = 0; k < 8; ++k)
      front = front << 8 | (k < term.size() ? static_cast<unsigned char>(term[k]) : 0u);
    sorted.emplace_back(front, i);
  }
  std::sort(sorted.begin(), sorted.end(), [&](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    return inverter.terms().at(a.second) < inverter.terms().at(b.second);
  });
  std::vector<std::uint32_t> order;
  for (const auto& one : sorted) order.push_back(one.second);
  return order;
}

TableRoot write_postings(const std::filesystem::path& path, const Inverter& inverter) {
  TableWriter table(path);
  ChunkWriter chunks(table);
  std::string body;
  if (!inverter.lengths().empty()) {
    for (const std::uint32_t length : inverter.lengths()) {
      if (!body.empty()) put_number(0, body);  // each document follows the one before
      put_number(length, body);
    }
    const std::string key(lengths_key);
    chunks.write(key, key, 0, 0, 1, inverter.statistics().documents, body);
  }
  std::string tail, next_key;
  for (const std::uint32_t term : in_order(inverter)) {
    const PostingList& list = inverter.list(term);
    inverter.tail(list, tail);
    body.clear();
    put_number(list.first_wdf, body);
    body.append(tail);
    const std::string key = term_key(inverter.terms().at(term));
    next_key = key;
    next_key.push_back('\0');
    chunks.write(key, next_key, list.count, list.total, list.first, list.last, body);
  }
  return table.finish();
}

}  // namespace

std::optional<EmptyVersion> read_empty_version(std::string_view bytes) {
  if (!bytes.starts_with(magic) || bytes.size() < magic.size() + identity_bytes) return {};
  EmptyVersion version;
  version.front = bytes.substr(0, magic.size() + identity_bytes);
  std::size_t at = version.front.size();
  if (!skip_number(bytes, at) || !skip_root(bytes, at)) return {};
  const std::size_t tables = at;
  for (unsigned i = 0; i < other_tables; ++i) {
    if (!skip_root(bytes, at)) return {};
  }
  version.tables = bytes.substr(tables, at - tables);
  for (unsigned i = 0; i < statistics_numbers; ++i) {
    std::uint64_t number = 0;
    if (!skip_number(bytes, at, &number) || number != 0) return {};
  }
  if (at != bytes.size()) return {};
  return version;
}

void write_database(const std::filesystem::path& folder, const Inverter& inverter,
                    const EmptyVersion& version) {
  const TableRoot postings = write_postings(folder / "postlist.glass", inverter);
  constexpr unsigned revision = 1, in_sequence = 2, no_change_set = 0, no_spelling = 0;
  std::string bytes = version.front;
  put_number(revision, bytes);
  put_number(postings.root, bytes);
  put_number(postings.levels << 2 | in_sequence, bytes);
  put_number(postings.items, bytes);
  put_number(block_bytes >> 11, bytes);
  put_number(0, bytes);  // never compressed
  std::string free_list;
  put_number(revision, free_list);
  put_number(postings.blocks, free_list);
  free_list.append(4, '\0');  // nothing is free
  put_number(free_list.size(), bytes);
  bytes.append(free_list);
  bytes.append(version.tables);
  const Statistics& all = inverter.statistics();
  put_number(all.documents, bytes);
  put_number(0, bytes);  // the last document's number less the documents
  put_number(all.shortest, bytes);
  put_number(all.most_frequent, bytes);
  put_number(all.longest - all.most_frequent, bytes);
  put_number(no_change_set, bytes);
  put_number(all.total_length, bytes);
  put_number(no_spelling, bytes);
  Output file(folder / "iamglass");
  file.append(bytes);
  file.close();
}

}  // namespace dateline::glass
