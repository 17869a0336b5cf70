// A JSON document of any length, element by element.
#pragma once

#include "corpus/input.hh"
#include "corpus/json_scanner.hh"

namespace dateline::corpus {

/// Finds the records of a JSON document: the elements of a list at its top; the elements of a list
/// inside the object at its top, under `articles`, `results`, `data`, `docs`, `items`, `stories` or
/// `hits`, also within `response`, `data` or `hits`; else the object itself. Several values may
/// follow one another. Records over ReadOptions::max_record_bytes are skipped with an issue, in
/// bounded memory.
/// After an element with a missing quote, reading goes on at the next line that begins like one.
class JsonStream {
 public:
  JsonStream(Input& input, Output& output) : input_(input), output_(output) {}

  /// The next record, any JSON value; false at the end. What is cut off by the end of the stream is
  /// an issue, unless the stream is damaged, which has its own.
  bool next(Record& record);

 private:
  enum class Ending { Whole, TooLong, CutOff };

  bool skip_blanks();
  bool enter(std::size_t& list_at);
  Ending measure(std::size_t from, std::size_t& end, ValueScan& scan);
  void skip_long(std::size_t measured, ValueScan scan);
  bool resynchronise();
  void leave_objects();
  bool cut_off();

  Input& input_;
  Output& output_;
  std::size_t pending_ = 0;      ///< bytes of the record given out last
  bool in_list_ = false;         ///< the elements of a list are read
  std::size_t around_list_ = 0;  ///< objects that are open around it
  long indent_ = 0;  ///< blanks before the value on its line; -1: other things stand there
};

/// Is a document, judged by its head, one that JsonStream can read and lines cannot: a list at its
/// top, an object over several lines, an object that holds a list of articles?
/// in: head, the first bytes; whole, there are no more
bool is_json_document(std::string_view head, bool whole);

}  // namespace dateline::corpus
