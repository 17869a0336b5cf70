// Writes a glass table of items that come in order of their keys: a B-tree from the leaves up.
#pragma once

#include "glass/format.hh"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::glass {

/// What the version file says of a table.
struct TableRoot {
  std::uint32_t root = 0;    ///< number of the root's block
  std::uint32_t levels = 0;  ///< of branches
  std::uint64_t items = 0;
  std::uint32_t blocks = 0;
};

/// A file written from front to back. errors: Error{Code::Database} with the system's reason
class Output {
 public:
  explicit Output(std::filesystem::path path);
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void append(std::string_view bytes);
  void close();  ///< synced

 private:
  void flush();
  [[noreturn]] void fail(const char* doing) const;

  std::filesystem::path path_;
  int file_;
  std::string buffer_;
};

/// One table. Tags are stored as they are, each as one item.
class TableWriter {
 public:
  /// in: path, of the file to make
  explicit TableWriter(const std::filesystem::path& path);

  /// Largest tag beside a key.
  static std::size_t max_tag(std::size_t key_bytes) {
    return max_item_bytes - leaf_overhead - key_bytes;
  }

  /// Bytes of a tag that the open block has room for beside a key.
  std::size_t room(std::size_t key_bytes) const;

  /// in:     key, above the one before; tag, at most max_tag()
  /// errors: Error{Code::Database} if the key is too long
  void add(std::string_view key, std::string_view tag);

  /// Write what is open. Nothing can be added afterwards.
  TableRoot finish();

 private:
  struct Node {
    std::string block;
    std::size_t directory_end = block_header_bytes, items_begin = block_bytes;
    std::string separator;  ///< lower bound of the keys below; empty in the first node of a level
    std::uint32_t written = 0;

    std::size_t free() const { return items_begin - directory_end; }
    char* append(std::size_t size);  ///< room for an item
  };

  Node& node(std::size_t level);
  void enter(std::size_t level, std::uint32_t block, const std::string& separator);
  std::uint32_t write(std::size_t level);

  Output output_;
  std::vector<Node> nodes_;
  std::string last_key_;
  TableRoot root_;
};

}  // namespace dateline::glass
