#include "search/shared_counts.hh"

namespace dateline::search {

SharedCounts::Fields SharedCounts::add_row(const store::FacetFile& facets,
                                           const store::GroupRow& row, std::uint32_t article,
                                           std::uint32_t passages, bool whole) {
  Fields fields;
  for (const std::uint32_t group : row) {
    const std::uint64_t bit = std::uint64_t{1} << facets.field_of(group);
    const bool shown = !has(group) || add(group, article, passages, row.first(), whole);
    (shown ? fields.shown : fields.hidden) |= bit;
  }
  return fields;
}

void SharedCounts::add_all(const store::FacetFile& facets, const Members& members) {
  const auto each_bit = [&](std::uint64_t bits, std::uint32_t store::FacetTotal::*count) {
    for (; bits != 0; bits &= bits - 1)
      without_[static_cast<std::size_t>(std::countr_zero(bits))].*count += 1;
  };
  for (std::uint32_t article = 0; article < members.rows.size(); ++article) {
    const store::ArticleRow& run = members.rows[article];
    const Fields own =
        add_row(facets, facets.of_article(article), article, run.passage_count, true);
    Fields all = own;
    for (std::uint32_t ordinal = run.first_passage; ordinal < run.first_passage + run.passage_count;
         ++ordinal) {
      Fields here = add_row(facets, facets.of_passage(ordinal), article, 1, false);
      all.shown |= here.shown;
      all.hidden |= here.hidden;
      here.shown |= own.shown;
      here.hidden |= own.hidden;
      each_bit(here.hidden & ~here.shown, &store::FacetTotal::passages);
    }
    each_bit(all.hidden & ~all.shown, &store::FacetTotal::articles);
  }
}

}  // namespace dateline::search
