// One segment of a database, opened for reading.
#pragma once

#include "store/facets.hh"
#include "store/forward.hh"
#include "store/manifest.hh"
#include "store/postings.hh"
#include "store/text_file.hh"
#include "store/xapian.hh"

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

namespace dateline::store {

/// File names inside a segment's folder; Xapian's own tables lie beside them.
inline constexpr char forward_name[] = "forward.dl";
inline constexpr char text_name[] = "text.dl";
inline constexpr char facets_name[] = "facets.dl";

/// Tokens of what is scored: each passage with its headline, each article with its headline.
struct Lengths {
  std::vector<std::uint32_t> passages, articles;
};

/// A segment: Xapian's tables and the side files, all in one document order. The passage with
/// ordinal i is Xapian's document i + 1.
class Segment {
 public:
  /// errors: Error{Code::Database} if a file is missing, damaged or does not fit the others
  Segment(const std::filesystem::path& folder, const SegmentEntry& entry);

  std::string name;
  std::uint32_t passage_count = 0;
  std::uint32_t article_count = 0;
  std::uint64_t text_bytes = 0;
  Xapian::Database terms;
  ForwardFile forward;
  TextFile text;
  FacetFile facets;

  /// The postings of a term, read at need and kept for a while.
  std::shared_ptr<const PostingList> postings(const std::string& term) const {
    return postings_.get(terms, term);
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
  std::vector<bool> deleted_;  ///< by article ordinal; empty if none is
  std::uint32_t live_articles_ = 0, live_passages_ = 0;
  mutable PostingCache postings_;
  mutable std::once_flag lengths_known_;
  mutable Lengths lengths_;
};

}  // namespace dateline::store
