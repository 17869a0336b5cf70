#include "store/facets.hh"

#include "base/error.hh"

#include <algorithm>

namespace dateline::store {
namespace {

constexpr std::uint32_t facets_version = 3;
enum Section : std::size_t {
  Fields,
  Digests,
  Totals,
  KeyBytes,
  KeyEnds,
  SpellingEnds,
  DisplayBytes,
  DisplayEnds,
  Counts,
  PassageEnds,
  PassageGroups,
  PassageVariants,
  ArticleEnds,
  ArticleGroups,
  ArticleVariants,
  Times,
  LargeTimes,
  SectionCount
};

/// Fields a set of them as bits has room for.
constexpr std::size_t max_fields = 64;

bool ascending(std::span<const std::uint32_t> ends, std::size_t last) {
  return std::is_sorted(ends.begin(), ends.end()) && (ends.empty() ? 0 : ends.back()) == last;
}

std::string_view between(std::string_view bytes, std::span<const std::uint32_t> ends,
                         std::size_t index) {
  const std::uint32_t begin = index == 0 ? 0 : ends[index - 1];
  return bytes.substr(begin, ends[index] - begin);
}

}  // namespace

std::uint32_t FacetWriter::name(std::uint8_t field, std::string_view key,
                                std::string_view display) {
  if (field >= max_fields) throw base::Error(base::Code::Internal, "too many facet fields");
  scratch_.assign(1, static_cast<char>(field)).append(key);
  const std::uint32_t number = keys_.intern(scratch_);
  scratch_.assign(reinterpret_cast<const char*>(&number), sizeof number).append(display);
  const std::uint32_t spelling = spelled_.intern(scratch_);
  if (spelling == counts_.size()) {
    counts_.push_back(0);
    key_of_.push_back(number);
  }
  return spelling;
}

/// Bring the row being added into order, and append it.
void FacetWriter::end_row(Rows& rows) {
  const auto field = [&](const Entry& one) { return keys_.at(key_of_[one.name]).front(); };
  std::stable_sort(row_.begin(), row_.end(),
                   [&](const Entry& a, const Entry& b) { return field(a) < field(b); });
  for (const Entry& one : row_) {
    rows.names.push_back(one.name);
    ++counts_[one.name];
  }
  rows.ends.push_back(static_cast<std::uint32_t>(rows.names.size()));
}

void FacetWriter::end_passage(std::uint32_t article) {
  end_row(passages_);
  for (const Entry& one : row_) times_.add(one.times);
  article_of_.push_back(article);
}

void FacetWriter::add_article(const std::vector<FacetName>& names) {
  row_.clear();
  for (const FacetName& one : names) row_.push_back({name(one.field, one.key, one.display), 1});
  end_row(articles_);
}

void FacetWriter::add_passage(const std::vector<FacetName>& names) {
  if (articles_.ends.size() < 2) {
    throw base::Error(base::Code::Internal, "a passage comes before its article");
  }
  const auto article = static_cast<std::uint32_t>(articles_.ends.size() - 2);
  row_.clear();
  for (const FacetName& one : names) {
    const std::uint32_t spelling = name(one.field, one.key, one.display);
    const bool articles_own =
        std::any_of(articles_.names.begin() + articles_.ends[article], articles_.names.end(),
                    [&](std::uint32_t other) { return key_of_[other] == key_of_[spelling]; });
    if (!articles_own) row_.push_back({spelling, one.times});
  }
  end_passage(article);
}

std::vector<std::uint32_t> FacetWriter::take_names(const FacetFile& from) {
  std::vector<std::uint32_t> names(from.counts_.size());
  for (std::uint32_t group = 0; group < from.size(); ++group) {
    const std::uint32_t first = from.first_spelling(group);
    for (std::uint32_t i = first; i < from.spelling_ends_[group]; ++i)
      names[i] = name(from.field_of(group), from.key(group), from.display(i));
  }
  return names;
}

void FacetWriter::copy_article(const FacetFile& from, std::uint32_t ordinal,
                               const std::vector<std::uint32_t>& names) {
  row_.clear();
  for (const std::uint32_t group : from.of_article(ordinal))
    row_.push_back({names[from.spelling_in(from.article_variants_, ordinal, group)], 1});
  end_row(articles_);
}

void FacetWriter::copy_passage(const FacetFile& from, std::uint32_t ordinal,
                               const std::vector<std::uint32_t>& names) {
  row_.clear();
  const std::span<const std::uint32_t> groups = from.of_passage(ordinal);
  std::uint32_t at = from.passage_ends_[ordinal];
  for (const std::uint32_t group : groups)
    row_.push_back(
        {names[from.spelling_in(from.passage_variants_, ordinal, group)], from.times_.at(at++)});
  end_passage(static_cast<std::uint32_t>(articles_.ends.size() - 2));
}

/// Spellings in the order of the file, and the tables that follow from it.
struct FacetWriter::Numbering {
  explicit Numbering(const FacetWriter& writer) : group_of(writer.counts_.size()) {
    std::vector<std::uint32_t> order(writer.counts_.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    // Names that were taken from another file but never used are left out.
    std::erase_if(order, [&](std::uint32_t i) { return writer.counts_[i] == 0; });
    const auto display = [&](std::uint32_t i) { return writer.spelled_.at(i).substr(4); };
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      if (writer.key_of_[a] != writer.key_of_[b])
        return writer.keys_.at(writer.key_of_[a]) < writer.keys_.at(writer.key_of_[b]);
      if (writer.counts_[a] != writer.counts_[b]) return writer.counts_[a] > writer.counts_[b];
      return display(a) < display(b);
    });
    spelling_of.resize(writer.counts_.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
      const std::uint32_t old = order[i];
      if (i == 0 || writer.key_of_[order[i - 1]] != writer.key_of_[old]) {
        const std::string_view key = writer.keys_.at(writer.key_of_[old]);
        group_fields.push_back(key.front());
        key_bytes.append(key.substr(1));
        key_ends.push_back(static_cast<std::uint32_t>(key_bytes.size()));
        digests.push_back(base::digest64(key.substr(1)));
        first_spelling.push_back(i);
        spelling_ends.push_back(i);
      }
      group_of[old] = static_cast<std::uint32_t>(group_fields.size() - 1);
      spelling_of[old] = i;
      spelling_ends.back() = i + 1;
      display_bytes.append(display(old));
      display_ends.push_back(static_cast<std::uint32_t>(display_bytes.size()));
      counts.push_back(writer.counts_[old]);
    }
    for (std::uint32_t group = 0; group < group_fields.size(); ++group) {
      const auto field = static_cast<std::uint8_t>(group_fields[group]);
      while (fields.size() <= field) fields.push_back({group, group, {}, 0, 0});
      fields[field].end = group + 1;
    }
  }

  /// in: flag, set in the fields that the rows have
  void number(const Rows& rows, std::uint32_t FacetFieldRow::*flag,
              std::vector<std::uint32_t>& groups, std::vector<FacetVariant>& variants) {
    groups.reserve(rows.names.size());
    for (std::uint32_t row = 0; row + 1 < rows.ends.size(); ++row) {
      const std::size_t first_variant = variants.size();
      for (std::uint32_t i = rows.ends[row]; i < rows.ends[row + 1]; ++i) {
        const std::uint32_t group = group_of[rows.names[i]];
        const std::uint32_t spelling = spelling_of[rows.names[i]];
        groups.push_back(group);
        fields[static_cast<std::uint8_t>(group_fields[group])].*flag = 1;
        if (spelling != first_spelling[group]) variants.push_back({row, group, spelling});
      }
      std::sort(variants.begin() + static_cast<std::ptrdiff_t>(first_variant), variants.end(),
                [](const FacetVariant& a, const FacetVariant& b) { return a.group < b.group; });
    }
  }

  /// Totals of groups and fields.
  void add_up(const FacetWriter& writer, const std::vector<std::uint32_t>& passage_groups,
              const std::vector<std::uint32_t>& article_groups) {
    totals.resize(group_fields.size());
    std::vector<std::uint32_t> last(totals.size(), UINT32_MAX);
    std::vector<std::uint32_t> last_with(fields.size(), UINT32_MAX);
    const auto& article_ends = writer.articles_.ends;
    for (std::uint32_t passage = 0; passage < writer.article_of_.size(); ++passage) {
      const std::uint32_t article = writer.article_of_[passage];
      std::uint64_t seen = 0;
      const auto add = [&](const std::vector<std::uint32_t>& groups, std::uint32_t begin,
                           std::uint32_t end) {
        for (std::uint32_t i = begin; i < end; ++i) {
          FacetTotal& total = totals[groups[i]];
          ++total.passages;
          if (last[groups[i]] != article) ++total.articles;
          last[groups[i]] = article;
          seen |= 1ull << group_fields[groups[i]];
        }
      };
      add(passage_groups, writer.passages_.ends[passage], writer.passages_.ends[passage + 1]);
      add(article_groups, article_ends[article], article_ends[article + 1]);
      for (std::size_t field = 0; field < fields.size(); ++field) {
        if ((seen >> field & 1) == 0) continue;
        ++fields[field].with.passages;
        if (last_with[field] != article) ++fields[field].with.articles;
        last_with[field] = article;
      }
    }
  }

  std::vector<FacetFieldRow> fields;
  std::string group_fields, key_bytes, display_bytes;
  std::vector<std::uint64_t> digests;
  std::vector<FacetTotal> totals;
  std::vector<std::uint32_t> key_ends, spelling_ends, display_ends, counts, first_spelling;
  std::vector<std::uint32_t> group_of, spelling_of;  ///< by spelling of the writer
};

void FacetWriter::write(const std::filesystem::path& path) const {
  Numbering numbering(*this);
  std::vector<std::uint32_t> passage_groups, article_groups;
  std::vector<FacetVariant> passage_variants, article_variants;
  numbering.number(passages_, &FacetFieldRow::of_passages, passage_groups, passage_variants);
  numbering.number(articles_, &FacetFieldRow::of_articles, article_groups, article_variants);
  numbering.add_up(*this, passage_groups, article_groups);
  write_side_file(
      path, SideKind::Facets, facets_version,
      {as_bytes(numbering.fields), as_bytes(numbering.digests), as_bytes(numbering.totals),
       numbering.key_bytes, as_bytes(numbering.key_ends), as_bytes(numbering.spelling_ends),
       numbering.display_bytes, as_bytes(numbering.display_ends), as_bytes(numbering.counts),
       as_bytes(passages_.ends), as_bytes(passage_groups), as_bytes(passage_variants),
       as_bytes(articles_.ends), as_bytes(article_groups), as_bytes(article_variants),
       times_.bits(), as_bytes(times_.large())});
}

FacetFile::FacetFile(const SidePlace& place)
    : file_(place, SideKind::Facets, facets_version, SectionCount),
      fields_(file_.array<FacetFieldRow>(Fields)),
      key_bytes_(file_.bytes(KeyBytes)),
      display_bytes_(file_.bytes(DisplayBytes)),
      digests_(file_.array<std::uint64_t>(Digests)),
      totals_(file_.array<FacetTotal>(Totals)),
      key_ends_(file_.array<std::uint32_t>(KeyEnds)),
      spelling_ends_(file_.array<std::uint32_t>(SpellingEnds)),
      display_ends_(file_.array<std::uint32_t>(DisplayEnds)),
      counts_(file_.array<std::uint32_t>(Counts)),
      passage_ends_(file_.array<std::uint32_t>(PassageEnds)),
      passage_groups_(file_.array<std::uint32_t>(PassageGroups)),
      article_ends_(file_.array<std::uint32_t>(ArticleEnds)),
      article_groups_(file_.array<std::uint32_t>(ArticleGroups)),
      passage_variants_(file_.array<FacetVariant>(PassageVariants)),
      article_variants_(file_.array<FacetVariant>(ArticleVariants)),
      times_(file_.bytes(Times), file_.array<LargeCount>(LargeTimes)) {
  const std::size_t groups = totals_.size();
  bool fits = fields_.size() <= max_fields && digests_.size() == groups &&
              key_ends_.size() == groups && spelling_ends_.size() == groups &&
              display_ends_.size() == counts_.size() && !passage_ends_.empty() &&
              !article_ends_.empty() && passage_ends_.back() == passage_groups_.size() &&
              article_ends_.back() == article_groups_.size() &&
              times_.fits(passage_groups_.size()) && ascending(key_ends_, key_bytes_.size()) &&
              ascending(spelling_ends_, counts_.size()) &&
              ascending(display_ends_, display_bytes_.size());
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
  for (std::size_t i = 0; i < SectionCount; ++i) sections.push_back({file_.bytes(i)});
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

std::uint32_t FacetFile::first_spelling(std::uint32_t group) const {
  const std::uint32_t first = checked(group) == 0 ? 0 : spelling_ends_[group - 1];
  if (first >= spelling_ends_[group]) damaged();
  return first;
}

std::size_t FacetFile::spelling_count(std::uint32_t group) const {
  const std::uint32_t first = first_spelling(group);
  return spelling_ends_[group] - first;
}

FacetSpelling FacetFile::spelling(std::uint32_t group, std::size_t index) const {
  if (index >= spelling_count(group)) damaged();
  const auto number = static_cast<std::uint32_t>(first_spelling(group) + index);
  return {display(number), counts_[number]};
}

std::string_view FacetFile::display(std::uint32_t spelling) const {
  if (spelling >= display_ends_.size()) damaged();
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
  if (at->spelling < first || at->spelling >= spelling_ends_[group]) damaged();
  return at->spelling;
}

std::uint32_t FacetFile::mentions(std::uint32_t ordinal,
                                  std::span<const std::uint32_t> groups) const {
  const std::span<const std::uint32_t> row = of_passage(ordinal);
  std::uint32_t sum = 0;
  std::uint32_t at = passage_ends_[ordinal];
  for (const std::uint32_t group : row) {
    if (std::binary_search(groups.begin(), groups.end(), group)) sum += times_.at(at);
    ++at;
  }
  return sum;
}

std::vector<FacetValue> FacetFile::names_of_passage(std::uint32_t ordinal) const {
  std::vector<FacetValue> found = names(of_passage(ordinal), passage_variants_, ordinal);
  std::uint32_t at = passage_ends_[ordinal];
  for (FacetValue& name : found) name.times = times_.at(at++);
  return found;
}

std::vector<FacetValue> FacetFile::names(std::span<const std::uint32_t> groups,
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
