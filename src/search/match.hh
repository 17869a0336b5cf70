// Which passages a clause holds for, exactly, by walking posting lists and token streams.
#pragma once

#include "search/bitmap.hh"
#include "search/plan.hh"
#include "store/database.hh"

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace dateline::search {

/// The passages of each segment that a clause holds for, deleted ones left out.
struct MatchSet {
  std::vector<Bitmap> segments;

  std::uint64_t passages() const;
  std::uint64_t articles(const store::Database& database) const;
};

MatchSet match(const Clause& clause, const store::Database& database);

/// A match set as Xapian's matcher can filter by it. Only for a database of local segments.
class MatchSource : public Xapian::PostingSource {
 public:
  MatchSource(std::shared_ptr<const MatchSet> matches, const store::Database& database);

  Xapian::doccount get_termfreq_min() const override { return count_; }
  Xapian::doccount get_termfreq_est() const override { return count_; }
  Xapian::doccount get_termfreq_max() const override { return count_; }
  void next(double min_weight) override;
  void skip_to(Xapian::docid document, double min_weight) override;
  bool at_end() const override;
  Xapian::docid get_docid() const override { return at_ + 1; }
  Xapian::PostingSource* clone() const override;
  void init(const Xapian::Database& segment) override;

 private:
  using Places = std::unordered_map<std::string, std::size_t>;
  MatchSource(std::shared_ptr<const MatchSet> matches, std::shared_ptr<const Places> places);

  std::shared_ptr<const MatchSet> matches_;
  std::shared_ptr<const Places> places_;  ///< a segment's unique id -> its index
  const Bitmap* bitmap_ = nullptr;
  Xapian::doccount count_ = 0;
  std::uint32_t at_ = 0;
  bool started_ = false;
};

}  // namespace dateline::search
