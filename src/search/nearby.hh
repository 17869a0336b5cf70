// What a database has that is written nearly like what it has not: for people who mistyped.
#pragma once

#include "search/aliases.hh"
#include "store/database.hh"

#include <cstdint>
#include <optional>
#include <string>

namespace dateline::search {

/// text:     a name as most passages spell it, or a word
/// passages: that a search for it finds
struct Nearby {
  std::string text;
  std::uint64_t passages = 0;
};

/// The name of the same field, or the word, at the least distance, of several that in most passages.
/// Names are compared as a whole and by as many last words as were asked for: `person:Sholz` is near
/// Olaf Scholz.
/// in:  unknown, as Plan::unknown has it: `org:Gasprom`, `straem`; wildcards are near nothing
/// out: nullopt if nothing is within 1 edit, from 8 letters on 2, or what was asked for has less than 4
std::optional<Nearby> nearby(const std::string& unknown, const store::Database& database,
                             const Aliases& aliases);

}  // namespace dateline::search
