#include "store/facets.hh"

#include "base/error.hh"
#include "store/facet_sections.hh"

#include <algorithm>

namespace dateline::store {
namespace {

std::string_view between(std::string_view bytes, const Ends& ends, std::size_t index) {
  const std::uint64_t begin = ends[index], end = ends[index + 1];
  if (begin > end || end > bytes.size()) FacetFile::damaged();
  return bytes.substr(begin, end - begin);
}

}  // namespace

FacetFile::FacetFile(const SidePlace& place)
    : file_(place, SideKind::Facets, facets_version, FacetSectionCount),
      fields_(file_.array<FacetFieldRow>(Fields)),
      key_bytes_(file_.bytes(KeyBytes)),
      display_bytes_(file_.bytes(DisplayBytes)),
      digests_(file_.array<std::uint64_t>(Digests)),
      passage_variants_(file_.array<FacetVariant>(PassageVariants)),
      article_variants_(file_.array<FacetVariant>(ArticleVariants)),
      times_(file_.bytes(Times), file_.array<LargeCount>(LargeTimes)) {
  for (std::size_t i = 0; i < FacetSectionCount; ++i) file_.need(i);
  const SectionUnpacker packed(file_, Packings);
  total_passages_ = packed.numbers(TotalPassages, PackedTotalPassages);
  total_articles_ = packed.numbers(TotalArticles, PackedTotalArticles);
  key_ends_ = packed.ends(KeyEnds, PackedKeyEnds);
  spelling_ends_ = packed.ends(SpellingEnds, PackedSpellingEnds);
  display_ends_ = packed.ends(DisplayEnds, PackedDisplayEnds);
  counts_ = packed.numbers(Counts, PackedCounts);
  passage_ends_ = packed.ends(PassageEnds, PackedPassageEnds);
  passage_groups_ = packed.numbers(PassageGroups, PackedPassageGroups);
  article_ends_ = packed.ends(ArticleEnds, PackedArticleEnds);
  article_groups_ = packed.numbers(ArticleGroups, PackedArticleGroups);

  const std::size_t groups = digests_.size();
  const auto has = [](const auto& packed_ones, std::size_t size) {
    return packed_ones.fits() && packed_ones.size() == size;
  };
  const auto ends_at = [](const Ends& ends, std::size_t last) {
    return ends.fits() && ends.size() > 0 && ends[0] == 0 && ends.back() == last;
  };
  bool fits =
      fields_.size() <= max_fields && has(total_passages_, groups) &&
      has(total_articles_, groups) && has(key_ends_, groups + 1) &&
      has(spelling_ends_, groups + 1) && counts_.fits() && has(display_ends_, counts_.size() + 1) &&
      passage_groups_.fits() && article_groups_.fits() && times_.fits(passage_groups_.size()) &&
      ends_at(passage_ends_, passage_groups_.size()) &&
      ends_at(article_ends_, article_groups_.size()) && ends_at(key_ends_, key_bytes_.size()) &&
      ends_at(spelling_ends_, counts_.size()) && ends_at(display_ends_, display_bytes_.size());
  std::uint32_t next = 0;
  for (const FacetFieldRow& field : fields_) {
    fits = fits && field.first == next && field.end >= field.first && field.end <= groups;
    next = field.end;
    if (fits) group_fields_.resize(next, static_cast<char>(&field - fields_.data()));
  }
  if (!fits || next != groups) {
    throw base::Error(base::Code::Database,
                      "'" + place.file.string() + "' is damaged: its tables do not fit");
  }
}

void FacetFile::put_into(Xapian::WritableDatabase& tables) const {
  std::vector<SideSection> sections;
  for (std::size_t i = 0; i < FacetSectionCount; ++i) sections.push_back({file_.bytes(i)});
  put_side_data(tables, facets_name, facets_version, sections);
}

void FacetFile::damaged() {
  throw base::Error(base::Code::Database, "the facets of the database are damaged",
                    "index the corpus again into a new database");
}

std::string_view FacetFile::key(std::uint32_t group) const {
  return between(key_bytes_, key_ends_, checked(group));
}

std::optional<std::uint32_t> FacetFile::find(std::size_t number, std::string_view wanted) const {
  const FacetFieldRow row = field(number);
  std::uint32_t low = row.first, high = row.end;
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (key(middle) < wanted) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == row.end || key(low) != wanted) return std::nullopt;
  return low;
}

std::vector<std::uint32_t> FacetFile::groups_with(std::size_t number, std::string_view text) const {
  const FacetFieldRow row = field(number);
  std::vector<std::uint32_t> groups;
  if (row.first >= row.end) return groups;
  // Keys lie end to end, so all of a field are looked through at once.
  const std::uint64_t end = key_ends_[checked(row.end - 1) + std::size_t{1}];
  if (end > key_bytes_.size()) damaged();
  const std::string_view keys = key_bytes_.substr(0, end);
  for (std::size_t at = key_ends_[checked(row.first)];
       (at = keys.find(text, at)) != std::string_view::npos; ++at) {
    std::uint32_t group = row.first, above = row.end;
    while (above - group > 1) {
      const std::uint32_t middle = group + (above - group) / 2;
      (key_ends_[middle] <= at ? group : above) = middle;
    }
    const std::uint64_t key_end = key_ends_[group + std::size_t{1}];
    if (at + text.size() > key_end) continue;  // it goes over the end of a key
    groups.push_back(group);
    at = std::max(at, static_cast<std::size_t>(key_end - 1));
  }
  return groups;
}

std::uint32_t FacetFile::end_spelling(std::uint32_t group) const {
  return static_cast<std::uint32_t>(spelling_ends_[checked(group) + std::size_t{1}]);
}

std::uint32_t FacetFile::first_spelling(std::uint32_t group) const {
  const std::uint64_t first = spelling_ends_[checked(group)];
  const std::uint64_t end = spelling_ends_[group + std::size_t{1}];
  if (first >= end || end > counts_.size()) damaged();
  return static_cast<std::uint32_t>(first);
}

std::size_t FacetFile::spelling_count(std::uint32_t group) const {
  const std::uint32_t first = first_spelling(group);
  return end_spelling(group) - first;
}

FacetSpelling FacetFile::spelling(std::uint32_t group, std::size_t index) const {
  if (index >= spelling_count(group)) damaged();
  const auto number = static_cast<std::uint32_t>(first_spelling(group) + index);
  return {display(number), static_cast<std::uint32_t>(counts_[number])};
}

std::string_view FacetFile::display(std::uint32_t spelling) const {
  if (spelling >= counts_.size()) damaged();
  return between(display_bytes_, display_ends_, spelling);
}

std::uint32_t FacetFile::spelling_in(std::span<const FacetVariant> variants, std::uint32_t row,
                                     std::uint32_t group) const {
  const std::uint32_t first = first_spelling(group);
  const auto at = std::lower_bound(variants.begin(), variants.end(), std::pair(row, group),
                                   [](const FacetVariant& a, const auto& b) {
                                     return a.row != b.first ? a.row < b.first : a.group < b.second;
                                   });
  if (at == variants.end() || at->row != row || at->group != group) return first;
  if (at->spelling < first || at->spelling >= end_spelling(group)) damaged();
  return at->spelling;
}

std::uint32_t FacetFile::mentions(std::uint32_t ordinal,
                                  std::span<const std::uint32_t> groups) const {
  const GroupRow row = of_passage(ordinal);
  std::uint32_t sum = 0;
  std::uint32_t at = row.first();
  for (const std::uint32_t group : row) {
    if (std::binary_search(groups.begin(), groups.end(), group)) sum += times_.at(at);
    ++at;
  }
  return sum;
}

std::vector<FacetValue> FacetFile::names_of_passage(std::uint32_t ordinal) const {
  const GroupRow row = of_passage(ordinal);
  std::vector<FacetValue> found = names(row, passage_variants_, ordinal);
  std::uint32_t at = row.first();
  for (FacetValue& name : found) name.times = times_.at(at++);
  return found;
}

std::vector<FacetValue> FacetFile::names(const GroupRow& groups,
                                         std::span<const FacetVariant> variants,
                                         std::uint32_t row) const {
  std::vector<FacetValue> found;
  found.reserve(groups.size());
  for (const std::uint32_t group : groups) {
    found.push_back(
        {field_of(group), group, key(group), display(spelling_in(variants, row, group)), 1});
  }
  return found;
}

}  // namespace dateline::store
