// The postings of a segment without those of its deleted articles.
#pragma once

#include "store/segment.hh"

#include <filesystem>

namespace dateline::store {

/// Write the postings of the passages that are left into a new Xapian database, numbered anew in
/// their old order: what a merge takes instead of a segment with deleted articles. Whatever terms
/// the segment has are copied, so that nothing here knows fields.
/// in:     segment, with at least one live passage; folder, not there yet, for scratch and result
/// out:    the database, inside the folder, unsynced; its caller copies it into one that lasts
/// units:  memory for the postings of 50,000 passages at a time
/// errors: Error{Code::Database} with the reason
Xapian::Database live_postings(const Segment& segment, const std::filesystem::path& folder);

}  // namespace dateline::store
