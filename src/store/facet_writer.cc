#include "base/error.hh"
#include "store/facet_sections.hh"
#include "store/facets.hh"

#include <algorithm>

namespace dateline::store {

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
    for (std::uint32_t i = first; i < from.end_spelling(group); ++i)
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
  const GroupRow groups = from.of_passage(ordinal);
  std::uint32_t at = groups.first();
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
  std::vector<std::uint32_t> key_ends{0}, spelling_ends{0}, display_ends{0}, counts, first_spelling;
  std::vector<std::uint32_t> group_of, spelling_of;  ///< by spelling of the writer
};

void FacetWriter::write(const std::filesystem::path& path) const {
  Numbering numbering(*this);
  std::vector<std::uint32_t> passage_groups, article_groups;
  std::vector<FacetVariant> passage_variants, article_variants;
  numbering.number(passages_, &FacetFieldRow::of_passages, passage_groups, passage_variants);
  numbering.number(articles_, &FacetFieldRow::of_articles, article_groups, article_variants);
  numbering.add_up(*this, passage_groups, article_groups);
  SectionPacker packer;
  std::vector<std::uint32_t> passages, articles;
  for (const FacetTotal& total : numbering.totals) {
    passages.push_back(total.passages);
    articles.push_back(total.articles);
  }
  const std::string_view total_passages = packer.numbers(passages);
  const std::string_view total_articles = packer.numbers(articles);
  const auto key_ends = packer.ends(numbering.key_ends);
  const auto spelling_ends = packer.ends(numbering.spelling_ends);
  const auto display_ends = packer.ends(numbering.display_ends);
  const std::string_view counts = packer.numbers(numbering.counts);
  const auto passage_ends = packer.ends(passages_.ends);
  const std::string_view groups = packer.numbers(passage_groups);
  const auto article_ends = packer.ends(articles_.ends);
  const std::string_view groups_of_articles = packer.numbers(article_groups);
  write_side_file(path, SideKind::Facets, facets_version,
                  {as_bytes(numbering.fields),
                   as_bytes(numbering.digests),
                   total_passages,
                   total_articles,
                   numbering.key_bytes,
                   key_ends.bases,
                   key_ends.offsets,
                   spelling_ends.bases,
                   spelling_ends.offsets,
                   numbering.display_bytes,
                   display_ends.bases,
                   display_ends.offsets,
                   counts,
                   passage_ends.bases,
                   passage_ends.offsets,
                   groups,
                   as_bytes(passage_variants),
                   article_ends.bases,
                   article_ends.offsets,
                   groups_of_articles,
                   as_bytes(article_variants),
                   times_.bits(),
                   as_bytes(times_.large()),
                   packer.packings()});
}

}  // namespace dateline::store
