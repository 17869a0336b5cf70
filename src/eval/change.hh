// Why a result is not what it was: what changed between an accepted answer and the present one.
#pragma once

#include "eval/record.hh"

#include <string>
#include <vector>

namespace dateline::eval {

/// What changed in where results come from: parameters (`k1 1.2 -> 2.4`), settings, analysis
/// (`stemmer english -> none`), index, program; a line each.
std::vector<std::string> changes(const Provenance& before, const Provenance& now);

/// What changed in an answer, a line each: how the query is understood, counts, and hits that moved,
/// came or went, those that moved farthest first, with the parts of their scores that changed, or
/// the tie that decides.
/// in:  others, hits of the present answer that it does not record; database, the present one, to
///      tell why a hit went; plan, of the present query
/// out: empty if the two answers are the same but for digits that nobody sees
std::vector<std::string> changes(const RecordedAnswer& before, const RecordedAnswer& now,
                                 const std::vector<RecordedHit>& others,
                                 const store::Database& database, const search::Plan& plan);

}  // namespace dateline::eval
