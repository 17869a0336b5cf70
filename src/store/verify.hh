// Whether a database is sound: every file read, every count compared with another.
#pragma once

#include "store/manifest.hh"
#include "store/segment.hh"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace dateline::store {

/// Something found in a database.
/// place: file or folder inside the database, and what in it: `segment-000001/text.dl: article 7`
struct Finding {
  std::string place;
  std::string message;
};

/// What verify_database() found.
/// damage: what is wrong, at most 20 for each file
/// notes:  what is no damage but worth knowing: left-over folders, a segment without its id file
/// digest: logical_digest(); 0 if the database is damaged
struct Verification {
  std::vector<Finding> damage;
  std::vector<Finding> notes;
  std::uint64_t segments = 0, articles = 0, passages = 0, deleted = 0, size_bytes = 0;
  std::uint64_t digest = 0;
};

/// Check a database deeply. Reads all of it: checksums of the side files; Xapian's own check of its
/// tables; every text decompressed and compared with its digests; every token stream decoded; how
/// often each stem occurs, counted from the token streams, against the posting lists; rows of
/// articles, passages and names against each other; ids that are there twice.
/// It may run while another process writes: what was replaced meanwhile is looked at again.
/// Of segments on servers nothing but their counts and digests is looked at.
/// errors: Error{Code::Database} if the folder holds no database that this program reads;
///         ServerError
Verification verify_database(const std::filesystem::path& folder);

/// Refuse to copy from, or to put in the place of, a segment whose files are damaged: the checksums of
/// its side files and Xapian's check of its tables.
/// in:     folder, of the segment; not of a server's
/// errors: Error{Code::Database} that names what is damaged
void require_undamaged(const std::filesystem::path& folder, const Segment& segment);

/// Check one segment, as verify_database() does, appending what is found.
/// out: digests of the ids of the articles that are not deleted; empty if it can't be opened
std::vector<std::uint64_t> verify_segment(const std::filesystem::path& database,
                                          const SegmentEntry& entry, std::vector<Finding>& damage);

}  // namespace dateline::store
