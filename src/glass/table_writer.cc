#include "glass/table_writer.hh"

#include "base/error.hh"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace dateline::glass {
namespace {

constexpr std::size_t buffer_bytes = 256 << 10;
constexpr std::uint32_t revision = 1;

void store2(std::size_t number, char* at) {
  at[0] = static_cast<char>(number >> 8);
  at[1] = static_cast<char>(number);
}

void store4(std::uint32_t number, char* at) {
  store2(number >> 16, at);
  store2(number & 0xFFFF, at + 2);
}

}  // namespace

Output::Output(std::filesystem::path path)
    : path_(std::move(path)),
      file_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {
  if (file_ < 0) fail("create");
  buffer_.reserve(buffer_bytes);
}

Output::~Output() {
  if (file_ >= 0) ::close(file_);
}

void Output::fail(const char* doing) const {
  throw base::Error(base::Code::Database,
                    fmt::format("cannot {} '{}': {}", doing, path_.string(), std::strerror(errno)));
}

void Output::append(std::string_view bytes) {
  if (buffer_.size() + bytes.size() > buffer_bytes) flush();
  buffer_.append(bytes);
}

void Output::flush() {
  for (std::string_view rest = buffer_; !rest.empty();) {
    const ssize_t written = ::write(file_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("write");
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  buffer_.clear();
}

void Output::close() {
  flush();
  if (::fsync(file_) != 0) fail("write");
  const int file = file_;
  file_ = -1;
  if (::close(file) != 0) fail("write");
}

char* TableWriter::Node::append(std::size_t size) {
  items_begin -= size;
  store2(items_begin, block.data() + directory_end);
  directory_end += entry_bytes;
  return block.data() + items_begin;
}

TableWriter::TableWriter(const std::filesystem::path& path) : output_(path) {
  char* const item = node(0).append(leaf_overhead);
  store2(first_part | last_part, item);
}

TableWriter::Node& TableWriter::node(std::size_t level) {
  while (nodes_.size() <= level) nodes_.emplace_back().block.assign(block_bytes, '\0');
  return nodes_[level];
}

std::size_t TableWriter::room(std::size_t key_bytes) const {
  const std::size_t needed = entry_bytes + leaf_overhead + key_bytes, free = nodes_[0].free();
  return free < needed ? 0 : std::min(free - needed, max_tag(key_bytes));
}

void TableWriter::add(std::string_view key, std::string_view tag) {
  const std::size_t size = leaf_overhead + key.size() + tag.size();
  if (key.size() > max_key_bytes || size > max_item_bytes)
    throw base::Error(base::Code::Database, "a term is too long for the database");
  if (key <= last_key_) throw base::Error(base::Code::Internal, "terms are not in order");
  if (nodes_[0].free() < entry_bytes + size) {
    write(0);
    // The shortest key that tells this block from the one before.
    const auto differ =
        std::mismatch(key.begin(), key.end(), last_key_.begin(), last_key_.end()).first;
    nodes_[0].separator.assign(key.begin(), differ == key.end() ? differ : differ + 1);
  }
  char* const item = nodes_[0].append(size);
  store2((size - leaf_overhead) | first_part | last_part, item);
  item[2] = static_cast<char>(key.size());
  std::memcpy(item + leaf_overhead, key.data(), key.size());
  std::memcpy(item + leaf_overhead + key.size(), tag.data(), tag.size());
  last_key_ = key;
  ++root_.items;
}

/// Enter a block below a level.
void TableWriter::enter(std::size_t level, std::uint32_t block, const std::string& separator) {
  constexpr std::size_t overhead = 4 + 1 + 2;
  const std::size_t size = overhead + separator.size();
  if (node(level).free() < entry_bytes + size) {
    write(level);
    nodes_[level].separator = separator;
  }
  char* const item = nodes_[level].append(size);
  store4(block, item);
  item[4] = static_cast<char>(separator.size());
  std::memcpy(item + 5, separator.data(), separator.size());
  store2(separator.empty() ? 0 : 1, item + 5 + separator.size());
}

/// Write a level's open node, open the next, and enter it above.
/// out: number of the block
std::uint32_t TableWriter::write(std::size_t level) {
  Node& open = nodes_[level];
  char* const block = open.block.data();
  store4(revision, block);
  block[4] = static_cast<char>(level);
  store2(open.free(), block + 5);
  store2(open.free(), block + 7);
  store2(open.directory_end, block + 9);
  output_.append(open.block);
  const std::uint32_t number = root_.blocks++;
  open.block.assign(block_bytes, '\0');
  open.directory_end = block_header_bytes;
  open.items_begin = block_bytes;
  ++open.written;
  const std::string separator = std::move(open.separator);
  enter(level + 1, number, separator);  // may move the nodes
  return number;
}

TableRoot TableWriter::finish() {
  for (std::size_t level = 0;; ++level) {
    root_.root = write(level);
    root_.levels = static_cast<std::uint32_t>(level);
    if (nodes_[level].written == 1) break;  // it has all: nothing above is needed
  }
  output_.close();
  return root_;
}

}  // namespace dateline::glass
