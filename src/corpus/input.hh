// What a format's reader is given: one stream and what is known of it.
#pragma once

#include "corpus/input_buffer.hh"
#include "corpus/output.hh"

#include <cstdint>
#include <string>
#include <string_view>

namespace dateline::corpus {

/// One stream being read, its byte-order mark already taken off.
struct Input {
  std::string name;  ///< as in base::Issue
  std::string leaf;  ///< its own name, compression taken off
  InputBuffer buffer;
  std::string inside;  ///< path inside the folder that the user named, else the file's own name
  bool repair_reported = false;

  Input(std::string file_name, std::string file_leaf, ByteStream& bytes)
      : name(std::move(file_name)), leaf(std::move(file_leaf)), buffer(bytes) {}
};

/// A record of a stream: its bytes and where they are. `text` is valid until the next one is read.
struct Record {
  std::string_view text;
  std::uint64_t offset = 0;
  std::uint64_t line = 0;
};

/// Write down where an article comes from.
void locate(Article& article, const Input& input, const Record& record);

/// The record's text as UTF-8. A repair is an issue, once a stream.
/// in:  storage, used if the bytes are not UTF-8 already
/// out: points into the record or into `storage`
std::string_view decoded(const Record& record, Input& input, Output& output, std::string& storage);

}  // namespace dateline::corpus
