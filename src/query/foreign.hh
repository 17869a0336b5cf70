// What other search systems' users type, and how it is written here: what can hardly be meant as words
// must not be searched for as if it were. The spellings are those of Lexis, Westlaw, Factiva, ProQuest, EBSCO, Ovid,
// PubMed, Web of Science, Lucene and Google as their users' guides give them.
#pragma once

#include <string>
#include <string_view>

namespace dateline::query {

/// Our spelling of another system's operator of distance: `NEAR/5` for `w/5`, `N/5` or `near5`, `/s`
/// for `w/sent`; empty if the word is none.
std::string distance_meant(std::string_view word);

/// The same behind a NOT: `NOT/5` for `w/5` or `NEAR/5`.
/// in: distance, in our spelling
std::string without(std::string_view distance);

/// Why a word that stands by itself is refused: `XOR`, `ANDNOT`, `&&`, `/n`, `hd=gas`; empty for others.
std::string foreign_operator(std::string_view word);

/// Why a word with a sign of another query language is refused: `!gas`, `gas|oil`, `oil~2`,
/// `oil^2`, `san?tion`, `sanction!`; empty for other words.
std::string foreign_sign(std::string_view word);

/// Why a name with a bracket right behind is refused, if it is a call elsewhere: `HEADLINE(`; else empty.
std::string foreign_call(std::string_view name);

/// Whether two words are the beginning of a date condition: `date aft`, `date bef`.
bool foreign_date(std::string_view first, std::string_view second);

/// The field that another system's name means, in any case: `title` for `headline`; else empty.
std::string_view field_meant(std::string_view name);

}  // namespace dateline::query
