#include "search/tally.hh"

#include <algorithm>

namespace dateline::search {
namespace {

/// Counts by group, kept from one search to the next: only what was counted is cleared.
class Tallies {
 public:
  struct Entry {
    std::uint32_t passages = 0, articles = 0;
    std::uint32_t last = 0;  ///< article counted last, plus 1
  };

  void begin(std::uint32_t groups) {
    if (!clean_) {  // damage ended the count before
      std::fill(entries_.begin(), entries_.end(), Entry{});
    }
    if (entries_.size() < groups) {
      entries_.resize(groups);
      counted_.resize(groups + std::size_t{1});  // one more, since add() writes before it decides
    }
    clean_ = false;
    size_ = 0;
  }

  void add(std::uint32_t group, std::uint32_t article, std::uint32_t passages) {
    Entry& entry = entries_[group];
    counted_[size_] = group;
    size_ += entry.passages == 0 ? 1 : 0;
    entry.passages += passages;
    entry.articles += entry.last != article + 1 ? 1 : 0;
    entry.last = article + 1;
  }

  template <typename Take>
  void end(Take take) {
    for (std::size_t i = 0; i < size_; ++i) {
      Entry& entry = entries_[counted_[i]];
      take(GroupCount{counted_[i], entry.passages, entry.articles});
      entry = {};
    }
    clean_ = true;
  }

 private:
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> counted_;
  std::size_t size_ = 0;
  bool clean_ = true;
};

/// The groups of wanted fields lie between these.
struct Bounds {
  std::uint32_t first = UINT32_MAX, end = 0;

  bool any() const { return first < end; }
  void add(const store::FacetFieldRow& row) {
    first = std::min(first, row.first);
    end = std::max(end, row.end);
  }
};

/// Walks rows of groups that must follow each other, so that no damage makes the work quadratic.
class Rows {
 public:
  Rows(const store::FacetFile& facets, Bounds bounds, Tallies& tallies)
      : facets_(facets), bounds_(bounds), tallies_(tallies) {}

  /// out: the fields of the groups, as bits
  std::uint64_t add(std::span<const std::uint32_t> row, std::uint32_t article,
                    std::uint32_t passages) {
    if (row.data() < done_) store::FacetFile::damaged();
    done_ = row.data() + row.size();
    std::uint64_t fields = 0;
    for (const std::uint32_t group : row) {
      if (group - bounds_.first < bounds_.end - bounds_.first) {
        tallies_.add(group, article, passages);
        fields |= 1ull << facets_.field_of(group);
      } else if (group >= bounds_.end) {
        // Rows are in order of fields, so nothing that is wanted follows.
        if (group >= facets_.size()) store::FacetFile::damaged();
        break;
      }
    }
    return fields;
  }

 private:
  const store::FacetFile& facets_;
  Bounds bounds_;
  Tallies& tallies_;
  const std::uint32_t* done_ = nullptr;
};

/// All passages are members: what was added up when the segment was written holds.
void take_totals(const store::FacetFile& facets, std::vector<FieldTally>& fields) {
  for (FieldTally& field : fields) {
    const store::FacetFieldRow row = facets.field(field.number);
    field.with = row.with;
    for (std::uint32_t group = row.first; group < row.end; ++group) {
      const store::FacetTotal total = facets.total(group);
      if (total.passages > 0) field.groups.push_back({group, total.passages, total.articles});
    }
  }
}

}  // namespace

Members::Members(const store::Segment& segment, const Bitmap& bitmap) : passages(bitmap.count()) {
  whole = passages == bitmap.size();
  if (whole) {
    const auto rows = segment.text.articles();
    runs.reserve(rows.size());
    for (std::uint32_t i = 0; i < rows.size(); ++i)
      runs.push_back({i, rows[i].first_passage, rows[i].passage_count});
    return;
  }
  ordinals.reserve(passages);
  runs.reserve(passages);
  const auto rows = segment.text.passages();
  Run run{UINT32_MAX, 0, 0};
  bitmap.each([&](std::uint32_t ordinal) {
    const std::uint32_t article = rows[ordinal].article;
    if (run.article != article) {
      if (run.count > 0) runs.push_back(run);
      run = {article, static_cast<std::uint32_t>(ordinals.size()), 0};
    }
    ++run.count;
    ordinals.push_back(ordinal);
  });
  if (run.count > 0) runs.push_back(run);
}

void tally_names(const store::FacetFile& facets, const Members& members,
                 std::vector<FieldTally>& fields) {
  if (members.whole) {
    take_totals(facets, fields);
    return;
  }
  Bounds of_articles, of_passages;
  for (const FieldTally& field : fields) {
    const store::FacetFieldRow row = facets.field(field.number);
    if (row.of_articles != 0) of_articles.add(row);
    if (row.of_passages != 0) of_passages.add(row);
  }
  if (!of_articles.any() && !of_passages.any()) return;

  thread_local Tallies tallies;
  tallies.begin(facets.size());
  Rows article_rows(facets, of_articles, tallies), passage_rows(facets, of_passages, tallies);
  for (const Run& run : members.runs) {
    std::uint64_t in_article = 0;
    if (of_articles.any())
      in_article = article_rows.add(facets.of_article(run.article), run.article, run.count);
    std::uint64_t in_any = in_article;
    if (of_passages.any()) {
      for (std::uint32_t i = run.first; i < run.first + run.count; ++i) {
        const std::uint32_t ordinal = members.ordinals[i];
        const std::uint64_t in_passage =
            in_article | passage_rows.add(facets.of_passage(ordinal), run.article, 1);
        in_any |= in_passage;
        for (FieldTally& field : fields) field.with.passages += in_passage >> field.number & 1;
      }
    } else {
      for (FieldTally& field : fields) {
        if ((in_article >> field.number & 1) != 0) field.with.passages += run.count;
      }
    }
    for (FieldTally& field : fields) field.with.articles += in_any >> field.number & 1;
  }

  std::vector<FieldTally*> by_number(64);
  for (FieldTally& field : fields) by_number[field.number] = &field;
  tallies.end([&](const GroupCount& count) {
    if (FieldTally* field = by_number[facets.field_of(count.group)]; field != nullptr)
      field->groups.push_back(count);
  });
}

void DayTally::add(const store::Segment& segment, const Members& members,
                   temporal::Precision precision) {
  // Half a century to each side of any day met first holds nearly all news; the rest is looked up.
  constexpr std::int32_t reach = 18'300;
  const auto rows = segment.text.articles();
  for (const Run& run : members.runs) {
    const store::ArticleRow& row = rows[run.article];
    Count* count = &without_;
    if (row.knows(precision)) {
      if (near_.empty()) {
        first_ = row.published_day - reach;
        near_.resize(2 * reach);
      }
      const auto at = static_cast<std::uint32_t>(row.published_day - first_);
      count = at < near_.size() ? &near_[at] : &far_[row.published_day];
    }
    count->passages += run.count;
    ++count->articles;
  }
}

DayTally::Days DayTally::sorted() const {
  Days days(far_.begin(), far_.end());
  for (std::size_t i = 0; i < near_.size(); ++i) {
    if (near_[i].articles > 0) days.emplace_back(first_ + static_cast<std::int32_t>(i), near_[i]);
  }
  if (!far_.empty()) {
    std::sort(days.begin(), days.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
  }
  return days;
}

}  // namespace dateline::search
