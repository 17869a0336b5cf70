// Segments that are whole without side files: for Xapian's own servers and tools.
//
// Documents have term lists and positions, and data as passage_data.hh describes; what side files hold beside that
// is metadata (side_data.hh). The metadata key `dateline` has a TOML document that says so:
// `version = 2`, the segment's counts, and the analysis it was made with.
//
// Positions: the headline's words, terms of text and of headline alike, count from 1; those of the
// passage begin `position_gap` behind them. A phrase query of stems so finds what ours finds.
#pragma once

#include "store/manifest.hh"
#include "store/tables.hh"

#include <filesystem>

namespace dateline::store {

inline constexpr int self_contained_version = 2;
inline constexpr unsigned position_gap = 100;

/// Make a self-contained segment of another one, deleted articles included.
/// in:     segment, a folder with side files or without, as `entry` says; target, a folder not there
///         yet, not synced as a whole; scratch, a folder that may be filled and is left behind
/// errors: Error{Code::Database}
void make_self_contained(const std::filesystem::path& segment, const SegmentEntry& entry,
                         const Fingerprint& fingerprint, const std::filesystem::path& target,
                         const std::filesystem::path& scratch);

/// What a self-contained segment says of itself.
struct SegmentDescription {
  Fingerprint fingerprint;
  SegmentEntry entry;  ///< without a name
};

/// errors: Error{Code::Database} if it is no such segment, or several served as one
SegmentDescription describe(const Tables& tables);

}  // namespace dateline::store
