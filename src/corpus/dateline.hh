// The dateline that opens a story.
#pragma once

#include "corpus/article.hh"

#include <optional>
#include <string_view>

namespace dateline::corpus {

/// Take a dateline given by itself apart: `    SALVADOR, Feb 26 - `. What is neither day nor agency
/// is the place. begin and end are 0.
Dateline parse_dateline(std::string_view dateline);

/// Find the dateline at the start of a body: `BRUSSELS/LONDON, April 9 (Reuters) - `,
/// `NAIROBI, Kenya (AP) _ `, `(CNN) -- `. It ends in a dash within 120 bytes; without the dash, no
/// guess. A place in mixed case needs a day or an agency beside it (`Berlin (dpa) - `).
/// source: formats guide, section 31
std::optional<Dateline> find_dateline(std::string_view body);

/// Set the dateline of an article to the one its body opens with, if it has none yet.
void take_dateline(Article& article);

/// Find a place and a colon at the start of a body, as Indian papers write it: `Washington: `.
/// At most three capitalised words, followed by a capital or a quote; words such as `Update:` are
/// none. For plain text files only.
std::optional<Dateline> find_place_and_colon(std::string_view body);

}  // namespace dateline::corpus
