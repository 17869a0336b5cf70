// Labelled text in CoNLL-2003's columns: one word a line, its label last.
#pragma once

#include "entity/labels.hh"

#include <cstdint>
#include <string>
#include <vector>

namespace dateline::train {

/// A mention as labelled, in bytes of the body.
struct GoldMention {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  entity::Class kind = entity::Class::Person;
  bool operator==(const GoldMention&) const = default;
};

/// A document between two `-DOCSTART-` lines: words joined by blanks, sentences by line ends.
struct LabelledArticle {
  std::string body;
  std::vector<GoldMention> gold;  ///< in order
};

/// Read a file; labels are IOB, 1 or 2, of PER, ORG, LOC, MISC.
/// errors: Error{Code::Input} if it cannot be read or has other labels
std::vector<LabelledArticle> read_columns(const std::string& path);

}  // namespace dateline::train
