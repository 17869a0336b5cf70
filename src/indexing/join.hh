// Databases made elsewhere, shards of a corpus above all, taken into one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace dateline::indexing {

/// What joining did.
struct JoinCounts {
  std::uint64_t segments = 0;
  std::uint64_t added = 0;      ///< articles not known before
  std::uint64_t replaced = 0;   ///< articles that replace another version
  std::uint64_t unchanged = 0;  ///< articles there already with the same content
};

/// Copy the segments of a finished database into another, which is made if it is not there. Nothing
/// is analysed again. An article that is there already with other content is replaced. Each segment
/// is published in one step; a join that was cut off goes on when it is done again.
/// errors: Error{Code::Database} if `part` is no database or a damaged one, was made with another
///         analysis than `database`, or that can't be written
JoinCounts join(const std::filesystem::path& database, const std::filesystem::path& part);

/// List a self-contained segment that a server serves as a part of a database, which is made if it
/// is not there. Its files stay where they are; articles that are there already are taken as in
/// join().
/// in:     server, `host:port`
/// errors: as join(); store::ServerError; Error{Code::Usage} if it is listed already
JoinCounts join_server(const std::filesystem::path& database, const std::string& server);

/// Take the segments of a server off the list, whether or not it answers.
/// out:    how many there were
/// errors: Error{Code::Database} if the database is locked or can't be read
std::size_t drop_server(const std::filesystem::path& database, const std::string& server);

}  // namespace dateline::indexing
