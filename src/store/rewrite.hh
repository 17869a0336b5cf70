// The passages of a segment written anew: without those of deleted articles, or with more in them.
#pragma once

#include "store/segment.hh"
#include "store/xapian.hh"

#include <cstdint>
#include <filesystem>
#include <functional>

namespace dateline::store {

/// Given a passage's ordinal and its document, which has its terms: may add to it, and says whether
/// it is kept.
using Reshape = std::function<bool(std::uint32_t, Xapian::Document&)>;

/// Write the passages of a segment into small databases, numbered anew in their old order, to be
/// compacted into one. Whatever terms the segment has are copied, so that nothing here knows fields;
/// positions and data are not.
/// in:     folder, not there yet, for scratch and result; term_lists, whether documents can be asked
///         for their terms
/// out:    the databases as one, inside the folder, unsynced; its caller copies it into one that
///         lasts
/// units:  memory for the postings of 50,000 passages at a time
/// errors: Error{Code::Database} with the reason
Xapian::Database copy_passages(const Segment& segment, const std::filesystem::path& folder,
                               bool term_lists, const Reshape& reshape);

/// The postings of the passages whose articles are not deleted, of which there is at least one: what
/// a merge takes instead of a segment with deleted articles.
Xapian::Database live_postings(const Segment& segment, const std::filesystem::path& folder);

}  // namespace dateline::store
