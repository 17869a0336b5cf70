// Newswire in the SGML of TREC (TIPSTER and TREC disks, CLEF), AQUAINT and Gigaword.
#pragma once

#include "corpus/input.hh"

namespace dateline::corpus {

/// Read articles `<DOC>` to `</DOC>` by the names of their tags, in either case, at any place; tags
/// that are not known are looked through. The id is DOCNO or the attribute `id`; without a date
/// element the date is that of the document number. Gigaword's `type` is a label of that scheme.
/// source: formats guide, sections 4 and 5
void read_trec(Input& input, Output& output);

}  // namespace dateline::corpus
