// Several segments into one.
#pragma once

#include "store/manifest.hh"

#include <filesystem>
#include <string>
#include <vector>

namespace dateline::store {

/// Merge segments of a database, in the given order, into a new one; the old ones are left as they
/// are. Deleted articles are left out, so that statistics no longer count them.
/// in:     target, the new segment's folder, not there yet; dictionary, as TextWriter::write() takes
///         it; self_contained, null, or the analysis that a self-contained segment is to name
/// out:    the new segment's entry; one without articles if all were deleted, and no folder then
/// errors: Error{Code::Database}; the target is then not there
SegmentEntry merge_segments(const std::filesystem::path& database,
                            const std::vector<SegmentEntry>& parts,
                            const std::filesystem::path& target, std::string& dictionary,
                            const Fingerprint* self_contained = nullptr);

}  // namespace dateline::store
