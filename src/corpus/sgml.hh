// SGML as news archives write it: no root, tags left open, bare `<`, `>` and `&` in the text.
#pragma once

#include "corpus/input.hh"

#include <string>
#include <string_view>

namespace dateline::corpus {

/// A tag, or the text up to the next one.
struct Piece {
  enum class Kind { Text, Open, Close };
  Kind kind = Kind::Text;
  std::string_view text;        ///< raw text, or the name of the tag
  std::string_view attributes;  ///< of an opening tag, raw
};

/// Takes a record apart. A `<` begins a tag only if a name follows and a `>` before the next `<`
/// and within 400 bytes; else it is text. Comments and declarations are left out.
class Pieces {
 public:
  explicit Pieces(std::string_view record) : rest_(record) {}

  /// The next piece; false at the end.
  bool next(Piece& piece);

 private:
  std::size_t tag_length(std::string_view text, Piece& piece) const;

  std::string_view rest_;
};

/// The value of an attribute, `NEWID="1"` or `P=105`; empty if it is not there.
std::string_view attribute(std::string_view attributes, std::string_view name);

/// Finds records `<NAME …>` to `</NAME>` in a stream, whatever stands between them.
class TagRecords {
 public:
  /// in: name, of the tag that holds a record, in lower case
  TagRecords(Input& input, Output& output, std::string_view name)
      : input_(input), output_(output), name_(name) {}

  /// The next record, its tags included; false at the end. A record that has no end before the next
  /// one begins at a line start is given out, with an issue; so is one over
  /// ReadOptions::max_record_bytes skipped, in bounded memory. One cut off by the end of the stream
  /// is left out with an issue, or without one if the stream is damaged, which has its own.
  bool next(Record& record);

 private:
  enum class Edge { None, End, Begin };
  bool find_begin();
  Edge find_edge(std::string_view text, std::size_t& searched, std::size_t& end) const;
  void skip_long_record();

  Input& input_;
  Output& output_;
  std::string name_;
  std::size_t pending_ = 0;  ///< bytes of the record given out last
};

}  // namespace dateline::corpus
