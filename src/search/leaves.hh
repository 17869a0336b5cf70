// What the leaves of a plan stand for in one segment: passages, and how often each holds there.
#pragma once

#include "schema/field.hh"
#include "search/expression.hh"
#include "search/plan.hh"
#include "search/postings.hh"
#include "store/segment.hh"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dateline::search {

/// The leaves of one plan in one segment, each looked up when it is first asked for. Deleted
/// articles are in them.
class SegmentLeaves {
 public:
  SegmentLeaves(const Plan& plan, const store::Segment& segment);

  const store::Segment& segment() const { return segment_; }

  /// Passages where a leaf holds, with how often, its headline counted in each of its passages.
  const PostingList& list(std::size_t leaf);

  /// The same as a set; cheaper for leaves of many terms.
  Bitmap bits(std::size_t leaf);

  /// Put the passages of a leaf into a set.
  void add_bits(std::size_t leaf, Bitmap& result);

  /// Passages whose article has a stem in its headline.
  const PostingList& title_postings(const std::string& stem);

  /// How often the article of a passage mentions the names of a leaf.
  std::uint64_t mentions(std::size_t leaf, std::uint32_t article) const;

  /// How often a leaf holds in each article that has it, text and headline together; ascending.
  std::vector<std::pair<std::uint32_t, std::uint64_t>> article_counts(std::size_t leaf);

 private:
  const std::shared_ptr<const PostingList>& postings(const std::string& term);
  PostingList evaluate(const Leaf& leaf);
  void keep_mentioned(const Leaf& leaf, PostingList& list) const;
  std::shared_ptr<const PostingList> candidates(const Expression& expression,
                                                const schema::Field& field);
  PostingList wildcard(const Leaf& leaf);
  PostingList in_passages(const Leaf& leaf);
  PostingList in_leads(const Leaf& leaf);
  PostingList among_first(const Leaf& leaf);

  const Plan& plan_;
  const store::Segment& segment_;
  const schema::Field &text_, &title_;
  std::map<std::string, std::shared_ptr<const PostingList>, std::less<>> postings_;
  std::vector<std::optional<PostingList>> lists_;
};

}  // namespace dateline::search
