#include "search/tally.hh"

#include "search/shared_counts.hh"

#include <algorithm>
#include <array>
#include <utility>

namespace dateline::search {
namespace {

/// Counts by group, kept from one search to the next.
class Tallies {
 public:
  /// in: expected, about how many names there will be
  void begin(std::uint32_t groups, std::size_t expected) {
    if (!clean_) std::fill(names_.begin(), names_.end(), Name{});  // damage ended the count before
    if (names_.size() < groups) names_.resize(groups);
    groups_ = groups;
    seen_.clear();
    sparse_ = expected < groups / 8;
    clean_ = false;
  }

  bool sparse() const { return sparse_; }

  /// A hint that a group will be counted soon: their counts lie too far apart to be at hand.
  void expect(std::uint32_t group) const { __builtin_prefetch(&names_[group], 1); }

  template <bool Sparse>
  void add(std::uint32_t group, std::uint32_t article, std::uint32_t passages) {
    Name& name = names_[group];
    if (Sparse && name.passages == 0) seen_.push_back(group);
    name.passages += passages;
    name.articles += name.last != article + 1 ? 1 : 0;
    name.last = article + 1;
  }

  /// Visit the counts. Where many names were counted, looking at all is faster than a list of them.
  template <typename Take>
  void end(Take take) {
    const auto give = [&](std::uint32_t group) {
      const Name name = std::exchange(names_[group], {});
      take(GroupCount{group, name.passages, name.articles});
    };
    if (sparse_) {
      for (const std::uint32_t group : seen_) give(group);
    } else {
      for (std::uint32_t group = 0; group < groups_; ++group) {
        if (names_[group].passages > 0) give(group);
      }
    }
    clean_ = true;
  }

 private:
  struct Name {
    std::uint32_t passages = 0, articles = 0;
    std::uint32_t last = 0;  ///< article counted last, plus 1
  };

  std::vector<Name> names_;
  std::vector<std::uint32_t> seen_;
  std::uint32_t groups_ = 0;
  bool sparse_ = false, clean_ = true;
};

// Out of line, or each use within a loop would look for the thread's own copy anew.
[[gnu::noinline]] Tallies& kept_tallies() {
  thread_local Tallies tallies;
  return tallies;
}

/// How many members have any name of each field: counted by set of fields, one addition a member.
class FieldSets {
 public:
  explicit FieldSets(const std::vector<FieldTally>& fields) {
    for (const FieldTally& field : fields) {
      bits_[field.number] = static_cast<std::uint32_t>(sets_.size());
      sets_.resize(sets_.size() * 2);
    }
  }

  std::uint32_t bit(std::uint8_t field) const { return bits_[field]; }
  void add_passages(std::uint32_t set, std::uint32_t count) { sets_[set].passages += count; }
  void add_article(std::uint32_t set) { ++sets_[set].articles; }

  store::FacetTotal with(std::size_t field) const {
    store::FacetTotal total;
    for (std::size_t set = 0; set < sets_.size(); ++set) {
      if ((set & bits_[field]) == 0) continue;
      total.passages += sets_[set].passages;
      total.articles += sets_[set].articles;
    }
    return total;
  }

 private:
  std::array<std::uint32_t, 256> bits_{};  ///< by field number
  std::vector<store::FacetTotal> sets_{1};
};

/// Walks rows of groups that must follow each other, so that no damage makes the work quadratic.
/// Fields that nobody asked for are counted, too, up to the last one that is wanted: that costs less
/// than telling them apart.
/// in: fields, of each group, shared ones marked; end, of the groups that are wanted
template <bool Sparse>
class Rows {
 public:
  Rows(std::string_view fields, std::uint32_t end, const FieldSets& sets, Tallies& tallies,
       SharedCounts& shared, bool whole)
      : fields_(fields),
        end_(std::min(end, static_cast<std::uint32_t>(fields.size()))),
        sets_(sets),
        tallies_(tallies),
        shared_(shared),
        whole_(whole) {}

  /// out: the set of fields
  std::uint32_t add(const store::GroupRow& row, std::uint32_t article, std::uint32_t passages) {
    if (row.first() < done_) store::FacetFile::damaged();
    done_ = row.last();
    std::uint32_t set = 0;
    for (const std::uint32_t group : row) {
      // Rows are in order of fields, so what is behind the last one wanted stands at the end.
      if (group >= end_) break;
      const auto field = static_cast<std::uint8_t>(fields_[group]);
      if ((field & SegmentNames::shared_mark) == 0) {
        tallies_.add<Sparse>(group, article, passages);
      } else if (!shared_.add(group, article, passages, row.first(), whole_)) {
        continue;
      }
      set |= sets_.bit(field & ~SegmentNames::shared_mark);
    }
    return set;
  }

  /// A row that comes soon.
  void expect(const store::GroupRow& row) const {
    for (const std::uint32_t group : row) {
      if (group >= end_) break;
      tallies_.expect(group);
    }
  }

 private:
  std::string_view fields_;
  std::uint32_t end_;
  const FieldSets& sets_;
  Tallies& tallies_;
  SharedCounts& shared_;
  bool whole_;  ///< the rows are those of articles
  std::uint32_t done_ = 0;
};

/// Whether names of articles, of passages, or of both are asked for, and where their groups end.
struct Sources {
  bool articles = false, passages = false;
  std::uint32_t end = 0;
};

/// How far ahead counts are asked for: about as long as memory takes.
constexpr std::size_t rows_ahead = 4;

template <bool Sparse>
void count_rows(const store::FacetFile& facets, const Members& members, Sources sources,
                FieldSets& sets, Tallies& tallies, SharedCounts& shared) {
  const std::string_view fields = shared.marked_fields(facets);
  Rows<Sparse> article_rows(fields, sources.end, sets, tallies, shared, true);
  Rows<Sparse> passage_rows(fields, sources.end, sets, tallies, shared, false);
  for (std::size_t i = 0; i < members.ordinals.size();) {
    const std::uint32_t article = members.article[i];
    const std::size_t end = i + members.count_from(i);
    std::uint32_t of_article = 0;
    if (sources.articles) {
      of_article = article_rows.add(facets.of_article(article), article,
                                    static_cast<std::uint32_t>(end - i));
    }
    std::uint32_t any = of_article;
    for (; i < end; ++i) {
      std::uint32_t set = of_article;
      if (sources.passages && i + rows_ahead < members.ordinals.size())
        passage_rows.expect(facets.of_passage(members.ordinals[i + rows_ahead]));
      if (sources.passages)
        set |= passage_rows.add(facets.of_passage(members.ordinals[i]), article, 1);
      sets.add_passages(set, 1);
      any |= set;
    }
    sets.add_article(any);
  }
}

/// All passages are members: what was added up when the segment was written holds.
void take_totals(const store::FacetFile& facets, const Members& members,
                 std::vector<FieldTally>& fields, const SegmentNames* names) {
  SharedCounts shared(names);
  if (shared.any()) shared.add_all(facets, members);
  for (FieldTally& field : fields) {
    const store::FacetFieldRow row = facets.field(field.number);
    field.with = row.with;
    field.with.passages -= shared.without(field.number).passages;
    field.with.articles -= shared.without(field.number).articles;
    for (std::uint32_t group = row.first; group < row.end; ++group) {
      if (shared.has(group)) continue;
      const store::FacetTotal total = facets.total(group);
      if (total.passages > 0) field.groups.push_back({group, total.passages, total.articles});
    }
    shared.end([&](const GroupCount& count) {
      if (count.group >= row.first && count.group < row.end) field.groups.push_back(count);
    });
  }
}

}  // namespace

void Members::fill(const store::Segment& segment, const Bitmap& bitmap) {
  passages = bitmap.count();
  whole = passages == bitmap.size();
  ordinals.clear();
  article.clear();
  rows = segment.text.articles();
  if (whole) {
    articles = static_cast<std::uint32_t>(rows.size());
    return;
  }
  articles = 0;
  ordinals.resize(passages);
  article.resize(passages);
  const auto placed = segment.text.passages();
  std::size_t i = 0;
  std::uint32_t last = UINT32_MAX;
  bitmap.each([&](std::uint32_t ordinal) {
    ordinals[i] = ordinal;
    article[i] = placed[ordinal].article;
    articles += article[i] != last ? 1 : 0;
    last = article[i++];
  });
}

void tally_names(const store::FacetFile& facets, const Members& members,
                 std::vector<FieldTally>& fields, const SegmentNames* names) {
  if (members.whole) {
    take_totals(facets, members, fields, names);
    return;
  }
  Sources sources;
  for (const FieldTally& field : fields) {
    sources.articles |= facets.field(field.number).of_articles != 0;
    sources.passages |= facets.field(field.number).of_passages != 0;
    sources.end = std::max(sources.end, facets.field(field.number).end);
  }
  if (!sources.articles && !sources.passages) return;

  Tallies& tallies = kept_tallies();
  tallies.begin(facets.size(), members.passages);
  FieldSets sets(fields);
  SharedCounts shared(names);
  if (tallies.sparse()) {
    count_rows<true>(facets, members, sources, sets, tallies, shared);
  } else {
    count_rows<false>(facets, members, sources, sets, tallies, shared);
  }

  std::vector<FieldTally*> by_number(256);
  for (FieldTally& field : fields) by_number[field.number] = &field;
  const auto take = [&](const GroupCount& count) {
    if (FieldTally* field = by_number[facets.field_of(count.group)]; field != nullptr)
      field->groups.push_back(count);
  };
  tallies.end(take);
  shared.end(take);
  for (FieldTally& field : fields) field.with = sets.with(field.number);
}

void DayTally::add(const store::Segment& segment, const Members& members,
                   temporal::Precision precision) {
  const auto rows = segment.text.articles();
  if (members.whole) {
    for (const store::ArticleRow& row : rows) add(row, precision, row.passage_count);
    return;
  }
  for (std::size_t i = 0; i < members.article.size();) {
    const std::uint32_t count = members.count_from(i);
    add(rows[members.article[i]], precision, count);
    i += count;
  }
}

void DayTally::add(const store::ArticleRow& row, temporal::Precision precision,
                   std::uint32_t passages) {
  // Half a century to each side of any day met first holds nearly all news; the rest is looked up.
  constexpr std::int32_t reach = 18'300;
  Count* count = &without_;
  if (row.knows(precision)) {
    if (near_.empty()) {
      first_ = row.published_day - reach;
      near_.resize(2 * reach);
    }
    const auto at = static_cast<std::uint32_t>(row.published_day - first_);
    count = at < near_.size() ? &near_[at] : &far_[row.published_day];
  }
  count->passages += passages;
  ++count->articles;
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
