// JSON Lines and JSON documents.
#pragma once

#include "corpus/input.hh"

namespace dateline::corpus {

/// Read one object a line. A bad line is an issue and the next one is read.
void read_json_lines(Input& input, Output& output);

/// Read a list of objects, an object that holds such a list, or objects one after another.
void read_json(Input& input, Output& output);

}  // namespace dateline::corpus
