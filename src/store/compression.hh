// Strings compressed one by one with zstd and a trained dictionary, and read one by one.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::store {

/// Collects strings and compresses them. Without a dictionary strings wait until there are enough
/// to train one; those that come later are compressed at once.
class PackedWriter {
 public:
  /// in: dictionary, or empty; dictionary_bytes, the most that one to be trained takes
  PackedWriter(std::string_view dictionary, std::size_t dictionary_bytes);
  ~PackedWriter();
  PackedWriter(PackedWriter&&) noexcept;

  /// Append a string to the slots' first; the others stay empty, as an empty string does.
  void add(std::string_view text, std::uint32_t slots = 1);

  /// Append a slot as another list with the same dictionary has it.
  void add_packed(std::string_view packed);

  /// Compress what waits. Called before reading what follows.
  void finish();

  const std::string& bytes() const { return bytes_; }
  const std::vector<std::uint64_t>& ends() const { return ends_; }  ///< behind a 0
  const std::string& dictionary() const { return dictionary_; }

  std::uint64_t size_bytes() const { return bytes_.size() + waiting_.size(); }

 private:
  struct Encoder;
  struct Waiting {
    std::uint32_t size = 0, slots = 0;
  };

  void pack(std::string_view text, std::uint32_t slots);

  std::string dictionary_;
  std::size_t dictionary_bytes_;
  std::unique_ptr<Encoder> encoder_;  ///< once the dictionary is there, or known not to be
  std::string waiting_;
  std::vector<Waiting> waiting_sizes_;
  std::string bytes_;
  std::vector<std::uint64_t> ends_{0};
};

/// Reads strings that a PackedWriter wrote. One thread at a time.
class Unpacker {
 public:
  explicit Unpacker(std::string_view dictionary);
  ~Unpacker();
  Unpacker(Unpacker&&) noexcept;

  /// in:     packed, a slot; empty for an empty string
  /// errors: Error{Code::Database} if it is damaged
  std::string unpack(std::string_view packed);

 private:
  struct Decoder;
  std::unique_ptr<Decoder> decoder_;
};

}  // namespace dateline::store
