#include "search/value_lists.hh"

#include "base/bits.hh"
#include "search/alias_groups.hh"
#include "search/facet.hh"

#include <algorithm>
#include <functional>
#include <numeric>
#include <queue>
#include <utility>

namespace dateline::search {
namespace {

constexpr std::uint32_t none = UINT32_MAX;

std::uint32_t rounded_up(std::uint32_t passages) {
  return (passages + 63) / 64 * 64;
}

void set_bit(std::vector<std::uint64_t>& words, std::uint32_t i) {
  words[i / 64] |= std::uint64_t{1} << i % 64;
}

/// The least count that is among the largest so many.
class Least {
 public:
  explicit Least(std::size_t limit) : limit_(limit) {}

  /// Whether a value of so many could be among them.
  bool admits(std::uint64_t count) const {
    return largest_.size() < limit_ || (limit_ > 0 && count >= largest_.top());
  }

  void add(std::uint64_t count) {
    if (limit_ == 0) return;
    largest_.push(count);
    if (largest_.size() > limit_) largest_.pop();
  }

 private:
  std::size_t limit_;
  std::priority_queue<std::uint64_t, std::vector<std::uint64_t>, std::greater<>> largest_;
};

/// What values the names of passages are, as numbers.
struct Numbered {
  ValueTable values{1024};
  std::vector<std::pair<std::uint32_t, std::uint32_t>> occurrences;  ///< value, passage
};

/// in:  base, number of the segment's first passage
/// out: whether there are not too many
bool number_values(const store::Segment& segment, std::uint32_t index, std::uint32_t base,
                   std::size_t field, const SegmentNames& names, Numbered& out) {
  const store::FacetFile& facets = segment.facets();
  const store::FacetFieldRow row = facets.field(field);
  std::vector<std::uint32_t> value_of(row.end - row.first, none);
  const auto value = [&](std::uint32_t group) {
    if (names.any_shared() && names.shared(group)) {
      const std::uint32_t shared = names.value(group);
      if (shared == SegmentNames::hidden) return none;
      group = names.group_of(shared);
    }
    return out.values.add({names.digest(facets, group), index, group, 0, 0});
  };
  for (std::uint32_t group = row.first; group < row.end; ++group)
    value_of[group - row.first] = value(group);

  std::vector<std::uint32_t> last(out.values.values.size(), none);  // passage of a value
  const auto add = [&](const store::GroupRow& groups, std::uint32_t passage) {
    for (const std::uint32_t group : groups) {
      if (group >= row.end) break;
      if (group < row.first) continue;
      const std::uint32_t number = value_of[group - row.first];
      if (number == none || last[number] == passage) continue;
      last[number] = passage;
      out.occurrences.emplace_back(number, base + passage);
    }
  };
  const auto placed = segment.text.passages();
  for (std::uint32_t passage = 0; passage < placed.size(); ++passage) {
    if (row.of_articles != 0) add(facets.of_article(placed[passage].article), passage);
    if (row.of_passages != 0) add(facets.of_passage(passage), passage);
    if (out.occurrences.size() > ValueLists::max_occurrences) return false;
  }
  return true;
}

}  // namespace

NumberedSet::NumberedSet(const MatchSet& matches) {
  for (const Bitmap& segment : matches.segments)
    words_.insert(words_.end(), segment.words().begin(), segment.words().end());
}

ValueLists::ValueLists(const store::Database& database, std::size_t field, const AliasGroups& names)
    : database_(database) {
  Numbered found;
  std::uint32_t base = 0;
  for (std::uint32_t i = 0; i < database.segments().size(); ++i) {
    const store::Segment& segment = database.segment(i);
    bases_.push_back(base);
    if (!number_values(segment, i, base, field, names.segment(i), found)) return;
    base += rounded_up(segment.passage_count);
  }
  words_ = base / 64;
  with_.resize(words_);
  article_ends_.resize(words_);
  for (std::uint32_t i = 0; i < database.segments().size(); ++i) {
    for (const store::ArticleRow& row : database.segment(i).text.articles()) {
      if (row.passage_count == 0) continue;
      const std::uint64_t end = std::uint64_t{row.first_passage} + row.passage_count;
      if (end > database.segment(i).passage_count) store::FacetFile::damaged();
      set_bit(article_ends_, bases_[i] + static_cast<std::uint32_t>(end) - 1);
    }
  }

  std::vector<std::uint32_t> sizes(found.values.values.size());
  for (const auto& [value, passage] : found.occurrences) {
    ++sizes[value];
    set_bit(with_, passage);
  }
  std::vector<std::uint32_t> order(sizes.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return sizes[a] != sizes[b] ? sizes[a] > sizes[b] : a < b;
  });
  std::vector<std::uint32_t> next(sizes.size());  // by value: where its next passage goes
  std::uint32_t begin = 0;
  for (const std::uint32_t value : order) {
    values_.push_back(found.values.values[value]);
    // As bits, if they take less memory than the list.
    if (sizes[value] >= 2 * words_) {
      next[value] = static_cast<std::uint32_t>(frequent_.size());
      frequent_.emplace_back(words_);
      continue;
    }
    next[value] = begin;
    begin += sizes[value];
    begins_.push_back(begin);
  }
  passages_.resize(begin);
  for (const auto& [value, passage] : found.occurrences) {
    if (sizes[value] >= 2 * words_) {
      set_bit(frequent_[next[value]], passage);
    } else {
      passages_[next[value]++] = passage;
    }
  }
  complete_ = true;
}

std::uint64_t ValueLists::passages(const NumberedSet& set, std::size_t value) const {
  if (value < frequent_.size()) return base::count_common_bits(frequent_[value], set.words());
  std::uint64_t count = 0;
  for (const std::uint32_t passage : list(value)) count += set.test(passage);
  return count;
}

std::uint64_t ValueLists::common_articles(const Bits& bits, const NumberedSet& set) const {
  return base::count_common_groups(bits, set.words(), article_ends_);
}

std::uint64_t ValueLists::articles(const NumberedSet& set, std::size_t value) const {
  if (value < frequent_.size()) return common_articles(frequent_[value], set);
  const auto passages = list(value);
  if (passages.size() > words_ / 8) {  // looking each one's article up would take longer
    Bits bits(words_);
    for (const std::uint32_t passage : passages) set_bit(bits, passage);
    return common_articles(bits, set);
  }
  std::uint64_t count = 0;
  std::uint32_t segment = 0, base = 0, end = 0, last = none;
  std::span<const store::PassageRow> rows;
  for (const std::uint32_t passage : passages) {
    for (; passage >= end; last = none) {
      base = bases_[segment];
      rows = database_.segment(segment).text.passages();
      end = ++segment < bases_.size() ? bases_[segment] : none;
    }
    // Without a branch: which passages are members cannot be foreseen.
    const std::uint32_t article = rows[passage - base].article;
    const bool member = set.test(passage) != 0;
    count += static_cast<std::uint64_t>(member) & static_cast<std::uint64_t>(article != last);
    last = member ? article : last;
  }
  return count;
}

std::uint64_t ValueLists::present(const NumberedSet& set, std::size_t first) const {
  std::uint64_t count = 0;
  std::size_t value = first;
  for (; value < frequent_.size(); ++value) count += passages(set, value) > 0 ? 1 : 0;
  for (; value < values_.size(); ++value) {
    // Values of as many passages follow each other: a short list is quicker looked through whole,
    // in as many steps as the one before, than left where the first member is found.
    constexpr std::size_t is_short = 8;
    const auto passages = list(value);
    std::uint64_t found = 0;
    for (std::size_t i = 0; i < passages.size() && (found == 0 || passages.size() <= is_short); ++i)
      found |= set.test(passages[i]);
    count += found;
  }
  return count;
}

CountedValues ValueLists::count(const NumberedSet& set, std::size_t limit, CountBy by) const {
  struct Candidate {
    std::size_t value;
    std::uint64_t passages;
  };
  CountedValues out;
  std::vector<Candidate> candidates;
  Least least(by == CountBy::Passages ? limit : SIZE_MAX);
  for (std::size_t value = 0; value < values_.size(); ++value) {
    if (value >= frequent_.size() && !least.admits(list(value).size())) {
      out.total += present(set, value);
      break;  // those that follow are no larger
    }
    const std::uint64_t count = passages(set, value);
    if (count == 0) continue;
    ++out.total;
    if (!least.admits(count)) continue;
    least.add(count);
    candidates.push_back({value, count});
  }
  if (by == CountBy::Articles) {
    // No value has more articles than passages, so the first ones decide how far to go.
    std::sort(candidates.begin(), candidates.end(),
              [](const Candidate& a, const Candidate& b) { return a.passages > b.passages; });
    least = Least(limit);
  }
  for (const Candidate& one : candidates) {
    if (!least.admits(one.passages)) continue;
    ValueCount& value = out.values.emplace_back(values_[one.value]);
    value.passages = one.passages;
    value.articles = articles(set, one.value);
    if (by == CountBy::Articles) least.add(value.articles);
  }
  if (by == CountBy::Passages) {
    out.with = base::count_common_bits(with_, set.words());
  } else {
    out.with = common_articles(with_, set);
  }
  return out;
}

}  // namespace dateline::search
