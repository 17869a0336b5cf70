// One segment of a database, opened for reading.
#pragma once

#include "store/facets.hh"
#include "store/forward.hh"
#include "store/manifest.hh"
#include "store/postings.hh"
#include "store/tables.hh"
#include "store/text_file.hh"
#include "store/xapian.hh"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace dateline::store {

/// Tokens of what is scored: each passage with its headline, each article with its headline.
struct Lengths {
  std::vector<std::uint32_t> passages, articles;
};

/// A segment: Xapian's tables and the side files, all in one document order. The passage with
/// ordinal i is Xapian's document i + 1. A self-contained one keeps within its tables what is in the
/// others' side files, and may be served by another machine; whoever reads a segment need not know.
class Segment {
 public:
  /// in:     folder, of an entry that is no server's
  /// errors: Error{Code::Database} if a file is missing, damaged or does not fit the others;
  ///         ServerError
  Segment(const std::filesystem::path& folder, const SegmentEntry& entry,
          unsigned remote_timeout_ms = default_remote_timeout_ms);

  std::string name;
  std::string remote;  ///< `host:port`, or empty
  std::uint32_t passage_count = 0;
  std::uint32_t article_count = 0;
  std::uint64_t text_bytes = 0;
  std::shared_ptr<const Tables> tables;
  const Xapian::Database& terms;
  ForwardFile forward;
  TextFile text;

  /// Read from a server when first asked for, from any thread.
  const FacetFile& facets() const;

  /// The postings of a term, read at need and kept for a while.
  std::shared_ptr<const PostingList> postings(const std::string& term) const {
    return postings_.get(*tables, term);
  }

  /// Worked out at the first call, which may come from any thread.
  const Lengths& lengths() const;

  /// Whether the article was deleted or replaced.
  bool is_deleted(std::uint32_t article) const { return !deleted_.empty() && deleted_[article]; }
  bool has_deleted() const { return !deleted_.empty(); }

  /// Articles and passages that are not deleted.
  std::uint32_t live_articles() const { return live_articles_; }
  std::uint32_t live_passages() const { return live_passages_; }

 private:
  SidePlace facets_place_;
  mutable std::once_flag facets_known_;
  mutable std::optional<FacetFile> facets_;
  std::vector<bool> deleted_;  ///< by article ordinal; empty if none is
  std::uint32_t live_articles_ = 0, live_passages_ = 0;
  mutable PostingCache postings_;
  mutable std::once_flag lengths_known_;
  mutable Lengths lengths_;
};

/// The texts of a segment alone.
TextFile open_text(const std::filesystem::path& folder, const SegmentEntry& entry);

}  // namespace dateline::store
