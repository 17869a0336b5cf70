// Folding text for comparison: what two spellings must share to count as one name.
#pragma once

#include <string>
#include <string_view>

namespace dateline::text {

/// Fold a name to its comparison key: NFKC_Casefold, accents off, quotes and dashes plain,
/// everything that is no letter or digit to one blank, none at the ends; full stops vanish
/// (`U.S.` -> `us`, `Škoda-Auto, a.s.` -> `skoda auto as`), and so do apostrophes (`O’Brien` ->
/// `obrien`). in:  UTF-8, malformed bytes count as blanks out: UTF-8, empty if nothing is left
std::string fold_name(std::string_view name);

/// A word as it is written, whatever its letters are made of: NFC, soft hyphens and the like off, the
/// typographic apostrophe straight. So `café` is the same from any keyboard. source: UAX #15
/// in: UTF-8
std::string written_form(std::string_view word);

}  // namespace dateline::text
