// The sections of a facet file, in order: facet_writer.cc writes them, facets.cc reads them.
#pragma once

#include <cstddef>
#include <cstdint>

namespace dateline::store {

inline constexpr std::uint32_t facets_version = 4;
enum FacetSection : std::size_t {
  Fields,
  Digests,
  TotalPassages,
  TotalArticles,
  KeyBytes,
  KeyEnds,
  KeyEndOffsets,
  SpellingEnds,
  SpellingEndOffsets,
  DisplayBytes,
  DisplayEnds,
  DisplayEndOffsets,
  Counts,
  PassageEnds,
  PassageEndOffsets,
  PassageGroups,
  PassageVariants,
  ArticleEnds,
  ArticleEndOffsets,
  ArticleGroups,
  ArticleVariants,
  Times,
  LargeTimes,
  Packings,
  FacetSectionCount
};

/// What is packed, in this order.
enum PackedFacetSection : std::size_t {
  PackedTotalPassages,
  PackedTotalArticles,
  PackedKeyEnds,
  PackedSpellingEnds,
  PackedDisplayEnds,
  PackedCounts,
  PackedPassageEnds,
  PackedPassageGroups,
  PackedArticleEnds,
  PackedArticleGroups
};

/// Fields a set of them as bits has room for.
inline constexpr std::size_t max_fields = 64;

}  // namespace dateline::store
