// Plain text and Markdown files, one article each.
#pragma once

#include "corpus/input.hh"

namespace dateline::corpus {

/// Read a file as one article: headline, `key: value` lines, body. The id, unless given, is the
/// name of the file without folders and endings. The date, unless given, is one that the name
/// begins with. The body is the text after the header as it is, line ends made `\n`, control
/// characters and outer blank lines off; a place before a colon or a dash that opens it is the
/// dateline.
void read_text(Input& input, Output& output);
void read_markdown(Input& input, Output& output);

}  // namespace dateline::corpus
