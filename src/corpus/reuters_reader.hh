// Reuters-21578: SGML of 1987.
#pragma once

#include "corpus/input.hh"

namespace dateline::corpus {

/// Read articles `<REUTERS …>` to `</REUTERS>`. The id is NEWID; topics, places, people, orgs and
/// exchanges are labels of those schemes; the source is `Reuters`. A text without elements (UNPROC)
/// is the body; its first line is the title if it is in capitals and no table. The body of a BRIEF,
/// a filler, is left out.
/// source: formats guide, section 3
void read_reuters(Input& input, Output& output);

}  // namespace dateline::corpus
