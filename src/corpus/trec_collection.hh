// What the document numbers of the TREC, AQUAINT and Gigaword collections tell.
#pragma once

#include <string>
#include <string_view>

namespace dateline::corpus {

/// The publisher or wire that a document number such as `AP890101-0001` or
/// `AFP_ENG_19940512.0001` belongs to; empty if the collection is not known.
std::string_view source_of(std::string_view docno);

/// The day in a document number, `1989-01-01`; empty if it tells none (FT: year and quarter only).
/// source: formats guide, section 4; two-digit years are of the 20th century (section 30)
std::string date_of(std::string_view docno);

}  // namespace dateline::corpus
